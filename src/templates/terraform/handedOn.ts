import type { Declaration } from './fileDeclarations';
import type { SatelliteType } from './satelliteTypes';
import { satelliteTypes } from './satelliteTypes';
import { attributeOf, literalText } from './syntax';

/** Inputs that say which bucket a module is to work on. */
const bucketInput = /^(?:aws_)?(?:s3_)?(?:source_|target_)?buckets?(?:_(?:id|name|arn)s?)?$/;

const settings: readonly (readonly [RegExp, readonly SatelliteType[]])[] = [
  [/version/, ['aws_s3_bucket_versioning']],
  [/life-?_?cycle|expir/, ['aws_s3_bucket_lifecycle_configuration']],
  [/object-?_?lock/, ['aws_s3_bucket_object_lock_configuration']],
  [/replicat/, ['aws_s3_bucket_replication_configuration', 'aws_s3_bucket_versioning']],
  [/notif|event/, ['aws_s3_bucket_notification']],
];

/** Modules for one of these things set nothing else of a bucket. */
const others =
  /polic|acl|access|ownership|website|cors|object|logs?\b|logging|encrypt|inventory|upload|deploy|cdn|trail/;

/**
 * What of a bucket a module may set that cannot be read, to go by its name.
 *
 * Most modules that are given a bucket only use it: a trail writes to it, a function reads from it. Were every one of
 * them to make the bucket's settings unknown, little could be said of any bucket; so only those count whose name says
 * that they are about such a setting, or about buckets in general.
 */
function settingsOf(call: Declaration): readonly SatelliteType[] {
  const source = literalText(attributeOf(call.block, 'source')?.value) ?? '';
  const name = `${source.replace(/\?.*$/, '')} ${call.address.slice('module.'.length)}`.toLowerCase();
  const named = settings.flatMap(([pattern, types]) => (pattern.test(name) ? types : []));
  if (named.length > 0) return named;
  return /bucket|\bs3\b/.test(name) && !others.test(name) ? satelliteTypes : [];
}

/** The inputs by which a module that is not read may be asked to set something of a bucket, and what it may set. */
export function handedOn(
  call: Declaration,
): readonly { readonly input: string; readonly types: readonly SatelliteType[] }[] {
  const inputs = call.block.attributes.filter(({ name }) => bucketInput.test(name));
  const types = inputs.length === 0 ? [] : settingsOf(call);
  return types.length === 0 ? [] : inputs.map(({ name }) => ({ input: name, types }));
}
