import * as l10n from '@vscode/l10n';
import type { Bucket } from '../../model/bucket';
import type { Estate } from '../../model/estate';
import { complete } from '../../model/estate';
import type { Remedy } from '../../model/remedy';
import type { TextEdit } from '../../model/source';
import type { Skipped, TemplateReading, WrittenSuppression } from '../dialect';
import { whyGivenUp } from './budget';
import type { DeclaredAt, DeclaredBucket } from './declaredResources';
import { DeclaredResources } from './declaredResources';
import { readBackup, unreadBackup } from './backup';
import { declarationOf } from './declarationOf';
import { isDescription } from './described/describedModules';
import { dialectId } from './dialectId';
import type { ModuleTree } from './moduleInstance';
import { isJsonSyntax } from './look';
import type { Declaration } from './fileDeclarations';
import { nameOf, postureOf } from './posture';
import { placeOf } from './place';
import type { Satellites } from './satellites';
import { Join } from './join';
import { bucketEdits, inHcl } from './edits';
import { backupEdits } from './backupEdits';

function toBucket(declared: DeclaredBucket, satellites: Satellites): Bucket {
  return {
    id: declared.id,
    name: nameOf(declared),
    ...placeOf(declared),
    exists: declared.exists,
    declaration: declarationOf(declared),
    ...postureOf(declared, satellites),
  };
}

function skippedIn(tree: ModuleTree): readonly Skipped[] {
  const skipped = new Map<string, Skipped>();
  for (const source of tree.sources) {
    for (const { piece, span } of source.broken) {
      if (piece === undefined) continue;
      const { file, start } = piece.range(span);
      skipped.set(file, { file, reason: l10n.t('Line {0} does not parse.', start.line + 1) });
    }
    for (const { address, block, piece } of source.brokenResources) {
      const { file, start } = piece.range(block);
      if (skipped.has(file)) continue;
      skipped.set(file, { file, reason: l10n.t('{0} does not parse, line {1}.', address, start.line + 1) });
    }
    for (const { file, trouble } of source.files) {
      if (trouble !== undefined) skipped.set(file, { file, reason: trouble });
    }
  }
  return [...skipped.values()];
}

const judgedTypes = ['aws_s3_bucket', 'aws_backup_plan', 'aws_backup_selection', 'aws_backup_vault', 'aws_iam_role'];

/** What the comments say that are data, in JSON. */
function suppressionsIn({ sources }: ModuleTree, resources: DeclaredResources): readonly WrittenSuppression[] {
  if (![...sources].some(({ files }) => files.some(({ file }) => isJsonSyntax(file)))) return [];
  return judgedTypes
    .flatMap((type) => resources.of(type))
    .flatMap((declared) => {
      const lines = (declared.module.describedCall ?? declared.instance.declaration).block.comment?.split('\n') ?? [];
      return lines.flatMap((line): readonly WrittenSuppression[] => {
        const directive = /^\s*s3backup:ignore\s+(.*)$/.exec(line)?.[1];
        return directive === undefined ? [] : [{ by: 's3backup', block: declarationOf(declared).block, directive }];
      });
    });
}

/** How a root module is read. */
export interface ReadingOptions {
  /** Of which declarations buckets are listed; of all, if it is left out. */
  readonly isWanted?: (declaration: Declaration) => boolean;
  readonly kept?: Kept;
}

/** What is known already, of an earlier reading. */
export interface Kept {
  /** What declarations of the root module make. */
  readonly buckets: ReadonlyMap<Declaration, readonly Bucket[]>;
  /** What is the same as in this estate is taken from it, so that others see that it is the same. */
  readonly estate: Estate;
}

type Parts = Omit<Estate, 'buckets'>;

/** The parts of an estate beside its buckets: those of an earlier one, if they say the same. There are no maps in them. */
function sameOr(parts: Parts, before: Estate | undefined): Parts {
  if (before === undefined) return parts;
  const { scope, plans, selections, vaults, roles, s3OptIn } = before;
  const partsBefore: Parts = { scope, plans, selections, vaults, roles, s3OptIn };
  return JSON.stringify(parts) === JSON.stringify(partsBefore) ? partsBefore : parts;
}

