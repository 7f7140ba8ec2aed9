import type { Place } from './blockEdits';
import { insertAfter, insertAttribute, insertInto, replace } from './blockEdits';
import type { Change } from './change';
import { attributes, nested } from './render';
import type { Situation } from './situation';
import { attachment, freeLabel } from './situation';
import type { Expression } from './syntax';
import { attributeOf, blocksOf, literalText } from './syntax';

const satelliteType = 'aws_s3_bucket_versioning';

function isLiteralBoolean(expression: Expression): boolean {
  return expression.kind === 'literal' && typeof expression.value !== 'number' && expression.value !== null;
}

function hasDynamic({ block }: Place, type: string): boolean {
  return blocksOf(block, 'dynamic').some((dynamic) => dynamic.labels[0]?.text === type);
}

/** `versioning { enabled = true }` in the bucket. */
function inlineEdits(bucket: Place): Change | undefined {
  const written = blocksOf(bucket.block, 'versioning');
  const [block] = written;
  if (written.length > 1 || hasDynamic(bucket, 'versioning') || attributeOf(bucket.block, 'versioning')) {
    return undefined;
  }
  if (block === undefined) return { edits: insertInto(bucket, nested('versioning', attributes(['enabled', 'true']))) };
  const enabled = attributeOf(block, 'enabled');
  if (enabled === undefined) return { edits: insertAttribute({ piece: bucket.piece, block }, 'enabled', 'true') };
  return isLiteralBoolean(enabled.value) ? { edits: [replace(bucket.piece, enabled.value, 'true')] } : undefined;
}

/** Sets the status of the resource that is there already. */
function flipStatus(place: Place, address: string): Change | undefined {
  const [configuration, ...more] = blocksOf(place.block, 'versioning_configuration');
  const status = configuration && attributeOf(configuration, 'status');
  if (more.length > 0 || status === undefined || literalText(status.value) === undefined) return undefined;
  return { edits: [replace(place.piece, status.value, '"Enabled"')], versioning: address };
}

/** The change that turns versioning on for the buckets of a declaration. */
export function versioningEdits(situation: Situation): Change | undefined {
  const beside = situation.beside(satelliteType);
  if (beside.kind === 'unclear') return undefined;
  if (beside.kind === 'one') return flipStatus(beside.place, beside.address);
  if (situation.inline) return inlineEdits(situation.bucket);
  const attached = attachment(situation);
  if (attached === undefined || hasDynamic(situation.bucket, 'versioning')) return undefined;
  const label = freeLabel(situation, satelliteType);
  const satellite = nested(
    `resource "${satelliteType}" "${label}"`,
    attributes(...attached),
    nested('versioning_configuration', attributes(['status', '"Enabled"'])),
  );
  return { edits: [insertAfter(situation.bucket, satellite)], versioning: `${satelliteType}.${label}` };
}
