import type { RoleChoice, RuleKind } from '../aws/changes/protect';
import type { TagWay } from '../aws/changes/protectOptions';
import type { RegionReading } from '../aws/region';
import type { Bucket } from '../model/bucket';
import type { LifecycleDraft } from './lifecycleSteps';
import { firstLifecycleDraft } from './lifecycleSteps';

/** What the questions are about. */
export interface ProtectSubject {
  readonly title: string;
  readonly region: string;
  /** The account's id, for the ARN of a new role. */
  readonly account: string | undefined;
  readonly buckets: readonly Bucket[];
  readonly names: readonly string[];
  readonly reading: RegionReading;
}

/** What is answered so far. */
export interface ProtectDraft extends LifecycleDraft {
  /** The id of a plan that is there, or `new`. */
  readonly plan: string;
  /** By which tags, or by a selection of its own. */
  readonly way: TagWay | 'selection';
  readonly rules: RuleKind;
  readonly days: number;
  readonly vault: { readonly name: string; readonly isNew: boolean };
  readonly planName: string;
  readonly role: RoleChoice | undefined;
}

/** A month and the days until somebody looks: what AWS Backup's own plans keep. */
const usualDays = 35;

export const newVaultName = 's3-backup';

export function firstProtectDraft(vault: ProtectDraft['vault'] | undefined): ProtectDraft {
  return {
    ...firstLifecycleDraft,
    plan: 'new',
    way: 'selection',
    rules: 'periodic',
    days: usualDays,
    vault: vault ?? { name: newVaultName, isNew: true },
    planName: '',
    role: undefined,
  };
}
