import type { QuickPickItem } from 'vscode';
import type { StepPlace, StepResult } from '../ui/steps';
import { pickStep } from '../ui/steps';

/** An item to choose, and what the draft is with it. */
export interface DraftChoice<Draft> extends QuickPickItem {
  readonly then: Partial<Draft>;
  readonly isChosen: boolean;
}

export interface ChooseOptions<Draft> {
  readonly placeholder: string;
  readonly items: readonly DraftChoice<Draft>[];
  /** What a typed text means; where it gives nothing, the text is not offered. */
  readonly typed?: (text: string) => Partial<Draft> | undefined;
}

/** Lets a person choose one of some items, or type; the answer is in the draft then. */
export async function chooseOne<Draft>(
  draft: Draft,
  place: StepPlace,
  { placeholder, items, typed }: ChooseOptions<Draft>,
): Promise<StepResult<Draft>> {
  const chosen = items.filter(({ isChosen }) => isChosen).map(({ label }) => label);
  const result = await pickStep({
    ...place,
    placeholder,
    items,
    chosen,
    // Any text says why it cannot be chosen; it is not shown.
    ...(typed !== undefined && { typed: (text: string) => (typed(text) === undefined ? text : undefined) }),
  });
  if (result.kind !== 'value') return result;
  const [label = ''] = result.value;
  const then = items.find((item) => item.label === label)?.then ?? typed?.(label);
  return { kind: 'value', value: { ...draft, ...then } };
}
