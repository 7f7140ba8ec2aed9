import { workspace } from 'vscode';
import type { Grouping } from './grouping';

export const section = 's3backup.buckets';

export const groupingSettings: readonly string[] = [`${section}.groupBy`, `${section}.groupByTag`];

/** As the person's settings say. A tag without a name groups nothing. */
export function readGrouping(): Grouping {
  const settings = workspace.getConfiguration(section);
  const by = settings.get<string>('groupBy');
  const key = settings.get<string>('groupByTag') ?? '';
  if (by === 'status' || by === 'region' || by === 'plan') return { by };
  return by === 'tag' && key !== '' ? { by, key } : { by: 'none' };
}
