import * as l10n from '@vscode/l10n';
import type { VersioningStatus } from '../../model/bucket';
import type { Fact } from '../../model/fact';
import { absent, ask, known, valueOf } from '../../model/fact';
import type { Check } from '../check';
import { cannotTell, flaw, ok, stop } from '../check';
import { lockConflictWords, retentionConflict } from '../vaultLock';
import type { BackupRequest } from './request';

/** What is known of one bucket before it is backed up. */
export interface BucketFacts {
  readonly bucket: string;
  readonly versioning: Fact<VersioningStatus>;
  /** Ids of backup jobs that have not ended. */
  readonly underWay: Fact<readonly string[]>;
  /** Whether the vault holds a recovery point of it. */
  readonly isInVault: Fact<boolean>;
  /** The vault of its continuous backup; absent where there is none. */
  readonly continuousVault: Fact<string>;
}

/** What IAM tells of a role that is handed to AWS Backup. */
export interface BackupRoleFacts {
  /** Whether AWS Backup may take it on; absent where there is no such role. */
  readonly trusted: Fact<boolean>;
  readonly canBackUpS3: Fact<boolean>;
}

/** All that could be read before a backup. What could not says why. */
export interface BackupFacts {
  readonly supported: Fact<boolean>;
  readonly role: BackupRoleFacts;
  readonly buckets: readonly BucketFacts[];
}

/** What holds for all of the buckets alike. */
export function commonChecks(request: BackupRequest, { supported, role }: BackupFacts): readonly Check[] {
  return [supportedCheck(request, supported), vaultCheck(request), ...roleChecks(request, role)];
}

function supportedCheck({ region }: BackupRequest, supported: Fact<boolean>): Check {
  switch (ask(supported, (is) => is)) {
    case 'yes':
      return ok(l10n.t('AWS Backup supports S3 in {0}. An opt-in is not needed for a backup on demand.', region));
    case 'no':
      return stop(l10n.t('AWS Backup does not support S3 in {0}.', region), l10n.t('There is nothing to do here.'));
    case 'unknown':
      return cannotTell(l10n.t('Whether AWS Backup supports S3 in {0} is not known.', region), supported);
  }
}

/** Source: AWS Backup developer guide, vault lock: a job whose retention leaves the bounds fails. */
function vaultCheck({ vault, days }: BackupRequest): Check {
  const name = valueOf(vault.name) ?? vault.id;
  const conflict = retentionConflict(vault, days === undefined ? absent : known(days));
  if (conflict !== undefined) {
    return stop(
      lockConflictWords(conflict).message,
      l10n.t('Choose a retention that the vault takes, or another vault.'),
    );
  }
  return ask(vault.locked, (is) => is) === 'yes'
    ? ok(l10n.t('The lock of the vault {0} takes this retention. Nobody can delete it earlier there.', name))
    : ok(l10n.t('The vault {0} is there, and not locked.', name));
}

/** Source: AWS Backup developer guide, managed policies. */
function roleChecks({ roleArn }: BackupRequest, { trusted, canBackUpS3 }: BackupRoleFacts): readonly Check[] {
  const name = roleArn.slice(roleArn.lastIndexOf('/') + 1);
  const other = l10n.t('Choose another role.');
  if (trusted.state === 'absent') return [stop(l10n.t('There is no role {0}.', name), other)];
  const trust = {
    yes: () => ok(l10n.t('AWS Backup can take on the role {0}.', name)),
    no: () =>
      stop(
        l10n.t('AWS Backup cannot take on the role {0}: its trust policy does not name backup.amazonaws.com.', name),
        other,
      ),
    unknown: () => cannotTell(l10n.t('Whether AWS Backup can take on the role {0} is not known.', name), trusted),
  } as const;
  const rights = {
    yes: () => ok(l10n.t('The role {0} has the policy for backups of S3.', name)),
    no: () =>
      stop(
        l10n.t('The role {0} cannot read S3: the backup would fail.', name),
        l10n.t('Attach AWSBackupServiceRolePolicyForS3Backup to it, or choose another role.'),
      ),
    unknown: () => cannotTell(l10n.t('Whether the role {0} can back up S3 is not known.', name), canBackUpS3),
  } as const;
  return [trust[ask(trusted, (is) => is)](), rights[ask(canBackUpS3, (can) => can)]()];
}

/** What holds for one bucket. */
export function bucketChecks(request: BackupRequest, facts: BucketFacts): readonly Check[] {
  return [versioningCheck(facts), ...underWayCheck(facts), ...optionsCheck(request, facts), firstCheck(request, facts)];
}

/** Source: AWS Backup developer guide, S3 backups: versioning is a prerequisite. */
function versioningCheck({ bucket, versioning }: BucketFacts): Check {
  switch (ask(versioning, (status) => status === 'enabled')) {
    case 'yes':
      return ok(l10n.t('Versioning of {0} is enabled.', bucket));
    case 'no':
      return stop(
        l10n.t('Versioning of {0} is not enabled. AWS Backup cannot back it up.', bucket),
        l10n.t('Enable versioning first.'),
      );
    case 'unknown':
      return cannotTell(l10n.t('Whether versioning of {0} is enabled is not known.', bucket), versioning);
  }
}

/** Source: AWS Backup developer guide, quotas: one backup or copy of a resource at a time. */
function underWayCheck({ bucket, underWay }: BucketFacts): readonly Check[] {
  if (underWay.state !== 'known') {
    return [cannotTell(l10n.t('Whether a backup of {0} is running already is not known.', bucket), underWay)];
  }
  if (underWay.value.length === 0) return [];
  return [
    flaw(
      l10n.t('A backup of {0} is running already ({1}).', bucket, underWay.value.join(', ')),
      l10n.t('AWS Backup makes one at a time: this one would wait for the other to end.'),
    ),
  ];
}

/** Source: AWS Backup developer guide, S3 backups: options that differ are not used, and the job completes with issues. */
function optionsCheck({ vault, savesAcls, savesTags }: BackupRequest, facts: BucketFacts): readonly Check[] {
  const continuousVault = valueOf(facts.continuousVault);
  if ((savesAcls && savesTags) || continuousVault !== valueOf(vault.name)) return [];
  return [
    flaw(
      l10n.t('{0} has a continuous backup in this vault, which says whether ACLs and tags are saved.', facts.bucket),
      l10n.t('Where that differs from what is chosen here, the job completes with issues.'),
    ),
  ];
}

/** Source: AWS Backup developer guide, S3 backups: increments need an earlier backup in the same vault. */
function firstCheck({ vault }: BackupRequest, { bucket, isInVault }: BucketFacts): Check {
  const name = valueOf(vault.name) ?? vault.id;
  switch (ask(isInVault, (is) => is)) {
    case 'yes':
      return ok(l10n.t('The vault {0} holds a backup of {1}: only what has changed is added.', name, bucket));
    case 'no':
      return flaw(
        l10n.t('The vault {0} holds no backup of {1} yet: this one copies the whole bucket.', name, bucket),
        l10n.t('It takes longer and costs more than later ones. A vault that holds one needs only what has changed.'),
      );
    case 'unknown':
      return cannotTell(l10n.t('Whether the vault {0} holds a backup of {1} is not known.', name, bucket), isInVault);
  }
}
