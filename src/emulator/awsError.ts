/** What an error carries beside its code and message. */
export interface AwsErrorDetails {
  /** Further members of the error, such as `BucketName`. */
  readonly members?: Readonly<Record<string, string>>;
  /** Headers of the answer, such as `x-amz-bucket-region`. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** An error as AWS answers it: a code, a sentence, an HTTP status, and members of its own where the service has some. */
export class AwsError extends Error {
  readonly code: string;
  readonly statusCode: number;
  readonly members: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;

  /**
   * @param code AWS's name of the error, such as `NoSuchBucket` or `ResourceNotFoundException`.
   * @param statusCode HTTP status; AWS Backup answers its modelled errors with 400.
   */
  constructor(code: string, message: string, statusCode = 400, details: AwsErrorDetails = {}) {
    super(message);
    this.name = code;
    this.code = code;
    this.statusCode = statusCode;
    this.members = details.members ?? {};
    this.headers = details.headers ?? {};
  }
}

/** `ResourceNotFoundException` of AWS Backup. */
export function resourceNotFound(message: string): AwsError {
  return new AwsError('ResourceNotFoundException', message);
}

/** `InvalidParameterValueException` of AWS Backup. */
export function invalidParameter(message: string): AwsError {
  return new AwsError('InvalidParameterValueException', message);
}

/** `InvalidRequestException` of AWS Backup. */
export function invalidRequest(message: string): AwsError {
  return new AwsError('InvalidRequestException', message);
}

/** The answer to an operation that exists in AWS and has no handler here. */
export function notPartOfSample(name: string): AwsError {
  return new AwsError('NotImplemented', `${name} is not part of the sample account.`, 501);
}
