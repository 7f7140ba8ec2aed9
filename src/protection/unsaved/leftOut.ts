import { encryptionFormat, objectOfInstructionFile, type EncryptionFormat } from './clientSideEncryption';
import { isBackedUpName } from './keyNames';
import type { HeadedVersion, ListedVersion, ObjectSample } from './objectSample';

/**
 * Why a version is not in a backup, or not as one would think. The first four are left out; of the last two the bytes
 * are saved as they are, and are of no use without the key.
 * Source: AWS Backup developer guide, S3 backups.
 */
export type LeftOutKind =
  'sse-c' | 'archived' | 'archive-tier' | 'key-name' | 'client-side-encrypted' | 'instruction-file';

export interface LeftOut {
  readonly kind: LeftOutKind;
  /** How many versions were found, and among how many. */
  readonly count: number;
  readonly among: number;
  /** Keys of some of them, each once. */
  readonly examples: readonly string[];
  /** Storage classes, or formats of encryption. */
  readonly words: readonly string[];
}

/** How many versions the answer rests on. */
export interface LookedAt {
  /** Object versions that were listed, without delete markers. */
  readonly versions: number;
  readonly isWhole: boolean;
  /** Versions that answered HeadObject, or did not for want of their key. */
  readonly heads: number;
  readonly denied: number;
  readonly failed: number;
}

const archiveClasses: ReadonlySet<string> = new Set(['GLACIER', 'DEEP_ARCHIVE']);

/** Whether AWS Backup cannot read an object of this class. Source: AWS Backup developer guide, S3 backups. */
export function isArchived(storageClass: string): boolean {
  return archiveClasses.has(storageClass);
}

const mostExamples = 5;

function found(
  kind: LeftOutKind,
  versions: readonly ListedVersion[],
  among: number,
  words: readonly string[] = [],
): readonly LeftOut[] {
  if (versions.length === 0) return [];
  const examples = [...new Set(versions.map(({ key }) => key))].slice(0, mostExamples);
  return [{ kind, count: versions.length, among, examples, words: [...new Set(words)].toSorted() }];
}

function objectsOf({ versions }: ObjectSample): readonly ListedVersion[] {
  return versions.filter(({ kind }) => kind === 'object');
}

/** Versions of which HeadObject said something, if only that it wants their key. */
function answered({ heads }: ObjectSample): readonly HeadedVersion[] {
  return heads.filter(({ outcome }) => outcome.kind === 'answered' || outcome.kind === 'needs-key');
}

export function lookedAt(sample: ObjectSample): LookedAt {
  const count = (kind: string): number => sample.heads.filter(({ outcome }) => outcome.kind === kind).length;
  return {
    versions: objectsOf(sample).length,
    isWhole: sample.isWhole,
    heads: answered(sample).length,
    denied: count('denied'),
    failed: count('failed'),
  };
}

function formatOf({ outcome }: HeadedVersion): EncryptionFormat | undefined {
  return outcome.kind === 'answered' ? encryptionFormat(outcome.metadata) : undefined;
}

/** By their own mark, or by their name beside the object that they belong to. */
function instructionFiles(sample: ObjectSample): readonly ListedVersion[] {
  const objects = objectsOf(sample);
  const keys = new Set(objects.map(({ key }) => key));
  const marked = new Set(sample.heads.filter((head) => formatOf(head) === 'instruction-file').map((h) => h.version));
  return objects.filter((version) => {
    const base = objectOfInstructionFile(version.key);
    return marked.has(version) || (base !== undefined && keys.has(base));
  });
}

/** What a backup leaves out or saves as ciphertext, as far as the sample shows. */
export function leftOut(sample: ObjectSample): readonly LeftOut[] {
  const objects = objectsOf(sample);
  const heads = answered(sample);
  const listed = objects.length;
  const archived = objects.filter(({ storageClass }) => isArchived(storageClass));
  const encrypted = heads.filter((head) => {
    const format = formatOf(head);
    return format !== undefined && format !== 'instruction-file';
  });
  const versionsOf = (some: readonly HeadedVersion[]): readonly ListedVersion[] => some.map(({ version }) => version);
  const inTier = heads.filter(({ outcome }) => outcome.kind === 'answered' && outcome.archiveStatus !== undefined);
  const needKey = heads.filter(({ outcome }) => outcome.kind === 'needs-key');
  return [
    ...found('sse-c', versionsOf(needKey), heads.length),
    ...found(
      'archived',
      archived,
      listed,
      archived.map(({ storageClass }) => storageClass),
    ),
    ...found(
      'archive-tier',
      versionsOf(inTier),
      heads.length,
      inTier.flatMap(({ outcome }) => (outcome.kind === 'answered' ? (outcome.archiveStatus ?? []) : [])),
    ),
    ...found(
      'key-name',
      objects.filter(({ key }) => !isBackedUpName(key)),
      listed,
    ),
    ...found(
      'client-side-encrypted',
      versionsOf(encrypted),
      heads.length,
      encrypted.flatMap((head) => formatOf(head) ?? []),
    ),
    ...found('instruction-file', instructionFiles(sample), listed),
  ];
}

/** Whether nothing of it is in a backup, or perhaps nothing; otherwise its bytes are. */
export function isNotSaved(kind: LeftOutKind): boolean {
  return kind !== 'client-side-encrypted' && kind !== 'instruction-file';
}
