import * as l10n from '@vscode/l10n';
import type { Node, RangeNode } from './nodes';

/** How many rows a range holds: with the ranges above them, the rest fits under one parent. */
const rowsInRange = 400;

/**
 * Folds a list that grows at its end, so that no parent has too many rows: each full range becomes one row, and only
 * the rows behind them stand by themselves.
 * @param id Unique in the view.
 * @param labelOf What the first and the last of a range are called.
 */
export function inRanges<N extends Node>(
  rows: readonly N[],
  id: string,
  labelOf: (node: N) => string,
): readonly (N | RangeNode)[] {
  const full = Math.max(0, Math.ceil(rows.length / rowsInRange) - 1);
  const ranges = Array.from({ length: full }, (_, index): RangeNode => {
    const part = rows.slice(index * rowsInRange, (index + 1) * rowsInRange);
    const labels = [...part.slice(0, 1), ...part.slice(-1)].map(labelOf);
    const label = l10n.t('{0} … {1}', labels[0] ?? '', labels[1] ?? '');
    return { kind: 'range', id: `${id}/range/${index}`, label, rows: part };
  });
  return [...ranges, ...rows.slice(full * rowsInRange)];
}
