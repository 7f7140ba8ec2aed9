import * as l10n from '@vscode/l10n';
import { window } from 'vscode';
import type { BucketPlace } from '../aws/changes/goal';
import type { AccountSession } from '../explorer/session/accountSession';
import { bucketChoices } from './bucketChoices';
import type { Services } from './command';

/** The bucket of a row, or of the row above it. */
function nameIn(row: unknown): readonly string[] {
  if (typeof row !== 'object' || row === null) return [];
  const name: unknown = Reflect.get(row, 'bucket') ?? Reflect.get(row, 'name');
  return typeof name === 'string' ? [name] : [];
}

async function pick(session: AccountSession): Promise<readonly string[]> {
  const options = { canPickMany: true, placeHolder: l10n.t('Which buckets?'), matchOnDescription: true } as const;
  const picked = await window.showQuickPick(bucketChoices(session), options);
  return picked?.map(({ label }) => label) ?? [];
}

/** Where a bucket is. @throws Error where that is not known. */
export function placeOf(bucket: string, session: AccountSession): BucketPlace {
  const entry = session.entry(bucket);
  const region = entry?.state.kind === 'read' ? entry.state.region : entry?.listed.region;
  if (region === undefined) throw new Error(l10n.t('The Region of {0} is not known yet. Refresh the bucket.', bucket));
  return { bucket, region };
}

/**
 * The buckets that a change is for: those of the rows it was called on, or those that a person picks.
 * @returns none where the person gives up.
 * @throws Error where a Region is not known.
 */
export async function bucketsToChange(
  { current }: Services,
  row: unknown,
  selected: unknown,
): Promise<readonly BucketPlace[]> {
  const session = await current.open();
  if (session === undefined) throw new Error(l10n.t('There is no connection to an account.'));
  const rows: readonly unknown[] = Array.isArray(selected) && selected.length > 0 ? selected : [row];
  const named = [...new Set(rows.flatMap(nameIn))];
  const names = named.length > 0 ? named : await pick(session);
  return names.map((name) => placeOf(name, session));
}

/** "orders", or "3 buckets". */
export function nameBuckets(buckets: readonly BucketPlace[]): string {
  const [first] = buckets;
  return buckets.length === 1 && first !== undefined ? first.bucket : l10n.t('{0} buckets', buckets.length);
}
