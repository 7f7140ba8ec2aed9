import type { QuickPickItem } from 'vscode';
import { shownStatus, shownStatusWord } from '../explorer/buckets/grouping';
import type { AccountSession } from '../explorer/session/accountSession';

/** The buckets, to pick from by their name, status or Region. */
export function bucketChoices(session: AccountSession): readonly QuickPickItem[] {
  return session.entries.map((entry) => ({
    label: entry.listed.name,
    description: [shownStatusWord(shownStatus(entry)), entry.listed.region ?? ''].filter(Boolean).join(' · '),
  }));
}
