import { valueOf } from '../../model/fact';
import type { BackupSelection } from '../../model/selection';

export function planRowId(region: string, planId: string): string {
  return `plan/${region}/${planId}`;
}

export function selectionRowId(region: string, { id, planId }: BackupSelection): string {
  return `${planRowId(region, valueOf(planId) ?? '')}/selection/${id}`;
}
