import * as l10n from '@vscode/l10n';
import type { QuickPick, QuickPickItem } from 'vscode';
import { QuickInputButtons, window } from 'vscode';

/** How a step ends: with a value, with the wish to go back, or with Escape. */
export type StepResult<T> =
  { readonly kind: 'value'; readonly value: T } | { readonly kind: 'back' } | { readonly kind: 'cancelled' };

/** Which step it is, for the title bar. */
export interface StepPlace {
  readonly title: string;
  readonly step: number;
  readonly totalSteps: number;
}

export interface PickStep extends StepPlace {
  readonly placeholder: string;
  readonly items: readonly QuickPickItem[];
  /** Labels chosen at first. */
  readonly chosen?: readonly string[];
  readonly many?: boolean;
  /** Whether nothing need be chosen of many. */
  readonly mayBeEmpty?: boolean;
  /** Says why a typed text cannot be chosen; where it gives nothing, the text is offered as an item. */
  readonly typed?: (text: string) => string | undefined;
}

function withTyped(pick: QuickPick<QuickPickItem>, step: PickStep): void {
  const { typed, items } = step;
  if (typed === undefined) return;
  pick.onDidChangeValue((text) => {
    const offer = text !== '' && typed(text) === undefined && !items.some(({ label }) => label === text);
    const chosen = pick.selectedItems;
    pick.items = offer ? [{ label: text, description: l10n.t('as typed') }, ...items] : [...items];
    pick.selectedItems = chosen;
  });
}

/** Lets a person choose from a list; the labels chosen come back. */
export function pickStep(step: PickStep): Promise<StepResult<readonly string[]>> {
  const pick = window.createQuickPick();
  Object.assign(pick, {
    title: step.title,
    step: step.step,
    totalSteps: step.totalSteps,
    placeholder: step.placeholder,
    canSelectMany: step.many === true,
    ignoreFocusOut: true,
    matchOnDescription: true,
    buttons: step.step > 1 ? [QuickInputButtons.Back] : [],
  });
  pick.items = step.items;
  const chosen = step.items.filter(({ label }) => step.chosen?.includes(label) === true);
  if (step.many === true) pick.selectedItems = chosen;
  else pick.activeItems = chosen;
  withTyped(pick, step);
  return new Promise((resolve) => {
    pick.onDidAccept(() => {
      const labels = pick.selectedItems.map(({ label }) => label);
      if (labels.length === 0 && step.mayBeEmpty !== true) return;
      resolve({ kind: 'value', value: labels });
      pick.hide();
    });
    pick.onDidTriggerButton(() => {
      resolve({ kind: 'back' });
      pick.hide();
    });
    pick.onDidHide(() => {
      resolve({ kind: 'cancelled' });
      pick.dispose();
    });
    pick.show();
  });
}

export interface TextStep extends StepPlace {
  readonly prompt: string;
  readonly value: string;
  readonly validate: (text: string) => string | undefined;
}

/** Asks for a line of text. */
export function textStep(step: TextStep): Promise<StepResult<string>> {
  const input = window.createInputBox();
  Object.assign(input, {
    title: step.title,
    step: step.step,
    totalSteps: step.totalSteps,
    prompt: step.prompt,
    value: step.value,
    ignoreFocusOut: true,
    buttons: step.step > 1 ? [QuickInputButtons.Back] : [],
  });
  input.onDidChangeValue((text) => {
    input.validationMessage = step.validate(text) ?? '';
  });
  return new Promise((resolve) => {
    input.onDidAccept(() => {
      if (step.validate(input.value) !== undefined) return;
      resolve({ kind: 'value', value: input.value });
      input.hide();
    });
    input.onDidTriggerButton(() => {
      resolve({ kind: 'back' });
      input.hide();
    });
    input.onDidHide(() => {
      resolve({ kind: 'cancelled' });
      input.dispose();
    });
    input.show();
  });
}

/** One step of several: asks, and gives the draft with the answer in it. `place` is where it stands among them. */
export type DraftStep<Draft> = (draft: Draft, place: Omit<StepPlace, 'title'>) => Promise<StepResult<Draft>>;

/**
 * Goes through steps, back and forth. Which steps there are may hang on the answers.
 * @returns `undefined` where the person gives up.
 */
export async function walkSteps<Draft>(
  first: Draft,
  stepsFor: (draft: Draft) => readonly DraftStep<Draft>[],
): Promise<Draft | undefined> {
  let draft = first;
  let at = 0;
  for (;;) {
    const steps = stepsFor(draft);
    const step = steps[at];
    if (step === undefined) return draft;
    const result = await step(draft, { step: at + 1, totalSteps: steps.length });
    if (result.kind === 'cancelled') return undefined;
    if (result.kind === 'value') draft = result.value;
    at += result.kind === 'back' ? -1 : 1;
  }
}
