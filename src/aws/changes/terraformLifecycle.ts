import type { LifecycleRule, LifecycleRuleFilter } from '@aws-sdk/client-s3';
import type { HclAttribute, HclBlock } from './hcl';
import { hclMap, hclText } from './hcl';

type Value = string | number | boolean | Date | undefined;

function written(value: Exclude<Value, undefined>): string {
  if (value instanceof Date) return hclText(value.toISOString().replace('.000Z', 'Z'));
  return typeof value === 'string' ? hclText(value) : String(value);
}

/** The attributes that have a value. */
function given(...attributes: readonly (readonly [name: string, value: Value])[]): readonly HclAttribute[] {
  return attributes.flatMap(([name, value]) => (value === undefined ? [] : [[name, written(value)] as const]));
}

function filterOf(rule: LifecycleRule): HclBlock {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- rules written years ago still carry the prefix here
  const filter: LifecycleRuleFilter = rule.Filter ?? { Prefix: rule.Prefix };
  const { Prefix: prefix, Tag: tag, And: and } = filter;
  const header = 'filter';
  if (and !== undefined) {
    const tags = (and.Tags ?? []).map(({ Key = '', Value = '' }) => [Key, hclText(Value)] as const);
    const attributes = given(
      ['prefix', and.Prefix],
      ['object_size_greater_than', and.ObjectSizeGreaterThan],
      ['object_size_less_than', and.ObjectSizeLessThan],
    );
    const all = tags.length === 0 ? attributes : [...attributes, ['tags', hclMap(tags)] as const];
    return { header, blocks: [{ header: 'and', attributes: all }] };
  }
  if (tag !== undefined) {
    return { header, blocks: [{ header: 'tag', attributes: given(['key', tag.Key], ['value', tag.Value]) }] };
  }
  const attributes = given(
    ['prefix', prefix === '' ? undefined : prefix],
    ['object_size_greater_than', filter.ObjectSizeGreaterThan],
    ['object_size_less_than', filter.ObjectSizeLessThan],
  );
  return { header, attributes };
}

function actionsOf(rule: LifecycleRule): readonly HclBlock[] {
  const { Expiration, NoncurrentVersionExpiration, AbortIncompleteMultipartUpload } = rule;
  return [
    ...(rule.Transitions ?? []).map((one) => ({
      header: 'transition',
      attributes: given(['days', one.Days], ['date', one.Date], ['storage_class', one.StorageClass]),
    })),
    ...(rule.NoncurrentVersionTransitions ?? []).map((one) => ({
      header: 'noncurrent_version_transition',
      attributes: given(
        ['noncurrent_days', one.NoncurrentDays],
        ['newer_noncurrent_versions', one.NewerNoncurrentVersions],
        ['storage_class', one.StorageClass],
      ),
    })),
    ...(Expiration === undefined
      ? []
      : [
          {
            header: 'expiration',
            attributes: given(
              ['days', Expiration.Days],
              ['date', Expiration.Date],
              ['expired_object_delete_marker', Expiration.ExpiredObjectDeleteMarker],
            ),
          },
        ]),
    ...(NoncurrentVersionExpiration === undefined
      ? []
      : [
          {
            header: 'noncurrent_version_expiration',
            attributes: given(
              ['noncurrent_days', NoncurrentVersionExpiration.NoncurrentDays],
              ['newer_noncurrent_versions', NoncurrentVersionExpiration.NewerNoncurrentVersions],
            ),
          },
        ]),
    ...(AbortIncompleteMultipartUpload === undefined
      ? []
      : [
          {
            header: 'abort_incomplete_multipart_upload',
            attributes: given(['days_after_initiation', AbortIncompleteMultipartUpload.DaysAfterInitiation]),
          },
        ]),
  ];
}

/** A rule as a block of `aws_s3_bucket_lifecycle_configuration`. */
export function lifecycleBlock(rule: LifecycleRule): HclBlock {
  return {
    header: 'rule',
    attributes: given(['id', rule.ID], ['status', rule.Status]),
    blocks: [filterOf(rule), ...actionsOf(rule)],
  };
}
