import * as l10n from '@vscode/l10n';
import type { KnownRole } from '../aws/changes/protectOptions';
import type { RegionReading } from '../aws/region';
import { absent, ask, known, valueOf } from '../model/fact';
import type { BackupVault } from '../model/vault';
import { retentionConflict } from '../protection/vaultLock';
import type { DraftStep } from '../ui/steps';
import { pickStep } from '../ui/steps';
import { rightsWords } from './attachS3Policy';
import type { Choice } from './choose';
import { choose } from './choose';
import { daysProblem } from './lifecycleSteps';
import { lockWords } from './vaultWords';

/** What the questions are about. */
export interface BackupSubject {
  readonly title: string;
  readonly reading: RegionReading;
  readonly bucketArns: readonly string[];
  /** Those that can, and those of which nobody knows. */
  readonly roles: readonly KnownRole[];
  /** How many more there are that cannot. */
  readonly rolesLeftOut: number;
}

/** What is answered so far. */
export interface BackupDraft {
  readonly vault: BackupVault | undefined;
  readonly roleArn: string | undefined;
  /** `undefined` keeps it until somebody deletes it. */
  readonly days: number | undefined;
  readonly savesAcls: boolean;
  readonly savesTags: boolean;
  readonly isIndexed: boolean;
}

type Step = DraftStep<BackupDraft>;

/** The vault that AWS makes for everybody. Source: AWS Backup developer guide, creating a backup vault. */
const defaultVault = 'Default';

/** Source: AWS Backup API reference, Lifecycle. */
const mostDays = 36_500;

/** A month and the days until somebody looks: what AWS Backup's own plans keep. */
const usualDays = 35;

const commonDays: readonly number[] = [7, usualDays, 90, 365];

export function isAirGapped({ kind }: BackupVault): boolean {
  return ask(kind, (is) => is === 'air-gapped') === 'yes';
}

function isLocked({ locked }: BackupVault): boolean {
  return ask(locked, (is) => is) === 'yes';
}

/** In which vaults nobody is surprised first. */
function rankOf(vault: BackupVault): number {
  if (valueOf(vault.name) === defaultVault) return 0;
  if (isAirGapped(vault)) return 3;
  return isLocked(vault) ? 2 : 1;
}

/** The vaults of the Region: AWS's default first, then those that are not locked, air-gapped ones last. */
export function vaultsToOffer({ vaults }: RegionReading): readonly BackupVault[] {
  const nameOf = ({ name }: BackupVault): string => valueOf(name) ?? '';
  return vaults.items
    .filter((vault) => nameOf(vault) !== '')
    .toSorted((one, other) => rankOf(one) - rankOf(other) || nameOf(one).localeCompare(nameOf(other)));
}

/** The vault with the newest backup of the first bucket, where the next one needs only what has changed. */
function usualVault({ reading, bucketArns: [arn = ''] }: BackupSubject): BackupVault | undefined {
  const last = valueOf(reading.protectedBuckets)?.get(arn)?.lastVault;
  return reading.vaults.items.find((vault) => valueOf(vault.name) === last && !isAirGapped(vault));
}

export function firstBackupDraft(subject: BackupSubject): BackupDraft {
  const vault = usualVault(subject) ?? vaultsToOffer(subject.reading)[0];
  return {
    vault,
    roleArn: subject.roles[0]?.arn,
    days: usualDays,
    savesAcls: true,
    savesTags: true,
    isIndexed: false,
  };
}

function vaultDescription(vault: BackupVault): string | undefined {
  const lock = lockWords(valueOf(vault.minRetentionDays), valueOf(vault.maxRetentionDays));
  if (isAirGapped(vault)) return l10n.t('air-gapped · {0}', lock);
  return isLocked(vault) ? lock : undefined;
}

function askVault({ title, reading }: BackupSubject): Step {
  return (draft, place) => {
    const items = vaultsToOffer(reading).map((vault): Choice<BackupDraft> => {
      const description = vaultDescription(vault);
      return {
        label: valueOf(vault.name) ?? vault.id,
        ...(description !== undefined && { description }),
        then: { vault, ...(isAirGapped(vault) && { isIndexed: false }) },
        isChosen: draft.vault?.id === vault.id,
      };
    });
    return choose(draft, { ...place, title }, l10n.t('Into which vault?'), items);
  };
}

