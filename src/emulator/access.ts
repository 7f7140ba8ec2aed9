import { AwsError } from './awsError';
import type { Call, Operation } from './operation';
import type { AccountState } from './state';

/**
 * Refuses a call that the caller may not make, in AWS's words.
 *
 * @throws AwsError 403 `AccessDenied` (S3, STS, IAM) or `AccessDeniedException` (AWS Backup), naming the action.
 */
export function authorize(operation: Operation, input: Readonly<Record<string, unknown>>, call: Call): void {
  const resource = resourceOf(operation, input, call);
  if (isDenied(call.state, operation.action, resource)) {
    throw accessDenied(operation, call, resource, regionHeader(input, call));
  }
}

/**
 * Refuses to hand a role to a service where the caller may not.
 *
 * @throws AwsError 403 `AccessDeniedException`, naming `iam:PassRole`.
 */
export function authorizePassRole(roleArn: string, { state, caller }: Call): void {
  if (!isDenied(state, 'iam:PassRole', roleArn)) {
    return;
  }
  const message =
    `User: ${caller} is not authorized to perform: iam:PassRole on resource: ${roleArn} ` +
    'because no identity-based policy allows the iam:PassRole action';
  throw new AwsError('AccessDeniedException', message, 403);
}

/** Whether the caller may not do something to a resource. */
export function isDenied(state: AccountState, action: string, resource: string): boolean {
  for (const denial of state.denials) {
    if (matchesPattern(denial.action, action) && matchesPattern(denial.resource, resource)) {
      return true;
    }
  }
  return false;
}

/** Whether a text matches a pattern in which `*` stands for any text. */
export function matchesPattern(pattern: string, text: string): boolean {
  const [head = '', ...parts] = pattern.split('*');
  const tail = parts.pop();
  if (tail === undefined) {
    return pattern === text;
  }
  if (!text.startsWith(head) || !text.endsWith(tail) || text.length < head.length + tail.length) {
    return false;
  }
  let rest = text.slice(head.length, text.length - tail.length);
  for (const part of parts) {
    const at = rest.indexOf(part);
    if (at < 0) {
      return false;
    }
    rest = rest.slice(at + part.length);
  }
  return true;
}

/** S3 tells a bucket's Region also to those who may not look at the bucket. */
function regionHeader(input: Readonly<Record<string, unknown>>, call: Call): Record<string, string> {
  const bucket = call.state.buckets.get(text(input['Bucket']));
  return bucket === undefined ? {} : { 'x-amz-bucket-region': bucket.region };
}

function accessDenied(
  operation: Operation,
  { caller }: Call,
  resource: string,
  headers: Readonly<Record<string, string>>,
): AwsError {
  const on = operation.service === 's3' ? `"${resource}"` : resource;
  const message =
    `User: ${caller} is not authorized to perform: ${operation.action} on resource: ${on} ` +
    `because no identity-based policy allows the ${operation.action} action`;
  const code = operation.service.startsWith('backup') ? 'AccessDeniedException' : 'AccessDenied';
  return new AwsError(code, message, 403, { headers });
}

function resourceOf(operation: Operation, input: Readonly<Record<string, unknown>>, call: Call): string {
  if (operation.service === 's3') {
    return s3Resource(input);
  }
  const { accountId } = call.state;
  if (operation.service === 'iam') {
    return typeof input['RoleName'] === 'string' ? `arn:aws:iam::${accountId}:role/${input['RoleName']}` : '*';
  }
  return operation.service === 'backup' ? backupResource(input, call) : text(input['RoleArn']);
}

function s3Resource(input: Readonly<Record<string, unknown>>): string {
  if (typeof input['Bucket'] !== 'string') {
    return 'arn:aws:s3:::*';
  }
  const key = typeof input['Key'] === 'string' ? `/${input['Key']}` : '';
  return `arn:aws:s3:::${input['Bucket']}${key}`;
}

function backupResource(input: Readonly<Record<string, unknown>>, call: Call): string {
  const prefix = `arn:aws:backup:${call.region}:${call.state.accountId}`;
  if (typeof input['RecoveryPointArn'] === 'string') {
    return input['RecoveryPointArn'];
  }
  if (typeof input['BackupVaultName'] === 'string') {
    return `${prefix}:backup-vault:${input['BackupVaultName']}`;
  }
  return typeof input['BackupPlanId'] === 'string' ? `${prefix}:backup-plan:${input['BackupPlanId']}` : '*';
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '*';
}
