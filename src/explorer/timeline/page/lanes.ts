import * as l10n from '@vscode/l10n';
import type { FailedBackup, Snapshot, Timeline, TimelineVault } from '../../../protection/timeline/timeline';
import { vaultWords } from '../words';

/** A row of the drawing: what it is called, and what lies on it. */
export type Lane =
  | { readonly kind: 'continuous'; readonly label: string }
  | { readonly kind: 'snapshots'; readonly label: string; readonly items: readonly Snapshot[] }
  | { readonly kind: 'expiry'; readonly label: string; readonly items: readonly { readonly at: Date }[] }
  | { readonly kind: 'failures'; readonly label: string; readonly items: readonly FailedBackup[] };

/** More vaults than this share a row. */
const ownRows = 5;

function countLabel(name: string, count: number): string {
  return count === 1 ? l10n.t('{0} · 1 recovery point', name) : l10n.t('{0} · {1} recovery points', name, count);
}

function vaultLanes({ vaults, snapshots }: Timeline): readonly Lane[] {
  const byVault = new Map<string, Snapshot[]>();
  for (const snapshot of snapshots) {
    const items = byVault.get(snapshot.vault) ?? [];
    items.push(snapshot);
    byVault.set(snapshot.vault, items);
  }
  const filled = vaults.filter(({ name }) => byVault.has(name));
  const lane = (vault: TimelineVault): Lane => {
    const items = byVault.get(vault.name) ?? [];
    return { kind: 'snapshots', label: countLabel(vaultWords(vault), items.length), items };
  };
  if (filled.length <= ownRows) return filled.map(lane);
  const others = new Set(filled.slice(ownRows - 1).map(({ name }) => name));
  const items = snapshots.filter(({ vault }) => others.has(vault));
  const name = l10n.t('{0} other vaults', others.size);
  return [
    ...filled.slice(0, ownRows - 1).map(lane),
    { kind: 'snapshots', label: countLabel(name, items.length), items },
  ];
}

function expiryLane({ continuous, snapshots }: Timeline): readonly Lane[] {
  const moments = [...continuous, ...snapshots].flatMap(({ expiresAt }) => expiresAt ?? []);
  if (moments.length === 0) return [];
  const items = moments.map((at) => ({ at })).toSorted((one, other) => one.at.getTime() - other.at.getTime());
  return [{ kind: 'expiry', label: l10n.t('Expiry of recovery points'), items }];
}

function failureLane({ failures }: Timeline): readonly Lane[] {
  if (failures.length === 0) return [];
  return [{ kind: 'failures', label: l10n.t('Backups that failed or had issues'), items: failures }];
}

/** The rows of the drawing, from the top. Rows on which there would be nothing are left out. */
export function lanesOf(timeline: Timeline): readonly Lane[] {
  const label = l10n.t('Point in time (derived)');
  return [
    ...(timeline.continuous.length === 0 ? [] : [{ kind: 'continuous', label } as const]),
    ...vaultLanes(timeline),
    ...failureLane(timeline),
    ...expiryLane(timeline),
  ];
}
