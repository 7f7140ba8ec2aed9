import type { QuickPickItem } from 'vscode';
import type { StepPlace, StepResult } from '../ui/steps';
import { pickStep } from '../ui/steps';

/** One of several answers to a question. */
export interface Choice<Draft> extends QuickPickItem {
  /** What the draft is with this choice. */
  readonly then: Partial<Draft>;
  readonly isChosen: boolean;
}

/** What may be typed instead of a choice. */
export interface Typed<Draft> {
  /** @returns why the text is no answer. */
  readonly problem: (text: string) => string | undefined;
  readonly then: (text: string) => Partial<Draft>;
}

/** Lets a person choose one answer, or type one. */
export async function choose<Draft>(
  draft: Draft,
  place: StepPlace,
  placeholder: string,
  items: readonly Choice<Draft>[],
  typed?: Typed<Draft>,
): Promise<StepResult<Draft>> {
  const chosen = items.filter(({ isChosen }) => isChosen).map(({ label }) => label);
  const result = await pickStep({ ...place, placeholder, items, chosen, ...(typed && { typed: typed.problem }) });
  if (result.kind !== 'value') return result;
  const [label = ''] = result.value;
  const item = items.find((one) => one.label === label);
  return { kind: 'value', value: { ...draft, ...(item === undefined ? typed?.then(label) : item.then) } };
}
