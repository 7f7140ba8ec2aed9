import type { JSONPath } from 'jsonc-parser';
import type { Remedy } from '../../model/remedy';
import type { TextEdit } from '../../model/source';
import type { DeclaredResource } from './declaredResources';
import { jsonNewPlan, jsonSelection, jsonTag } from './jsonCoverageEdits';
import type { Json } from './jsonDraft';
import { JsonDraft, onlyBlock } from './jsonDraft';
import type { FileText } from './pieces';
import type { SatelliteType } from './satelliteTypes';
import type { Situation } from './situation';
import { attachment, freeLabel } from './situation';
import { attributeOf } from './syntax';

/** `aws_s3_bucket.b.id` as JSON writes it; a `for_each` is an expression too. */
function attributesOf(situation: Situation): Readonly<Record<string, Json>> | undefined {
  const { block } = situation.bucket;
  // Where these are written, they are text of JSON, which would have to be taken over as it is.
  if (['provider', 'region'].some((name) => attributeOf(block, name) !== undefined)) return undefined;
  const attached = attachment(situation);
  return attached && Object.fromEntries(attached.map(([name, value]) => [name, `\${${value}}`]));
}

/** Where the setting of a kind stands in the file, or is to stand. */
interface Place {
  readonly path: JSONPath;
  readonly isNew: boolean;
}

function placeOf(situation: Situation, type: SatelliteType, file: FileText): Place | undefined {
  const beside = situation.beside(type);
  switch (beside.kind) {
    case 'unclear':
      return undefined;
    case 'none':
      return { path: ['resource', type, freeLabel(situation, type)], isNew: true };
    case 'one': {
      if (beside.place.piece.file !== file) return undefined;
      return { path: ['resource', ...beside.address.split('.')], isNew: false };
    }
  }
}

function enableVersioning(
  draft: JsonDraft,
  { path, isNew }: Place,
  attributes: Readonly<Record<string, Json>>,
): boolean {
  if (isNew) {
    draft.add(path, { ...attributes, versioning_configuration: { status: 'Enabled' } });
    return true;
  }
  const resource = onlyBlock(draft, path);
  const block = resource && onlyBlock(draft, [...resource, 'versioning_configuration']);
  const status = block && draft.find([...block, 'status']);
  if (block === undefined || status?.type !== 'string' || String(status.value).includes('${')) return false;
  draft.replace([...block, 'status'], 'Enabled');
  return true;
}

/** A rule for the whole bucket. Source: AWS provider, aws_s3_bucket_lifecycle_configuration. */
function ruleFor(remedy: Remedy): Readonly<Record<string, Json>> | undefined {
  const rule = (id: string, action: Readonly<Record<string, Json>>): Readonly<Record<string, Json>> => ({
    id,
    status: 'Enabled',
    filter: {},
    ...action,
  });
  switch (remedy.kind) {
    case 'expireNoncurrentVersions':
      return rule('expire-noncurrent-versions', { noncurrent_version_expiration: { noncurrent_days: remedy.days } });
    case 'removeExpiredDeleteMarkers':
      return rule('remove-expired-delete-markers', { expiration: { expired_object_delete_marker: true } });
    case 'abortIncompleteMultipartUploads':
      return rule('abort-incomplete-uploads', {
        abort_incomplete_multipart_upload: { days_after_initiation: remedy.days },
      });
    default:
      return undefined;
  }
}

function addRule(
  draft: JsonDraft,
  { path, isNew }: Place,
  rule: Readonly<Record<string, Json>>,
  attributes: Readonly<Record<string, Json>>,
): boolean {
  if (isNew && draft.find(path) === undefined) {
    draft.add(path, { ...attributes, rule: [rule] });
    return true;
  }
  const resource = onlyBlock(draft, path);
  const rules = resource && draft.find([...resource, 'rule']);
  // A rule by itself would have to become a list first.
  if (resource === undefined || rules?.type !== 'array') return false;
  draft.add([...resource, 'rule', rules.children?.length ?? 0], rule);
  return true;
}

/** Puts versioning or a lifecycle rule beside the bucket. */
function setBeside(draft: JsonDraft, situation: Situation, remedy: Remedy, versioned: boolean): boolean {
  const { file } = situation.bucket.piece;
  const attributes = attributesOf(situation);
  if (attributes === undefined) return false;
  if (remedy.kind === 'enableVersioning') {
    const place = placeOf(situation, 'aws_s3_bucket_versioning', file);
    return place !== undefined && enableVersioning(draft, place, attributes);
  }
  const rule = ruleFor(remedy);
  const place = rule && placeOf(situation, 'aws_s3_bucket_lifecycle_configuration', file);
  if (rule === undefined || place === undefined) return false;
  // Versioning has to be on before S3 takes a rule for old versions.
  const versioning = versioned ? placeOf(situation, 'aws_s3_bucket_versioning', file) : undefined;
  const after = versioning?.isNew === true ? { depends_on: [versioning.path.slice(1).join('.')] } : {};
  return addRule(draft, place, rule, { ...after, ...attributes });
}

function apply(
  draft: JsonDraft,
  situation: Situation,
  selections: readonly DeclaredResource[],
  remedy: Remedy,
  versioned: boolean,
): boolean {
  switch (remedy.kind) {
    case 'tagBucket':
      return jsonTag(draft, situation, remedy);
    case 'addToSelection':
      return jsonSelection(draft, situation, selections, remedy.selectionId);
    case 'protectWithNewPlan':
      return jsonNewPlan(draft, situation, remedy.deleteAfterDays);
    default:
      return !situation.inline && setBeside(draft, situation, remedy, versioned);
  }
}

/**
 * The edits of buckets that are declared in the JSON syntax.
 * @param selections those that the estate knows, by which a bucket may be covered.
 * @returns `undefined` where no right edit is known: where settings are written inside of the bucket, too.
 */
export function jsonBucketEdits(
  situation: Situation,
  selections: readonly DeclaredResource[],
  remedies: readonly Remedy[],
): readonly TextEdit[] | undefined {
  const { file, text } = situation.bucket.piece.file;
  const draft = new JsonDraft(text);
  const isObject = draft.find(['resource', 'aws_s3_bucket'])?.type === 'object';
  if (!isObject) return undefined;
  const versioned = remedies.some(({ kind }) => kind === 'enableVersioning');
  for (const remedy of remedies) if (!apply(draft, situation, selections, remedy, versioned)) return undefined;
  const edit = draft.edit(file);
  return edit && [edit];
}
