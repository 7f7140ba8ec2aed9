import { mayCallByPath, mayCallDescribed } from './look';
import type { FileText, Piece } from './pieces';
import type { Layers } from './override';
import { overlay } from './override';
import { satelliteTypes } from './satelliteTypes';
import type { Block, Span } from './syntax';
import { attributeOf } from './syntax';

/** A block that a module declares. It is parsed when somebody asks for its body. */
export interface Declaration {
  readonly keyword: string;
  /** Its address within its module: `aws_s3_bucket.logs`, `data.aws_s3_bucket.logs`, `module.store`. */
  readonly address: string;
  readonly piece: Piece;
  /** All of it, with what override files change. */
  readonly block: Block;
  /** Whether an override file changes it; then its own file does not say all of it. */
  readonly overridden: boolean;
  /** The same by files, the original first. */
  readonly layers: Layers;
  /** The same, with what another declaration of an override file changes. */
  overriddenBy(other: Declaration): Declaration;
}

/** Text in which something may be declared that could not be read. */
export interface Broken {
  /** None where it is a whole file. */
  readonly piece?: Piece;
  readonly file: FileText;
  readonly span: Span;
  readonly text: string;
}

/** How the types begin that may be judged or bear on it. */
export const relevantTypes = ['aws_s3_bucket', 'aws_backup_'] as const;

/** What is always read. Anything else is not parsed unless something refers to it: a bucket's policy says nothing here. */
const readTypes: ReadonlySet<string> = new Set(['aws_s3_bucket', ...satelliteTypes]);

function isAlwaysRead(type: string): boolean {
  return readTypes.has(type) || type.startsWith('aws_backup_');
}

/** Whether a relevant type is named in a piece below its header. */
function namesRelevantBelow({ text, header }: Piece): boolean {
  const below = header?.labels.at(-1)?.end ?? 0;
  return relevantTypes.some((start) => text.includes(`"${start}`, below));
}

function addressOf(keyword: string, labels: readonly { readonly text: string }[]): string | undefined {
  const [first, second] = labels.map((label) => label.text);
  switch (keyword) {
    case 'resource':
      return first === undefined || second === undefined ? undefined : `${first}.${second}`;
    case 'data':
    case 'ephemeral':
      return first === undefined || second === undefined ? undefined : `${keyword}.${first}.${second}`;
    case 'module':
    case 'variable':
    case 'output':
    case 'provider':
      return first === undefined ? undefined : `${keyword}.${first}`;
    default:
      return undefined;
  }
}

class LazyDeclaration implements Declaration {
  readonly keyword: string;
  readonly address: string;
  readonly piece: Piece;
  readonly #overrides: readonly Declaration[];
  #own: Block | undefined;
  #block: Block | undefined;

  constructor(
    { keyword, address, piece }: Pick<Declaration, 'keyword' | 'address' | 'piece'>,
    block?: Block,
    overrides: readonly Declaration[] = [],
  ) {
    this.keyword = keyword;
    this.address = address;
    this.piece = piece;
    this.#own = block;
    this.#overrides = overrides;
  }

  get block(): Block {
    this.#block ??= this.#overrides.map(({ block }) => block).reduce(overlay, this.#ownBlock);
    return this.#block;
  }

  get layers(): Layers {
    return [{ block: this.#ownBlock, piece: this.piece }, ...this.#overrides.flatMap(({ layers }) => layers)];
  }

  get overridden(): boolean {
    return this.#overrides.length > 0;
  }

  overriddenBy(other: Declaration): Declaration {
    return new LazyDeclaration(this, this.#own, [...this.#overrides, other]);
  }

  get #ownBlock(): Block {
    this.#own ??= this.#find();
    return this.#own;
  }

  #find(): Block {
    const found = this.piece.body.blocks.find((block) => addressOf(block.type, block.labels) === this.address);
    if (found !== undefined) return found;
    const end = this.piece.text.length;
    const span = { start: 0, end };
    return { type: this.keyword, labels: [], attributes: [], blocks: [], body: span, broken: true, ...span };
  }
}

/** What may be about to become a setting of a bucket, or was one before somebody put the cursor into its type. */
function isHalfTyped(keyword: string, type: string): boolean {
  const isOfItsOwn = type === 'aws_s3_bucket' || type === 'aws_s3_bucket_object';
  if (keyword !== 'resource' || !type.startsWith('aws_s3_') || isOfItsOwn) return false;
  return satelliteTypes.some((whole) => whole !== type && whole.startsWith(type));
}

/** What one file declares, in order. It does not depend on the files beside it. */
export class FileDeclarations {
  readonly #declared: Declaration[] = [];
  readonly #settings: Piece[] = [];
  readonly #locals: Piece[] = [];
  readonly #broken: Broken[] = [];