/** What a root module declares, itself and through the modules that it calls. */
export class ModuleReading implements TemplateReading {
  readonly estate: Estate;
  readonly skipped: readonly Skipped[];
  readonly suppressions: readonly WrittenSuppression[];
  /** Whether every setting that was looked at names the bucket that it belongs to. */
  readonly isPlain: boolean;
  readonly #hasOverrides: boolean;
  readonly #resources: DeclaredResources;
  readonly #byDeclaration = new Map<string, readonly Bucket[]>();
  readonly #isWanted: (declaration: Declaration) => boolean;
  #editing: { readonly buckets: ReadonlyMap<string, DeclaredBucket>; readonly join: Join } | undefined;

  constructor(tree: ModuleTree, { isWanted, kept }: ReadingOptions = {}) {
    const resources = new DeclaredResources(tree);
    this.#resources = resources;
    this.#isWanted = isWanted ?? (() => true);
    const join = new Join(new Set(kept?.buckets.keys()));
    const buckets = resources.declarations('aws_s3_bucket').flatMap((at) => {
      const made = kept?.buckets.get(at.declaration) ?? this.#read(at, join);
      if (at.path.length === 0) this.#byDeclaration.set(at.declaration.address, made);
      return made;
    });
    // Where nothing was read, a new setting may still be of any bucket.
    if (kept !== undefined) join.satellites(resources);
    this.isPlain = join.isPlain;
    const scope = { kind: 'template', dialect: dialectId, root: tree.root.directory } as const;
    const backup =
      isWanted === undefined
        ? readBackup(tree, resources, () => resources.of('aws_s3_bucket'))
        : unreadBackup('another file of the directory declares the same buckets');
    const { plans, selections, vaults, roles, s3OptIn } = backup;
    const parts = sameOr({ scope, plans, selections, vaults, roles, s3OptIn }, kept?.estate);
    this.estate = { ...parts, buckets: complete(buckets) };
    this.#hasOverrides = [...tree.sources].some((source) => source.hasOverrides);
    this.suppressions = suppressionsIn(tree, resources);
    this.skipped = isWanted === undefined ? skippedIn(tree) : [];
  }

  /** What a declaration of the root module makes. */
  bucketsOf(address: string): readonly Bucket[] | undefined {
    return this.#byDeclaration.get(address);
  }

  #read(at: DeclaredAt, join: Join): readonly Bucket[] {
    if (!this.#isWanted(at.declaration)) return [];
    return this.#resources.madeBy(at).map((bucket) => toBucket(bucket, join.satellites(bucket)));
  }

  /** Nothing is edited where override files have the last word: what a file says is then not what is. */
  edits(subjects: readonly string[], remedies: readonly Remedy[]): readonly TextEdit[] | undefined {
    if (this.#hasOverrides) return undefined;
    try {
      return this.#edits(subjects, remedies);
    } catch (error) {
      if (whyGivenUp(error) === undefined) throw error;
      return undefined;
    }
  }

  #edits(subjects: readonly string[], remedies: readonly Remedy[]): readonly TextEdit[] | undefined {
    const { buckets: declared, join } = (this.#editing ??= this.#prepareEditing());
    const buckets = subjects.flatMap((id) => declared.get(id) ?? []);
    const edits =
      buckets.length === 0
        ? inHcl(backupEdits(this.estate, this.#resources, subjects, remedies) ?? [])
        : buckets.length === subjects.length
          ? bucketEdits(buckets, [...declared.values()], join, this.#resources, remedies)
          : undefined;
    // A description of a module is no file of anybody's.
    const isPossible = edits !== undefined && edits.length > 0 && !edits.some(({ file }) => isDescription(file));
    return isPossible ? edits : undefined;
  }

  /** Whoever edits wants to know of all buckets, also of those that did not have to be read. */
  #prepareEditing(): { readonly buckets: ReadonlyMap<string, DeclaredBucket>; readonly join: Join } {
    const wanted = this.#resources.of('aws_s3_bucket').filter(({ instance }) => this.#isWanted(instance.declaration));
    return { buckets: new Map(wanted.map((bucket) => [bucket.id, bucket])), join: new Join() };
  }
}
