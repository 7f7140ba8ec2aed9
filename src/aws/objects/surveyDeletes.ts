import type { S3Client } from '@aws-sdk/client-s3';
import { HistoryFold } from '../../protection/versions/history';
import type { DeletedKey } from '../../protection/versions/undo';
import { standingOf } from '../../protection/versions/undo';
import { versionPages } from './listVersions';

/** What is looked at: the keys under a prefix, and the deletes since a moment. */
export interface DeletesQuery {
  readonly bucket: string;
  readonly prefix: string;
  readonly since: Date;
}

/** A deleted key that cannot be brought back: nothing but delete markers is left, or it is unclear whether it was there. */
export interface LostKey {
  readonly key: string;
  readonly why: 'lost' | 'unclear';
  readonly deletedAt: Date;
}

/** What a page of the listing told. */
export interface SurveyPage {
  readonly found: readonly DeletedKey[];
  readonly lost: readonly LostKey[];
  /** Versions and delete markers looked at. */
  readonly rows: number;
}

/**
 * Looks for keys that deletes since a moment hide, page by page in the order of the keys. It holds no more than a page, and
 * what is not read yet of the key that the page ended with.
 * @throws what `listVersions` throws.
 */
export async function* surveyDeletes(
  s3: S3Client,
  { bucket, prefix, since }: DeletesQuery,
  signal: AbortSignal,
): AsyncGenerator<SurveyPage, void> {
  const fold = new HistoryFold();
  for await (const { versions, next } of versionPages(s3, { bucket, prefix }, signal)) {
    fold.add(versions, next?.key);
    const found: DeletedKey[] = [];
    const lost: LostKey[] = [];
    for (const history of fold.takeComplete()) {
      const standing = standingOf(history, since);
      if (standing.kind === 'deleted') found.push(standing.found);
      else if (standing.kind !== 'untouched') {
        lost.push({ key: standing.key, why: standing.kind, deletedAt: standing.deletedAt });
      }
    }
    yield { found, lost, rows: versions.length };
  }
}
