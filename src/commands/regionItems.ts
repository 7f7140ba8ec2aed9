import type { QuickPickItem } from 'vscode';
import { wellKnownRegions } from '../ui/wellKnownRegions';

/** Regions to choose from: the given ones first, then the well-known. */
export function regionItems(first: readonly string[]): readonly QuickPickItem[] {
  const names = new Map(wellKnownRegions);
  const ids = new Set([...first, ...names.keys()]);
  return [...ids].map((label) => {
    const description = names.get(label);
    return description === undefined ? { label } : { label, description };
  });
}
