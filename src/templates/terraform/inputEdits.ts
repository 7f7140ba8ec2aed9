import type { Remedy } from '../../model/remedy';
import type { TextEdit } from '../../model/source';
import type { Place } from './blockEdits';
import { insertInto, replace } from './blockEdits';
import type { NewMember } from './render';
import { attributes, nested, objectLines, objectText } from './render';
import { styleOf } from './style';
import type { Expression } from './syntax';
import { attributeOf, literalText } from './syntax';
import { addItem } from './tupleEdits';
import { allowsOnlyFrom } from './versionConstraint';

/** How a module that is known by its description is asked for what a remedy wants: by an input of its call. */
export interface ModuleInputs {
  /** The output that is the bucket's ARN. */
  readonly arn: string;
  /** The change of the inputs; none where it is not clear what is given now. */
  edits(call: Place, remedy: Remedy): readonly TextEdit[];
}

function textMatching(quotedLike: string, text: string): string {
  return quotedLike.startsWith('"') ? `"${text}"` : text;
}

/** Puts an input behind the others. */
function addInput(call: Place, member: NewMember): readonly TextEdit[] {
  return insertInto(call, member, call.block.attributes.at(-1));
}

/** Sets what is written as a boolean, or as a word of S3 (`"Suspended"`), to its right value. */
function turnOn({ piece }: Place, written: Expression): readonly TextEdit[] {
  if (written.kind !== 'literal') return [];
  const isWord = typeof written.value === 'string' && !/^(?:true|false)$/i.test(written.value);
  const text = piece.text.slice(written.start, written.end);
  return [replace(piece, written, isWord ? '"Enabled"' : textMatching(text, 'true'))];
}

/** `versioning = { enabled = true }` */
function versioningMap(call: Place): readonly TextEdit[] {
  const written = attributeOf(call.block, 'versioning')?.value;
  if (written === undefined) return addInput(call, nested('versioning =', attributes(['enabled', 'true'])));
  if (written.kind !== 'object') return [];
  if (written.items.length === 0) {
    const isEmpty = call.piece.text.slice(written.start + 1, written.end - 1).trim() === '';
    return isEmpty ? [replace(call.piece, written, '{ enabled = true }')] : [];
  }
  const named = (name: string): Expression | undefined =>
    written.items.find(({ key }) => literalText(key) === name || (key.kind === 'name' && key.name === name))?.value;
  // `enabled` is looked at first.
  const deciding = named('enabled') ?? named('status');
  return deciding === undefined ? [] : turnOn(call, deciding);
}

interface WantedRule {
  readonly id: string;
  readonly action: NewMember;
}

/** What a rule of `lifecycle_rule` does to the whole bucket. Source: the module's documentation, inputs. */
function ruleFor(remedy: Remedy): WantedRule | undefined {
  switch (remedy.kind) {
    case 'expireNoncurrentVersions': {
      const days = attributes(['days', String(remedy.days)]);
      return { id: 'expire-noncurrent-versions', action: nested('noncurrent_version_expiration =', days) };
    }
    case 'removeExpiredDeleteMarkers': {
      const on = attributes(['expired_object_delete_marker', 'true']);
      return { id: 'remove-expired-delete-markers', action: nested('expiration =', on) };
    }
    case 'abortIncompleteMultipartUploads': {
      const days = attributes(['abort_incomplete_multipart_upload_days', String(remedy.days)]);
      return { id: 'abort-incomplete-uploads', action: days };
    }
    default:
      return undefined;
  }
}

function addRule(call: Place, { id, action }: WantedRule): readonly TextEdit[] {
  const { piece } = call;
  const rule = [attributes(['id', `"${id}"`], ['enabled', 'true']), action];
  const written = attributeOf(call.block, 'lifecycle_rule')?.value;
  if (written === undefined) return addInput(call, { kind: 'list', name: 'lifecycle_rule', item: rule });
  if (written.kind !== 'tuple' || piece.text.slice(written.start, written.end).includes(`"${id}"`)) return [];
  const [first] = written.items;
  if (first === undefined) return addItem(call, written, objectText(rule));
  const { step, lineEnd } = styleOf(piece, call.block);
  const indent = piece.text.slice(piece.text.lastIndexOf('\n', first.start - 1) + 1, first.start);
  const isSpread = indent.trim() === '';
  const lines = objectLines(rule, step).map((line, at) => (at === 0 || line === '' ? line : indent + line));
  return addItem(call, written, isSpread ? lines.join(lineEnd) : objectText(rule));
}

/** terraform-aws-modules/s3-bucket. */
export const s3BucketInputs: ModuleInputs = {
  arn: 's3_bucket_arn',
  edits(call, remedy) {
    if (remedy.kind === 'enableVersioning') return versioningMap(call);
    const rule = ruleFor(remedy);
    return rule === undefined ? [] : addRule(call, rule);
  },
};

/** A rule of `lifecycle_configuration_rules` that does nothing. The versions before 4 demand each attribute. */
const emptyRule = {
  enabled: 'true',
  id: '""',
  abort_incomplete_multipart_upload_days: 'null',
  filter_and: 'null',
  expiration: 'null',
  noncurrent_version_expiration: 'null',
  transition: '[]',
  noncurrent_version_transition: '[]',
} as const;

/** Source: the module's documentation, inputs. */
function cloudposseRule(remedy: Remedy): Readonly<Partial<Record<keyof typeof emptyRule, string>>> | undefined {
  switch (remedy.kind) {
    case 'expireNoncurrentVersions': {
      const expiration = `{ noncurrent_days = ${remedy.days} }`;
      return { id: '"expire-noncurrent-versions"', noncurrent_version_expiration: expiration };
    }
    case 'removeExpiredDeleteMarkers':
      return { id: '"remove-expired-delete-markers"', expiration: '{ expired_object_delete_marker = true }' };
    case 'abortIncompleteMultipartUploads':
      return { id: '"abort-incomplete-uploads"', abort_incomplete_multipart_upload_days: String(remedy.days) };
    default:
      return undefined;
  }
}

/** Version 1 has `lifecycle_configuration_rules` for certain; before, there were other inputs. */
function cloudposseRules(call: Place, remedy: Remedy): readonly TextEdit[] {
  const rule = cloudposseRule(remedy);
  const version = literalText(attributeOf(call.block, 'version')?.value);
  const others = ['context', 'lifecycle_rules', 'lifecycle_rule_enabled', 'lifecycle_configuration_rules'];
  const isFirst = others.every((name) => attributeOf(call.block, name) === undefined);
  if (rule === undefined || version === undefined || !allowsOnlyFrom(version, 1) || !isFirst) return [];
  const item = attributes(...Object.entries({ ...emptyRule, ...rule }));
  return addInput(call, { kind: 'list', name: 'lifecycle_configuration_rules', item: [item] });
}

/** cloudposse/s3-bucket. */
export const cloudposseInputs: ModuleInputs = {
  arn: 'bucket_arn',
  edits(call, remedy) {
    if (remedy.kind !== 'enableVersioning') return cloudposseRules(call, remedy);
    const written = attributeOf(call.block, 'versioning_enabled')?.value;
    return written === undefined ? [] : turnOn(call, written);
  },
};
