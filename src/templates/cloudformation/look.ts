import type { DialectLook } from '../dialect';
import { namesBackupType, resourceTypes } from './resourceTypes';

const extensions = /\.(ya?ml|json|template|cfn|cform)$/i;

/** What can be told of CloudFormation and SAM templates without a parser. */
export const cloudFormationLook: DialectLook = {
  id: 'cloudformation',
  unit: 'file',
  accepts: (file) => extensions.test(file),
  mayConcern: (text) => (text.includes(resourceTypes.bucket) || namesBackupType(text)) && text.includes('Resources'),
  mayLeanOn: () => [],
};