/** Source: IAM user guide, identifiers. */
const roleArnPattern = /^arn:aws[\w-]*:iam::\d{12}:role\/[\w+=,.@/-]{1,512}$/u;

function askRole({ title, roles, rolesLeftOut }: BackupSubject): Step {
  return (draft, place) => {
    const items = roles.map((role): Choice<BackupDraft> => {
      const label = role.arn.slice(role.arn.lastIndexOf('/') + 1);
      return {
        label,
        description: rightsWords(role),
        detail: role.arn,
        then: { roleArn: role.arn },
        isChosen: draft.roleArn === role.arn,
      };
    });
    const typedBefore = draft.roleArn;
    const isListed = roles.some(({ arn }) => arn === typedBefore);
    const typedItem: readonly Choice<BackupDraft>[] =
      typedBefore === undefined || isListed
        ? []
        : [{ label: typedBefore, description: l10n.t('as typed'), then: {}, isChosen: true }];
    const left = rolesLeftOut === 0 ? '' : l10n.t(' ({0} that cannot back up S3 are left out)', rolesLeftOut);
    const placeholder = l10n.t(
      'By which role is AWS Backup to read it? Choose one, or type the ARN of another.{0}',
      left,
    );
    return choose(draft, { ...place, title }, placeholder, [...typedItem, ...items], {
      problem: (text) => (roleArnPattern.test(text) ? undefined : l10n.t('The ARN of a role.')),
      then: (roleArn) => ({ roleArn }),
    });
  };
}

/** Whether a locked vault takes the retention. */
function takes(vault: BackupVault | undefined, days: number | undefined): boolean {
  return vault === undefined || retentionConflict(vault, days === undefined ? absent : known(days)) === undefined;
}

function retentionChoice(days: number | undefined, draft: BackupDraft): Choice<BackupDraft> {
  return {
    label: days === undefined ? l10n.t('Until somebody deletes it') : l10n.t('{0} days', days),
    then: { days },
    isChosen: draft.days === days,
  };
}

function askRetention({ title }: BackupSubject): Step {
  return (draft, place) => {
    const { vault } = draft;
    const bounds = vault === undefined ? [] : [valueOf(vault.minRetentionDays), valueOf(vault.maxRetentionDays)];
    const offered = new Set([...commonDays, ...bounds, draft.days].filter((days) => days !== undefined));
    const days = [...offered].toSorted((one, other) => one - other);
    const items = [...days, undefined].filter((kept) => takes(vault, kept)).map((kept) => retentionChoice(kept, draft));
    const placeholder = l10n.t('How long is it kept? Choose, or type a number of days.');
    return choose(draft, { ...place, title }, placeholder, items, {
      problem: (text) =>
        daysProblem(text, mostDays) ??
        (takes(vault, Number(text)) ? undefined : l10n.t('The lock of the vault does not take it.')),
      then: (text) => ({ days: Number(text) }),
    });
  };
}

function askOptions({ title }: BackupSubject): Step {
  return async (draft, place) => {
    const acls = { label: l10n.t('ACLs of objects'), description: l10n.t('saved beside the data') };
    const tags = { label: l10n.t('Tags of objects'), description: l10n.t('saved beside the data') };
    const index = {
      label: l10n.t('An index of the objects'),
      description: l10n.t('to search without a restore; billed'),
    };
    const canIndex = draft.vault !== undefined && !isAirGapped(draft.vault);
    const chosen = [
      ...(draft.savesAcls ? [acls.label] : []),
      ...(draft.savesTags ? [tags.label] : []),
      ...(draft.isIndexed ? [index.label] : []),
    ];
    const placeholder = l10n.t('What is to be saved beside the objects?');
    const items = [acls, tags, ...(canIndex ? [index] : [])];
    const result = await pickStep({ ...place, title, placeholder, items, chosen, many: true, mayBeEmpty: true });
    if (result.kind !== 'value') return result;
    const has = (label: string): boolean => result.value.includes(label);
    return {
      kind: 'value',
      value: {
        ...draft,
        savesAcls: has(acls.label),
        savesTags: has(tags.label),
        isIndexed: canIndex && has(index.label),
      },
    };
  };
}

export function backupSteps(subject: BackupSubject): readonly Step[] {
  return [askVault(subject), askRole(subject), askRetention(subject), askOptions(subject)];
}
