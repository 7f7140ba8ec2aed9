import { parseArn } from '../model/arn';
import type { BackupPlan } from '../model/backupPlan';
import type { Estate } from '../model/estate';
import { ask, valueOf } from '../model/fact';
import type { BackupSelection, ResourceEntry } from '../model/selection';
import type { Ternary } from '../model/ternary';
import { allOf, anyOf, negate, ternary } from '../model/ternary';

/** Which services a plan can reach by way of its selections. */
export interface PlanReach {
  /** Whether it can reach a bucket. */
  readonly s3: Ternary;
  /** Whether it can reach nothing but buckets. */
  readonly onlyS3: Ternary;
}

/** Whether an entry of `Resources` can match what is of S3, and whether it can match anything else. */
function entryReach({ pattern, bucketId }: ResourceEntry): { readonly s3: Ternary; readonly others: Ternary } {
  const text = valueOf(pattern);
  const service = text === undefined ? undefined : parseArn(text)?.service;
  if (bucketId !== undefined || service === 's3') return { s3: 'yes', others: 'no' };
  if (text === undefined) return { s3: 'unknown', others: 'unknown' };
  if (service === undefined || service.includes('*')) return { s3: 'yes', others: 'yes' };
  return { s3: 'no', others: 'yes' };
}

/** Tags are carried by anything. */
function selectionReach({ resources, listOfTags }: BackupSelection): {
  readonly s3: Ternary;
  readonly others: Ternary;
} {
  const entries = resources.items.map(entryReach);
  const open: readonly Ternary[] = resources.open || listOfTags.open ? ['unknown'] : [];
  const tagged = ternary(listOfTags.items.length > 0);
  return {
    s3: anyOf([...entries.map(({ s3 }) => s3), tagged, ...open]),
    others: anyOf([...entries.map(({ others }) => others), tagged, ...open]),
  };
}

/** A plan without selections reaches nothing, where all selections are known and which plan they belong to. */
export function reachOfPlan(plan: BackupPlan, { selections }: Estate): PlanReach {
  const mine = selections.items.flatMap((selection) => {
    const belongs = ask(selection.planId, (id) => id === plan.id);
    return belongs === 'no' ? [] : [{ belongs, ...selectionReach(selection) }];
  });
  const rest: readonly Ternary[] = selections.completeness.kind === 'complete' ? [] : ['unknown'];
  const s3 = anyOf([...mine.map((one) => allOf([one.belongs, one.s3])), ...rest]);
  const others = anyOf([...mine.map((one) => allOf([one.belongs, one.others])), ...rest]);
  return { s3, onlyS3: allOf([s3, negate(others)]) };
}
