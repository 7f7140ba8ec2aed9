import type { ListRow, ListRows } from '../../../src/explorer/shared/listRow';

type Shown = Awaited<ListRows>[number];

/** A row as it is read: its label, and behind it its description. */
export function textOf(row: Shown): string {
  const [label, description] =
    row.kind === 'message' && 'text' in row
      ? [row.text, row.detail]
      : [(row as ListRow).label, (row as ListRow).description];
  return [label, description].filter((part) => part !== undefined).join(' | ');
}

export async function texts(rows: ListRows): Promise<readonly string[]> {
  return (await rows).map(textOf);
}

/** The rows beneath the row of that label. */
export async function beneath(rows: ListRows, label: string): Promise<Awaited<ListRows>> {
  const row = (await rows).find((candidate): candidate is ListRow => 'label' in candidate && candidate.label === label);
  if (row?.children === undefined)
    throw new Error(`${label} does not unfold. There are: ${(await texts(rows)).join('; ')}`);
  return row.children();
}
