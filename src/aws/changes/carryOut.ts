import * as l10n from '@vscode/l10n';
import type { Failure } from '../failure';
import { classify, isAbort } from '../failure';
import type { LeftUpload } from '../objects/copyInParts';
import { CopyCancelledError, UploadLeftError } from '../objects/copyInParts';
import { operations } from './calls';
import type { Change, PlannedCall, Prospect, Step } from './change';
import type { ChangeTarget } from './changeTarget';
import { look } from './look';
import { UnreadError } from './reading';
import { isSameDocument } from './sameDocument';
import { send } from './send';

/** What became of a step. */
export interface StepResult {
  /** `held`: it was so already. */
  readonly kind: 'made' | 'held';
  readonly step: Step;
}

/** Why a change ended before its end. */
export type Stop =
  | { readonly kind: 'cancelled' }
  /** The account is no longer what the preview showed. `why` is a sentence. */
  | { readonly kind: 'changed'; readonly why: string }
  /** A copy in parts was not made, and its upload could not be aborted. */
  | { readonly kind: 'left'; readonly upload: LeftUpload }
  /** AWS, or the way to it, refused a call. */
  | { readonly kind: 'failed'; readonly failure: Failure };

export interface Outcome {
  readonly results: readonly StepResult[];
  /** Missing where all is done. */
  readonly stop?: Stop & { readonly step: Step };
}

export interface CarryOutOptions {
  /** Asked before each step, and before each part of a large copy. */
  readonly isCancelled: () => boolean;
  /** Told of each step as it begins. */
  readonly begins: (step: Step, index: number) => void;
  /** Waits, in milliseconds. */
  readonly wait: (milliseconds: number) => Promise<void>;
}

/** IAM tells its other services of a new role within seconds. Until then AWS Backup does not know it. */
const roleWait = { milliseconds: 5_000, times: 12 } as const;

/** AWS Backup's words for a role that it cannot take on. */
const roleUnknown = /cannot be assumed/iu;

type StepEnd = StepResult['kind'] | Stop;

/** Whether what is there now is what the preview showed. Ids of things that the change itself has made may differ. */
function deviation(previewed: Prospect, now: Prospect): string | undefined {
  if (now.kind === 'impossible') return now.why;
  if (now.kind === 'holds') return undefined;
  if (previewed.kind !== 'call') {
    return l10n.t('“{0}” was not needed when the preview was made. Look at a new preview.', now.title);
  }
  const isSame =
    previewed.call.operation === now.call.operation && isSameDocument(previewed.document?.before, now.document?.before);
  return isSame
    ? undefined
    : l10n.t('Somebody has changed it since the preview was made. Nothing was overwritten: look at a new preview.');
}

/** Makes the steps of one change. */
class Maker {
  readonly #target: ChangeTarget;
  readonly #options: CarryOutOptions;
  /** Whether a role is among what is made, perhaps in an earlier run. */
  readonly #makesRole: boolean;

  constructor(change: Change, target: ChangeTarget, options: CarryOutOptions) {
    this.#target = target;
    this.#options = options;
    this.#makesRole = change.steps.some(({ goal }) => goal.kind === 'createRole');
  }

  /** Reads again right before writing: what is replaced as a whole must be what the preview showed. */
  async carryOut({ goal, prospect }: Step): Promise<StepEnd> {
    let now: Prospect;
    try {
      now = await look(goal, this.#target);
    } catch (error) {
      if (error instanceof UnreadError) return { kind: 'failed', failure: error.failure };
      if (isAbort(error)) return { kind: 'cancelled' };
      throw error;
    }
    const why = deviation(prospect, now);
    if (why !== undefined) return { kind: 'changed', why };
    return now.kind === 'call' ? this.#make(now) : 'held';
  }

  async #make({ call }: PlannedCall): Promise<StepEnd> {
    for (let tries = 1; ; tries += 1) {
      try {
        await send(call, this.#target, this.#options);
        return 'made';
      } catch (error) {
        if (error instanceof CopyCancelledError) return { kind: 'cancelled' };
        if (error instanceof UploadLeftError) return { kind: 'left', upload: error.upload };
        const [action = ''] = operations[call.operation].actions;
        const failure = classify(error, action);
        const mayWait = this.#isTooEarly(failure) && tries <= roleWait.times && !this.#options.isCancelled();
        if (!mayWait) return { kind: 'failed', failure };
        await this.#options.wait(roleWait.milliseconds);
      }
    }
  }

  #isTooEarly(failure: Failure): boolean {
    return this.#makesRole && failure.kind === 'service' && roleUnknown.test(failure.detail);
  }
}

/**
 * Makes a change, step by step, and stops at the first that cannot be made. What holds already is left alone, so it is
 * safe to run again after a failure.
 */
export async function carryOut(change: Change, target: ChangeTarget, options: CarryOutOptions): Promise<Outcome> {
  const maker = new Maker(change, target, options);
  const results: StepResult[] = [];
  for (const [index, step] of change.steps.entries()) {
    if (options.isCancelled()) return { results, stop: { kind: 'cancelled', step } };
    options.begins(step, index);
    const end = await maker.carryOut(step);
    if (typeof end !== 'string') return { results, stop: { ...end, step } };
    results.push({ kind: end, step });
  }
  return { results };
}
