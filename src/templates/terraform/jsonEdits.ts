import type { JSONPath, Node } from 'jsonc-parser';
import { findNodeAtLocation, parseTree } from 'jsonc-parser';
import type { Remedy } from '../../model/remedy';
import type { TextEdit } from '../../model/source';
import { LineIndex } from '../lineIndex';
import type { FileText } from './pieces';
import type { SatelliteType } from './satelliteTypes';
import type { Situation } from './situation';
import { attachment, freeLabel } from './situation';
import { attributeOf } from './syntax';

type Json = string | number | boolean | readonly Json[] | { readonly [name: string]: Json };

/** A text that is changed value by value. */
class Draft {
  readonly before: string;
  #text: string;
  /** How much of the text, at its start and at its end, is as it was. */
  #head = Infinity;
  #tail = Infinity;

  constructor(text: string) {
    this.before = text;
    this.#text = text;
  }

  /**
   * All changes as one edit. It reaches from the first to the last of them, so that it touches any other one at the
   * same places, and the two are not made at once.
   */
  edit(file: string): TextEdit | undefined {
    if (this.#text === this.before) return undefined;
    const range = new LineIndex(this.before).range(this.#head, this.before.length - this.#tail);
    return { file, range, newText: this.#text.slice(this.#head, this.#text.length - this.#tail) };
  }

  find(path: JSONPath): Node | undefined {
    const root = parseTree(this.#text);
    return root && findNodeAtLocation(root, path);
  }

  /** Writes a value in the place of another one. */
  replace(path: JSONPath, value: string): void {
    const node = this.find(path);
    if (node !== undefined) this.#splice(node.offset, node.offset + node.length, JSON.stringify(value));
  }

  /** Adds a member behind the others of an object or a list, which is made where there is none. */
  add(path: readonly (string | number)[], value: Json): void {
    const parentPath = path.slice(0, -1);
    const name = path.at(-1);
    const parent = this.find(parentPath);
    if (parent === undefined && parentPath.length > 0) this.add(parentPath, { [String(name)]: value });
    else if (parent !== undefined) this.#insert(parent, typeof name === 'string' ? name : undefined, value);
  }

  #insert(parent: Node, name: string | undefined, value: Json): void {
    const last = parent.children?.at(-1);
    const indent = last && this.#indentOf(last.offset);
    const isInline = last === undefined ? this.#step === undefined : indent === undefined;
    const key = name === undefined ? '' : `${JSON.stringify(name)}: `;
    if (isInline) {
      const text = key + JSON.stringify(value, undefined, 1).replaceAll(/\n\s*/g, ' ');
      const at = last === undefined ? parent.offset + 1 : last.offset + last.length;
      this.#splice(at, at, last === undefined ? text : `, ${text}`);
      return;
    }
    const outer = /^[ \t]*/.exec(this.#text.slice(this.#text.lastIndexOf('\n', parent.offset) + 1))?.[0] ?? '';
    const inner = indent ?? outer + (this.#step ?? '');
    const lines = (key + JSON.stringify(value, undefined, this.#step)).split('\n').map((line) => inner + line);
    const text = this.#lineEnd + lines.join(this.#lineEnd);
    if (last === undefined) {
      this.#splice(parent.offset + 1, parent.offset + parent.length - 1, text + this.#lineEnd + outer);
    } else this.#splice(last.offset + last.length, last.offset + last.length, `,${text}`);
  }

  /** The white space before something that begins its line. */
  #indentOf(offset: number): string | undefined {
    const before = this.#text.slice(this.#text.lastIndexOf('\n', offset - 1) + 1, offset);
    return before.trim() === '' && this.#text.includes('\n') ? before : undefined;
  }

  get #step(): string | undefined {
    return /^([ \t]+)\S/m.exec(this.before)?.[1];
  }

  get #lineEnd(): string {
    return this.before.includes('\r\n') ? '\r\n' : '\n';
  }

  #splice(start: number, end: number, text: string): void {
    this.#head = Math.min(this.#head, start);
    this.#tail = Math.min(this.#tail, this.#text.length - end);
    this.#text = this.#text.slice(0, start) + text + this.#text.slice(end);
  }
}

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

/** The value of a block that JSON may write as an object or as a list of one. */
function onlyBlock(draft: Draft, path: JSONPath): JSONPath | undefined {
  const node = draft.find(path);
  if (node?.type === 'object') return path;
  return node?.type === 'array' && node.children?.length === 1 ? [...path, 0] : undefined;
}

function enableVersioning(draft: Draft, { path, isNew }: Place, attributes: Readonly<Record<string, Json>>): boolean {
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
  draft: Draft,
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

function apply(draft: Draft, situation: Situation, remedy: Remedy, versioned: boolean): boolean {
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

/**
 * The edits of buckets that are declared in the JSON syntax: versioning and lifecycle beside the bucket.
 * @returns `undefined` where no right edit is known, and where settings are written inside of the bucket.
 */
export function jsonBucketEdits(situation: Situation, remedies: readonly Remedy[]): readonly TextEdit[] | undefined {
  const { file, text } = situation.bucket.piece.file;
  const draft = new Draft(text);
  const isObject = draft.find(['resource', 'aws_s3_bucket'])?.type === 'object';
  if (situation.inline || !isObject) return undefined;
  const versioned = remedies.some(({ kind }) => kind === 'enableVersioning');
  for (const remedy of remedies) if (!apply(draft, situation, remedy, versioned)) return undefined;
  const edit = draft.edit(file);
  return edit && [edit];
}
