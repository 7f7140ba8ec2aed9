import type { LifecycleRule } from '@aws-sdk/client-s3';
import { AwsError } from '../awsError';
import type { Received } from '../received';

type Rule = Received<LifecycleRule>;

/**
 * Checks a lifecycle configuration as S3 does before it takes it.
 *
 * @throws AwsError `MalformedXML`, `InvalidRequest` or `InvalidArgument` for the first rule that is wrong.
 */
export function checkLifecycleRules(rules: readonly Rule[]): void {
  if (rules.length === 0 || rules.length > 1000) {
    throw malformed();
  }
  const ids = rules.flatMap((rule) => rule.ID ?? []);
  if (new Set(ids).size < ids.length) {
    throw invalidArgument('Rule ID must be unique. Found same ID for more than one rule');
  }
  for (const rule of rules) {
    checkShape(rule);
    checkExpiration(rule);
    checkNoncurrentVersions(rule);
    checkMultipartUploads(rule);
    checkTransitions(rule);
  }
}

function checkShape(rule: Rule): void {
  if (!['Enabled', 'Disabled'].includes(rule.Status) || (rule.Filter === undefined && !('Prefix' in rule))) {
    throw malformed();
  }
  if ((rule.ID?.length ?? 0) > 255) {
    throw invalidArgument('ID length should not exceed allowed limit of 255');
  }
  const actions = [
    rule.Expiration,
    rule.Transitions,
    rule.NoncurrentVersionExpiration,
    rule.NoncurrentVersionTransitions,
    rule.AbortIncompleteMultipartUpload,
  ];
  if (actions.every((action) => action === undefined)) {
    throw invalidRequest('At least one action needs to be specified in a rule');
  }
}

function checkExpiration(rule: Rule): void {
  const { Expiration: expiration } = rule;
  if (expiration === undefined) {
    return;
  }
  const { Days, Date: date, ExpiredObjectDeleteMarker } = expiration;
  if ([Days, date, ExpiredObjectDeleteMarker].filter((part) => part !== undefined).length !== 1) {
    throw malformed();
  }
  if (Days !== undefined && Days < 1) {
    throw invalidArgument("'Days' for Expiration action must be a positive integer");
  }
  if (date !== undefined && date.getTime() % 86_400_000 !== 0) {
    throw invalidArgument("'Date' must be at midnight GMT");
  }
  if (ExpiredObjectDeleteMarker !== undefined && filtersByTag(rule)) {
    throw invalidRequest('ExpiredObjectDeleteMarker cannot be specified with Tag filter');
  }
}

function checkNoncurrentVersions(rule: Rule): void {
  const expiration = rule.NoncurrentVersionExpiration;
  if (expiration === undefined) {
    return;
  }
  const { NoncurrentDays, NewerNoncurrentVersions } = expiration;
  if (NoncurrentDays === undefined || NoncurrentDays < 1) {
    throw invalidArgument("'NoncurrentDays' for NoncurrentVersionExpiration action must be a positive integer");
  }
  if (NewerNoncurrentVersions === undefined) {
    return;
  }
  if (NewerNoncurrentVersions < 1 || NewerNoncurrentVersions > 100) {
    throw invalidArgument("'NewerNoncurrentVersions' for NoncurrentVersionExpiration action must be between 1 and 100");
  }
  if (rule.Filter === undefined) {
    throw invalidRequest('NewerNoncurrentVersions can only be specified with a Filter element');
  }
}

function checkMultipartUploads(rule: Rule): void {
  const abort = rule.AbortIncompleteMultipartUpload;
  if (abort === undefined) {
    return;
  }
  if (abort.DaysAfterInitiation === undefined || abort.DaysAfterInitiation < 1) {
    throw invalidArgument("'DaysAfterInitiation' for AbortIncompleteMultipartUpload action must be a positive integer");
  }
  if (filtersByTag(rule)) {
    throw invalidRequest('AbortIncompleteMultipartUpload cannot be specified with Tags.');
  }
  if (filtersBySize(rule)) {
    throw invalidRequest('AbortIncompleteMultipartUpload cannot be specified with Object Size.');
  }
}

/** Days an object must be old before it may move to a class (Amazon S3 user guide, lifecycle transitions). */
const minimumDays: Readonly<Record<string, number>> = { STANDARD_IA: 30, ONEZONE_IA: 30 };

function checkTransitions(rule: Rule): void {
  for (const { Days, StorageClass = '' } of rule.Transitions ?? []) {
    const least = minimumDays[StorageClass] ?? 0;
    if (Days !== undefined && Days < least) {
      throw invalidArgument(
        `'Days' in Transition action must be greater than or equal to ${least} for storageClass '${StorageClass}'`,
      );
    }
    const expires = rule.Expiration?.Days;
    if (Days !== undefined && expires !== undefined && expires <= Days) {
      throw invalidArgument("'Days' in the Expiration action must be greater than 'Days' in the Transition action");
    }
  }
}

function filtersByTag({ Filter }: Rule): boolean {
  return Filter?.Tag !== undefined || (Filter?.And?.Tags ?? []).length > 0;
}

function filtersBySize({ Filter }: Rule): boolean {
  const sizes = [
    Filter?.ObjectSizeGreaterThan,
    Filter?.ObjectSizeLessThan,
    Filter?.And?.ObjectSizeGreaterThan,
    Filter?.And?.ObjectSizeLessThan,
  ];
  return sizes.some((size) => size !== undefined);
}

function malformed(): AwsError {
  return new AwsError(
    'MalformedXML',
    'The XML you provided was not well-formed or did not validate against our published schema',
  );
}

function invalidRequest(message: string): AwsError {
  return new AwsError('InvalidRequest', message);
}

function invalidArgument(message: string): AwsError {
  return new AwsError('InvalidArgument', message);
}
