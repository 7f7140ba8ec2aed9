import type { BackupPlan, BackupRule } from '../../../src/model/backupPlan';
import type { Bucket } from '../../../src/model/bucket';
import type { Estate } from '../../../src/model/estate';
import { complete } from '../../../src/model/estate';
import { absent, closedList, closedMap, known, unmanaged } from '../../../src/model/fact';
import type { LifecycleConfiguration, LifecycleRule } from '../../../src/model/lifecycle';
import type { BackupSelection, Condition } from '../../../src/model/selection';
import type { RecoveryPoint } from '../../../src/model/recoveryPoint';

/** The moment at which all tests take place. */
export const now = new Date('2026-11-22T08:14:00Z');

export function before(hours: number): Date {
  return new Date(now.getTime() - hours * 3_600_000);
}

export function tagsOf(tags: Readonly<Record<string, string>>): Bucket['tags'] {
  return known(closedMap(Object.entries(tags).map(([key, value]) => [key, known(value)] as const)));
}

/** A rule that does all that is asked of a lifecycle. */
export const expiringRule: LifecycleRule = {
  id: known('expire'),
  status: known('Enabled'),
  scope: known('whole-bucket'),
  expiration: known({ days: absent, date: absent, expiredObjectDeleteMarker: known(true) }),
  noncurrentVersionExpiration: known({ noncurrentDays: known(30), newerNoncurrentVersions: absent }),
  abortIncompleteMultipartUpload: known(7),
  transitions: closedList([]),
};

export function lifecycleOf(...rules: readonly LifecycleRule[]): Bucket['lifecycle'] {
  const configuration: LifecycleConfiguration = { rules: closedList(rules) };
  return known(configuration);
}

/** A bucket with nothing to complain of. */
export function bucket(name: string, changes: Partial<Bucket> = {}): Bucket {
  return {
    id: `arn:aws:s3:::${name}`,
    name: known(name),
    region: known('eu-west-1'),
    exists: known(true),
    versioning: known('enabled'),
    mfaDelete: known(false),
    objectLock: unmanaged,
    lifecycle: lifecycleOf(expiringRule),
    eventBridge: known(true),
    replication: unmanaged,
    tags: absent,
    receivesOwnLogs: unmanaged,
    ...changes,
  };
}

/** A selection in AWS's own terms. */
export interface SelectionText {
  readonly Resources?: readonly string[];
  readonly NotResources?: readonly string[];
  readonly ListOfTags?: Readonly<Record<string, string>>;
  readonly Conditions?: readonly (readonly [Condition['operator'], string, string])[];
}

export function selection(id: string, text: SelectionText, changes: Partial<BackupSelection> = {}): BackupSelection {
  return {
    id,
    planId: known('plan'),
    name: known(id),
    roleArn: known('arn:aws:iam::111122223333:role/backup'),
    resources: closedList((text.Resources ?? []).map((arn) => ({ pattern: known(arn) }))),
    notResources: closedList((text.NotResources ?? []).map((arn) => ({ pattern: known(arn) }))),
    listOfTags: closedList(
      Object.entries(text.ListOfTags ?? {}).map(([key, value]) => ({ key: known(key), value: known(value) })),
    ),
    conditions: closedList(
      (text.Conditions ?? []).map(([operator, key, value]) => ({ operator, key: known(key), value: known(value) })),
    ),
    exists: known(true),
    ...changes,
  };
}

export function backupRule(changes: Partial<BackupRule> = {}): BackupRule {
  return {
    id: 'rule',
    name: known('nightly'),
    targetVault: known('main'),
    schedule: known('cron(0 5 ? * * *)'),
    scheduleTimezone: absent,
    startWindowMinutes: known(60),
    completionWindowMinutes: known(180),
    continuous: known(false),
    deleteAfterDays: known(35),
    moveToColdStorageAfterDays: absent,
    copies: known(false),
    airGappedVault: absent,
    ...changes,
  };
}

/** A plan that runs every night at five. */
export function plan(changes: Partial<BackupPlan> = {}): BackupPlan {
  const nextRuns = [1, 2, 3].map((day) => ({ at: new Date(Date.UTC(2026, 10, 22 + day, 5)) }));
  return { id: 'plan', name: known('daily'), rules: closedList([backupRule()]), nextRuns, ...changes };
}

export function estate(changes: Partial<Estate> = {}): Estate {
  return {
    scope: { kind: 'account', account: known('111122223333'), region: 'eu-west-1', asOf: now },
    buckets: complete([]),
    plans: complete([plan()]),
    selections: complete([]),
    vaults: complete([]),
    roles: complete([]),
    s3OptIn: known(true),
    ...changes,
  };
}

export function recoveryPoint(createdAt: Date, changes: Partial<RecoveryPoint> = {}): RecoveryPoint {
  return {
    arn: `arn:aws:backup:eu-west-1:111122223333:recovery-point:orders-${createdAt.getTime()}`,
    bucketArn: 'arn:aws:s3:::orders',
    vaultName: 'main',
    kind: 'snapshot',
    status: 'COMPLETED',
    createdAt,
    planId: 'plan',
    ...changes,
  };
}
