import type { DescribedModule } from './described/describedModule';
import { mayCallByPath, mayCallDescribed, mayDeclare } from './look';
import type { FileText, Piece } from './pieces';
import type { Block, Expression, Span } from './syntax';
import type { Layers } from './override';
import { isOverrideFile, overlay } from './override';
import { satelliteTypes } from './satelliteTypes';
import { attributeOf, blocksOf, literalText } from './syntax';

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
}

/** Text in which something may be declared that could not be read. */
export interface Broken {
  /** None where it is a whole file. */
  readonly piece?: Piece;
  readonly file: FileText;
  readonly span: Span;
  readonly text: string;
}

interface LocalValue {
  readonly expression: Expression;
}

/** How the types begin that may be judged or bear on it. */
const relevantTypes = ['aws_s3_bucket', 'aws_backup_'] as const;

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
  readonly #overrides: LazyDeclaration[] = [];
  #own: Block | undefined;
  #block: Block | undefined;

  constructor(keyword: string, address: string, piece: Piece, block?: Block) {
    this.keyword = keyword;
    this.address = address;
    this.piece = piece;
    this.#own = block;
  }

  get block(): Block {
    this.#block ??= this.layers.map(({ block }) => block).reduce(overlay);
    return this.#block;
  }

  get layers(): Layers {
    this.#own ??= this.#find();
    return [{ block: this.#own, piece: this.piece }, ...this.#overrides.flatMap(({ layers }) => layers)];
  }

  get overridden(): boolean {
    return this.#overrides.length > 0;
  }

  override(by: LazyDeclaration): void {
    this.#overrides.push(by);
    this.#block = undefined;
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

function typeOf(address: string): string {
  return address.slice(0, address.indexOf('.'));
}

/** The files of one directory, as Terraform reads them: together, in any order. */
export class ModuleSource {
  readonly directory: string;
  readonly files: readonly FileText[];
  /** What stands here in place of files that are not at hand, if it does. */
  readonly description: DescribedModule | undefined;
  readonly #declarations = new Map<string, LazyDeclaration>();
  readonly #resourcesByType = new Map<string, Declaration[]>();
  readonly #modules: Declaration[] = [];
  readonly #providers: LazyDeclaration[] = [];
  readonly #settings: Piece[] = [];
  readonly #localPieces: Piece[] = [];
  readonly #broken: Broken[] = [];
  readonly #repeating = new Set<FileText>();
  #hasVariables = false;
  #hasOverrides = false;
  #locals: ReadonlyMap<string, LocalValue> | undefined;

  constructor(directory: string, files: readonly FileText[], description?: DescribedModule) {
    this.directory = directory;
    this.description = description;
    const overrides = files.filter(({ file }) => isOverrideFile(file));
    this.files = [
      ...files.filter(({ file }) => !isOverrideFile(file)),
      ...overrides.sort((left, right) => (left.file < right.file ? -1 : 1)),
    ];
    for (const file of this.files) {
      // It may hold anything.
      if (file.unread !== undefined) this.#broken.push({ file, span: { start: 0, end: 0 }, text: '' });
      for (const piece of file.pieces) this.#index(piece);
    }
  }

  /** Text that does not parse and in which a bucket or one of its settings may stand. */
  get broken(): readonly Broken[] {
    return this.#broken;
  }

  /** Resources that are judged, or bear on it, and of which a part does not parse. */
  get brokenResources(): readonly Declaration[] {
    return [...this.#resourcesByType]
      .filter(([type]) => relevantTypes.some((start) => type.startsWith(start)))
      .flatMap(([, resources]) => resources.filter(({ block }) => block.broken));
  }

  /** Files that declare a bucket again. Terraform refuses that; directories of samples are full of it. */
  get repeating(): ReadonlySet<FileText> {
    return this.#repeating;
  }

  /** The same directory, with what one file declares before what others do. */
  startingWith(file: FileText): ModuleSource {
    return new ModuleSource(this.directory, [file, ...this.files.filter((other) => other !== file)]);
  }

  get hasVariables(): boolean {
    return this.#hasVariables;
  }

  /** Whether a block is put together of what stands in several files. */
  get hasOverrides(): boolean {
    return this.#hasOverrides;
  }

  get providers(): readonly Declaration[] {
    return this.#providers;
  }

  /** Whether anything that is judged may be declared in the module itself. */
  get mayDeclare(): boolean {
    return this.files.some(({ text }) => mayDeclare(text));
  }

  /** Takes variables and configures no AWS provider: as a root it would get its Region from its environment only. */
  get isMadeToBeCalled(): boolean {
    return this.#hasVariables && !this.#providers.some(({ address }) => address === 'provider.aws');
  }

  /** The calls of other modules. */
  get modules(): readonly Declaration[] {
    return this.#modules;
  }

  find(address: string): Declaration | undefined {
    return this.#declarations.get(address);
  }

  resourcesOf(type: string): readonly Declaration[] {
    return this.#resourcesByType.get(type) ?? [];
  }

  local(name: string): LocalValue | undefined {
    this.#locals ??= this.#readLocals();
    return this.#locals.get(name);
  }

  /** What `required_providers` asks of the AWS provider's version, if anything. */
  get awsProviderVersion(): string | undefined {
    // What an override file asks for comes first.
    for (const piece of this.#settings.toReversed()) {
      for (const settings of blocksOf(piece.body, 'terraform')) {
        for (const required of blocksOf(settings, 'required_providers')) {
          const version = versionConstraint(attributeOf(required, 'aws')?.value);
          if (version !== undefined) return version;
        }
      }
    }
    for (const provider of this.#providers) {
      const version = literalText(attributeOf(provider.block, 'version')?.value);
      if (provider.address === 'provider.aws' && version !== undefined) return version;
    }
    return undefined;
  }

  #index(piece: Piece): void {
    const { header, text } = piece;
    if (header === undefined) {
      if (text.includes('{')) this.#indexParsed(piece);
      return;
    }
    const [type = ''] = header.labels.map((label) => label.text);
    const address = addressOf(header.keyword, header.labels);
    if (header.keyword === 'locals') this.#localPieces.push(piece);
    else if (header.keyword === 'terraform') this.#settings.push(piece);
    else if (address !== undefined) this.#declare(new LazyDeclaration(header.keyword, address, piece));
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
      else if (address !== announced) this.#declare(new LazyDeclaration(block.type, address, piece, block));
      if (block.type === 'module' && block.broken && attributeOf(block, 'source') === undefined)
        this.#note(piece, block);
    }
    for (const error of body.errors) this.#note(piece, error);
  }

  #indexUnnamed(piece: Piece, block: Block): void {
    if (block.type === piece.header?.keyword) return;
    if (block.type === 'locals') this.#localPieces.push(piece);
    else if (block.type === 'terraform') this.#settings.push(piece);
    else if (block.labels.some((label) => relevantTypes.some((start) => label.text.startsWith(start))))
      this.#note(piece, block);
  }

  #note(piece: Piece, span: Span): void {
    const text = piece.text.slice(span.start, span.end);
    if (text.includes('aws_s3_') || text.includes('aws_backup_') || text.includes('module'))
      this.#broken.push({ piece, file: piece.file, span, text });
  }

  #declare(declaration: LazyDeclaration): void {
    const before = this.#declarations.get(declaration.address);
    if (declaration.keyword === 'provider') {
      this.#declareProvider(declaration);
      return;
    }
    if (before !== undefined) {
      const { file } = declaration.piece;
      if (isOverrideFile(file.file)) {
        before.override(declaration);
        this.#hasOverrides = true;
      } else if (declaration.address.startsWith('aws_s3_bucket.') && file !== before.piece.file)
        this.#repeating.add(file);
      return;
    }
    this.#declarations.set(declaration.address, declaration);
    if (declaration.keyword === 'variable') this.#hasVariables = true;
    if (declaration.keyword === 'module') this.#modules.push(declaration);
    if (declaration.keyword !== 'resource') return;
    const type = typeOf(declaration.address);
    const resources = this.#resourcesByType.get(type);
    if (resources === undefined) this.#resourcesByType.set(type, [declaration]);
    else resources.push(declaration);
  }

  /** Providers go by their aliases too. */
  #declareProvider(declaration: LazyDeclaration): void {
    const same = this.#providers.find((before) => isSameProvider(before, declaration));
    if (same !== undefined && isOverrideFile(declaration.piece.file.file)) same.override(declaration);
    else this.#providers.push(declaration);
  }

  #readLocals(): ReadonlyMap<string, LocalValue> {
    const values = new Map<string, LocalValue>();
    for (const piece of this.#localPieces) {
      for (const block of blocksOf(piece.body, 'locals')) {
        for (const attribute of block.attributes) values.set(attribute.name, { expression: attribute.value });
      }
    }
    return values;
  }
}

function isSameProvider(one: Declaration, other: Declaration): boolean {
  const aliasOf = ({ block }: Declaration): string | undefined => literalText(attributeOf(block, 'alias')?.value);
  return one.address === other.address && aliasOf(one) === aliasOf(other);
}

function versionConstraint(expression: Expression | undefined): string | undefined {
  if (expression?.kind !== 'object') return literalText(expression);
  const version = expression.items.find((item) => literalText(item.key) === 'version');
  return literalText(version?.value);
}
