import { declareService } from '../operation';

/** Declares an operation of S3. The third argument is the IAM action where it is not the operation's name. */
export const s3Operation = declareService('s3');
