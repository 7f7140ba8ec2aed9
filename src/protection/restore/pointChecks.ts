import * as l10n from '@vscode/l10n';
import { valueOf } from '../../model/fact';
import type { RecoveryPoint } from '../../model/recoveryPoint';
import { isExpired, isLive, isUsable } from '../../model/recoveryPoint';
import { continuousLag, continuousWindow } from '../recovery';
import type { Check } from '../check';
import { cannotTell, flaw, ok, stop } from '../check';
import type { PointFacts } from './facts';
import type { RestoreRequest } from './request';

/** What a recovery point allows, before anything else. */
export function pointChecks(request: RestoreRequest, facts: PointFacts, now: Date): readonly Check[] {
  const point = valueOf(facts.point);
  const encryption = encryptionChecks(request, facts);
  const acls = savedAclChecks(request, facts);
  if (facts.point.state === 'absent') {
    const next = l10n.t('It may have expired. Choose another one.');
    return [stop(l10n.t('The recovery point is not there any more.'), next)];
  }
  if (point === undefined) {
    return [
      cannotTell(l10n.t('Whether the recovery point can be restored is not known.'), facts.point),
      ...encryption,
      ...acls,
    ];
  }
  return [statusCheck(point), ...momentChecks(request, point, facts, now), ...encryption, ...acls];
}

/** Source: AWS Backup API reference, RecoveryPointStatus. */
function statusCheck(point: RecoveryPoint): Check {
  if (isUsable(point)) return ok(l10n.t('The recovery point can be restored: its status is {0}.', point.status));
  if (isExpired(point)) {
    return flaw(
      l10n.t('The recovery point is past its retention, and AWS Backup deletes it as soon as it can.'),
      l10n.t('Choose a younger one where there is one.'),
    );
  }
  const what = l10n.t('The recovery point cannot be restored: its status is {0}.', point.status);
  return stop(what, l10n.t('Wait, or choose another one.'));
}

/** The moment against the window that is derived. Source: AWS Backup developer guide, point-in-time recovery. */
function momentChecks(
  { origin: { at } }: RestoreRequest,
  point: RecoveryPoint,
  { capturing }: PointFacts,
  now: Date,
): readonly Check[] {
  if (point.kind === 'snapshot') {
    if (at === undefined) return [];
    return [stop(l10n.t('A snapshot has one moment only.'), l10n.t('Leave the moment away.'))];
  }
  if (at === undefined) {
    return [stop(l10n.t('A continuous backup is restored to a moment.'), l10n.t('Choose a moment.'))];
  }
  const moment = new Date(at);
  const { from } = continuousWindow(point, now, valueOf(capturing) === true);
  const latest = new Date(now.getTime() - continuousLag);
  if (moment < from) {
    return [
      stop(l10n.t('The moment lies before the oldest that is kept: {0}.', utc(from)), l10n.t('Choose a later one.')),
    ];
  }
  if (moment > latest) {
    const what = l10n.t('Continuous backup is about 15 minutes behind: the newest moment is {0}.', utc(latest));
    return [stop(what, l10n.t('Choose an earlier one, or wait.'))];
  }
  // Of another status enough is said.
  if (!isUsable(point)) return [];
  if (!isLive(point)) {
    const what = l10n.t('The continuous backup has stopped, and AWS does not say when. It may be before this moment.');
    return [{ kind: 'cannot-tell', what, next: l10n.t('AWS Backup refuses a moment after the stop.') }];
  }
  return [ok(l10n.t('The moment is within what the continuous backup keeps.')), ...capturingChecks(capturing)];
}

function capturingChecks(capturing: PointFacts['capturing']): readonly Check[] {
  if (capturing.state === 'known' && capturing.value) return [];
  if (capturing.state === 'known' || capturing.state === 'absent') {
    return [
      flaw(
        l10n.t('EventBridge is off for the bucket: changes since then are not in the backup. Since when is not known.'),
        l10n.t('Expect what was changed last to be missing, or choose an earlier moment.'),
      ),
    ];
  }
  if (capturing.state === 'unmanaged') return [];
  return [cannotTell(l10n.t('Whether all changes up to this moment reached the backup is not known.'), capturing)];
}

function encryptionChecks({ encryption, origin }: RestoreRequest, { copiedFrom }: PointFacts): readonly Check[] {
  if (encryption.kind === 'SSE-KMS') return [keyCheck(encryption.key, origin.region)];
  if (encryption.kind !== 'original') return [];
  if (copiedFrom.state === 'denied' || copiedFrom.state === 'unknown') {
    return [cannotTell(l10n.t('Whether each object can have its original encryption is not known.'), copiedFrom)];
  }
  const from = valueOf(copiedFrom);
  if (from === undefined || from === origin.region) return [];
  return [
    stop(
      l10n.t('The recovery point is a copy from {0}: the original encryption cannot be restored.', from),
      l10n.t('Choose SSE-S3 or a KMS key of {0}.', origin.region),
    ),
  ];
}

function keyCheck(key: string, region: string): Check {
  const keyRegion = /^arn:[^:]+:kms:([^:]+):/u.exec(key)?.[1];
  if (key === '') return stop(l10n.t('No KMS key is given.'), l10n.t('Give the ARN of a key.'));
  if (keyRegion !== undefined && keyRegion !== region) {
    return stop(l10n.t('The KMS key is in {0}.', keyRegion), l10n.t('Give a key of {0}.', region));
  }
  return {
    kind: 'cannot-tell',
    what: l10n.t('Whether the role may use the KMS key is not known.'),
    next: l10n.t(
      'Its key policy must allow the role kms:GenerateDataKey and kms:Decrypt. Objects may be missing otherwise.',
    ),
  };
}

/** Source: AWS Backup developer guide, restoring S3 data: the job fails and names the option BackupACLs. */
function savedAclChecks({ restoresAcls }: RestoreRequest, { savedAcls }: PointFacts): readonly Check[] {
  if (!restoresAcls) return [];
  if (savedAcls.state === 'known') {
    if (savedAcls.value) return [ok(l10n.t('ACLs were backed up.'))];
    return [stop(l10n.t('ACLs were not backed up.'), l10n.t('Restore without ACLs.'))];
  }
  return [cannotTell(l10n.t('Whether ACLs were backed up is not known. The job fails if they were not.'), savedAcls)];
}

function utc(moment: Date): string {
  return `${moment.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}
