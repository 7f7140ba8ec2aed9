import type { DescribedModule } from './described/describedModule';
import type { Broken, Declaration } from './fileDeclarations';
import { declarationsIn, relevantTypes } from './fileDeclarations';
import { mayDeclare } from './look';
import type { FileText, Piece } from './pieces';
import type { Expression } from './syntax';
import { isOverrideFile } from './override';
import { attributeOf, blocksOf, literalText } from './syntax';

interface LocalValue {
  readonly expression: Expression;
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
  readonly #declarations = new Map<string, Declaration>();
  readonly #resourcesByType = new Map<string, Declaration[]>();
  readonly #modules: Declaration[] = [];
  readonly #providers: Declaration[] = [];
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
      const { declared, settings, locals, broken } = declarationsIn(file);
      for (const declaration of declared) this.#declare(declaration);
      this.#settings.push(...settings);
      this.#localPieces.push(...locals);
      this.#broken.push(...broken);
    }
    for (const declaration of this.#declarations.values()) this.#list(declaration);
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

  #declare(declaration: Declaration): void {
    const { address, keyword } = declaration;
    if (keyword === 'provider') {
      this.#declareProvider(declaration);
      return;
    }
    const before = this.#declarations.get(address);
    if (before === undefined) {
      this.#declarations.set(address, declaration);
      return;
    }
    const { file } = declaration.piece;
    if (isOverrideFile(file.file)) {
      this.#declarations.set(address, before.overriddenBy(declaration));
      this.#hasOverrides = true;
    } else if (address.startsWith('aws_s3_bucket.') && file !== before.piece.file) this.#repeating.add(file);
  }

  /** Providers go by their aliases too. */
  #declareProvider(declaration: Declaration): void {
    const at = this.#providers.findIndex((before) => isSameProvider(before, declaration));
    const same = this.#providers[at];
    if (same !== undefined && isOverrideFile(declaration.piece.file.file)) {
      this.#providers[at] = same.overriddenBy(declaration);
    } else this.#providers.push(declaration);
  }

  #list(declaration: Declaration): void {
    const { keyword, address } = declaration;
    if (keyword === 'variable') this.#hasVariables = true;
    if (keyword === 'module') this.#modules.push(declaration);
    if (keyword !== 'resource') return;
    const type = typeOf(address);
    const resources = this.#resourcesByType.get(type);
    if (resources === undefined) this.#resourcesByType.set(type, [declaration]);
    else resources.push(declaration);
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