  constructor(file: FileText) {
    // It may hold anything.
    if (file.unread !== undefined) this.#broken.push({ file, span: { start: 0, end: 0 }, text: '' });
    for (const piece of file.pieces) this.#index(piece);
  }

  /** Blocks with an address. */
  get declared(): readonly Declaration[] {
    return this.#declared;
  }

  /** Pieces with `terraform` blocks. */
  get settings(): readonly Piece[] {
    return this.#settings;
  }

  /** Pieces with `locals` blocks. */
  get locals(): readonly Piece[] {
    return this.#locals;
  }

  /** Text that does not parse and in which a bucket or one of its settings may stand. */
  get broken(): readonly Broken[] {
    return this.#broken;
  }

  #index(piece: Piece): void {
    const { header, text } = piece;
    if (header === undefined) {
      if (text.includes('{')) this.#indexParsed(piece);
      return;
    }
    const [type = ''] = header.labels.map((label) => label.text);
    const address = addressOf(header.keyword, header.labels);
    if (header.keyword === 'locals') this.#locals.push(piece);
    else if (header.keyword === 'terraform') this.#settings.push(piece);
    else if (address !== undefined)
      this.#declared.push(new LazyDeclaration({ keyword: header.keyword, address, piece }));
    const isRelevant = header.keyword === 'resource' && isAlwaysRead(type);
    if (isHalfTyped(header.keyword, type)) this.#note(piece, { start: 0, end: text.length });
    const isReadCall = header.keyword === 'module' && (mayCallByPath(text) || mayCallDescribed(text));
    if (isRelevant || isReadCall || namesRelevantBelow(piece)) this.#indexParsed(piece);
  }

  /** What else is in a piece beside the block of its header, and what of it does not parse. */
  #indexParsed(piece: Piece): void {
    const { body, header, text } = piece;
    const announced = header && addressOf(header.keyword, header.labels);
    if (announced === undefined && (header?.keyword === 'resource' || header?.keyword === 'module')) {
      this.#note(piece, { start: 0, end: text.length });
    }
    for (const block of body.blocks) {
      const address = addressOf(block.type, block.labels);
      if (address === undefined) this.#indexUnnamed(piece, block);
      else if (address !== announced)
        this.#declared.push(new LazyDeclaration({ keyword: block.type, address, piece }, block));
      if (block.type === 'module' && block.broken && attributeOf(block, 'source') === undefined)
        this.#note(piece, block);
    }
    for (const error of body.errors) this.#note(piece, error);
  }

  #indexUnnamed(piece: Piece, block: Block): void {
    if (block.type === piece.header?.keyword) return;
    if (block.type === 'locals') this.#locals.push(piece);
    else if (block.type === 'terraform') this.#settings.push(piece);
    else if (block.labels.some((label) => relevantTypes.some((start) => label.text.startsWith(start))))
      this.#note(piece, block);
  }

  #note(piece: Piece, span: Span): void {
    const text = piece.text.slice(span.start, span.end);
    if (text.includes('aws_s3_') || text.includes('aws_backup_') || text.includes('module'))
      this.#broken.push({ piece, file: piece.file, span, text });
  }
}

const known = new WeakMap<FileText, FileDeclarations>();

/** What a file declares, found out once. */
export function declarationsIn(file: FileText): FileDeclarations {
  const before = known.get(file);
  if (before !== undefined) return before;
  const declarations = new FileDeclarations(file);
  known.set(file, declarations);
  return declarations;
}
