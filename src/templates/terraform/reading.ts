import type { Bucket } from '../../model/bucket';
import type { Estate } from '../../model/estate';
import { complete } from '../../model/estate';
import type { Remedy } from '../../model/remedy';
import type { TextEdit } from '../../model/source';
import type { Skipped, TemplateReading, WrittenSuppression } from '../dialect';
import { whyGivenUp } from './budget';
import type { DeclaredBucket } from './declaredResources';
import { DeclaredResources } from './declaredResources';
import { readBackup, unreadBackup } from './backup';
import { declarationOf } from './declarationOf';
import { isDescription } from './described/describedModules';
import { dialectId } from './dialectId';
import type { ModuleTree } from './moduleInstance';
import type { Declaration } from './moduleSource';
import { nameOf, postureOf } from './posture';
import { placeOf } from './place';
import type { Satellites } from './satellites';
import { Join } from './join';
import { bucketEdits } from './edits';
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
      skipped.set(file, { file, reason: `Line ${start.line + 1} does not parse.` });
    }
    for (const { address, block, piece } of source.brokenResources) {
      const { file, start } = piece.range(block);
      if (skipped.has(file)) continue;
      skipped.set(file, { file, reason: `${address} does not parse, line ${start.line + 1}.` });
    }
    for (const { file, trouble } of source.files) {
      if (trouble !== undefined) skipped.set(file, { file, reason: trouble });
    }
  }
  return [...skipped.values()];
}

const judgedTypes = ['aws_s3_bucket', 'aws_backup_plan', 'aws_backup_selection', 'aws_backup_vault', 'aws_iam_role'];

/** What the comments say that are data, in JSON. */
function suppressionsIn(resources: DeclaredResources): readonly WrittenSuppression[] {
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

/** Edits are written in HCL, and a description of a module is no file of anybody's. */
function isEditable(file: string): boolean {
  return !file.endsWith('.json') && !isDescription(file);
}

/** What a root module declares, itself and through the modules that it calls. */
export class ModuleReading implements TemplateReading {
  readonly estate: Estate;
  readonly skipped: readonly Skipped[];
  readonly suppressions: readonly WrittenSuppression[];
  readonly #join = new Join();
  readonly #hasOverrides: boolean;
  readonly #resources: DeclaredResources;
  readonly #declared: ReadonlyMap<string, DeclaredBucket>;

  /** @param isWanted of which declarations buckets are listed; of all, if it is left out. */
  constructor(tree: ModuleTree, isWanted?: (declaration: Declaration) => boolean) {
    const resources = new DeclaredResources(tree);
    this.#resources = resources;
    const all = resources.of('aws_s3_bucket');
    const declared = all.filter(({ instance }) => isWanted?.(instance.declaration) ?? true);
    this.#declared = new Map(declared.map((bucket) => [bucket.id, bucket]));
    const buckets = declared.map((bucket) => toBucket(bucket, this.#join.satellites(bucket)));
    this.estate = {
      scope: { kind: 'template', dialect: dialectId, root: tree.root.directory },
      buckets: complete(buckets),
      ...(isWanted === undefined
        ? readBackup(tree, resources, all)
        : unreadBackup('another file of the directory declares the same buckets')),
    };
    this.#hasOverrides = [...tree.sources].some((source) => source.hasOverrides);
    this.suppressions = suppressionsIn(resources);
    this.skipped = isWanted === undefined ? skippedIn(tree) : [];
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
    const buckets = subjects.flatMap((id) => this.#declared.get(id) ?? []);
    const edits =
      buckets.length === 0
        ? backupEdits(this.estate, this.#resources, subjects, remedies)
        : buckets.length === subjects.length
          ? bucketEdits(buckets, [...this.#declared.values()], this.#join, this.#resources, remedies)
          : undefined;
    return edits === undefined || edits.length === 0 || edits.some(({ file }) => !isEditable(file)) ? undefined : edits;
  }
}
