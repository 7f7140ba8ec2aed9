import { randomUUID } from 'node:crypto';
import * as l10n from '@vscode/l10n';
import { ProgressLocation, window } from 'vscode';
import type { PlannedBackup } from '../aws/backupNow/startBackups';
import { knownRoles } from '../aws/changes/protectOptions';
import { describeConnection } from '../aws/connection';
import type { RegionReading } from '../aws/region';
import type { AccountSession } from '../explorer/session/accountSession';
import type { ReadBucket } from '../explorer/session/bucketEntry';
import { valueOf } from '../model/fact';
import type { BackupRequest } from '../protection/backupNow/request';
import { isStopped } from '../protection/check';
import { continuousPoint } from '../protection/recovery';
import type { BackupPreview } from '../ui/backupPreview';
import { walkSteps } from '../ui/steps';
import type { BackupDraft, BackupSubject } from './backupSteps';
import { backupSteps, firstBackupDraft, isAirGapped, vaultsToOffer } from './backupSteps';
import { bucketsToChange, nameBuckets } from './bucketsToChange';
import type { Command, Services } from './command';
import type { BegunWork, PlannedWork, WorkProgress } from './plannedWork';
import { commandConnection } from './previewedChange';
import { previewWork } from './previewWork';
import { onlyRegion, readBuckets, readingOf } from './regionSubject';

/** What is to be backed up, and what is known of it. */
interface Looked {
  readonly session: AccountSession;
  readonly reading: RegionReading;
  readonly names: readonly string[];
  readonly states: readonly ReadBucket[];
  readonly subject: BackupSubject;
}

/** @throws Error where nothing can be offered. */
function refuse({ vaults, region }: RegionReading): void {
  if (vaults.items.length > 0) return;
  if (vaults.completeness.kind === 'partial') {
    throw new Error(l10n.t('The backup vaults of {0} could not be read: {1}', region, vaults.completeness.why));
  }
  throw new Error(l10n.t('There is no backup vault in {0}. Protecting a bucket makes one.', region));
}

async function lookAt(services: Services, row: unknown, selected: unknown): Promise<Looked | undefined> {
  const places = await bucketsToChange(services, row, selected);
  const session = await services.current.open();
  if (places.length === 0 || session === undefined) return undefined;
  const title = l10n.t('Back up {0}', nameBuckets(places));
  const region = onlyRegion(places, (regions) =>
    l10n.t('A backup vault is in one Region. Choose buckets of one of them: {0}.', regions),
  );
  const names = places.map(({ bucket }) => bucket);
  return window.withProgress({ location: ProgressLocation.Window, title }, async () => {
    const [reading, states] = await Promise.all([readingOf(region, session), readBuckets(names, session)]);
    refuse(reading);
    const all = knownRoles(reading, undefined);
    const roles = all.filter(({ canBackUpS3 }) => canBackUpS3 !== 'no');
    const bucketArns = states.map((state) => state.reading.bucket.id);
    const subject = { title, reading, bucketArns, roles, rolesLeftOut: all.length - roles.length };
    return { session, reading, names, states, subject };
  });
}

function requestOf(draft: BackupDraft, { names, reading }: Looked): BackupRequest | undefined {
  const { vault, roleArn, ...rest } = draft;
  if (vault === undefined || roleArn === undefined) return undefined;
  const request = { ...rest, region: reading.region, buckets: names, vault, roleArn };
  if (!isAirGapped(vault)) return request;
  const fallback = vaultsToOffer(reading).find((other) => !isAirGapped(other));
  const fallbackVault = fallback && valueOf(fallback.name);
  if (fallbackVault === undefined) {
    throw new Error(
      l10n.t('AWS Backup wants a standard vault to be named beside an air-gapped one, and there is none.'),
    );
  }
  return { ...request, fallbackVault };
}

function continuousVaults({ states }: Looked): ReadonlyMap<string, string> {
  return new Map(
    states.flatMap(({ reading: { bucket, points } }) => {
      const point = continuousPoint(valueOf(points) ?? []);
      const name = valueOf(bucket.name);
      return point === undefined || name === undefined ? [] : [[name, point.vaultName] as const];
    }),
  );
}

/** Reads what a backup hangs on. Nothing is started. */
async function plan(request: BackupRequest, looked: Looked): Promise<BackupPreview> {
  const { session, reading, subject } = looked;
  const [{ readBackupFacts }, { backupInput }, { bucketChecks, commonChecks }] = await Promise.all([
    import('../aws/backupNow/readBackupFacts'),
    import('../aws/backupNow/backupCalls'),
    import('../protection/backupNow/preflight'),
  ]);
  const target = await session.changeTarget();
  const facts = await readBackupFacts(request, reading, continuousVaults(looked), target);
  const common = commonChecks(request, facts);
  const byBucket = facts.buckets.map((each) => ({ bucket: each.bucket, checks: bucketChecks(request, each) }));
  const backups = byBucket
    .filter(({ checks }) => !isStopped([...common, ...checks]))
    .map(({ bucket }): PlannedBackup => ({
      bucket,
      title: l10n.t('Back up {0}', bucket),
      input: backupInput(request, bucket, randomUUID()),
    }));
  return { title: subject.title, account: target.account, asOf: session.now(), request, common, byBucket, backups };
}

async function begin(services: Services, preview: BackupPreview, progress: WorkProgress): Promise<BegunWork> {
  const { current, activity } = services;
  const session = await current.open();
  const { connection } = current;
  if (session === undefined || connection === undefined)
    throw new Error(l10n.t('There is no connection to an account.'));
  const [{ startBackups }, { backupReport }, target] = await Promise.all([
    import('../aws/backupNow/startBackups'),
    import('../ui/backupPreview'),
    session.changeTarget(),
  ]);
  const { backups, request } = preview;
  const planned = {
    region: request.region,
    connection: describeConnection(connection),
    group: randomUUID(),
    backups,
  };
  const work = await services.work();
  const outcomes = await work.use((journal) =>
    startBackups(planned, journal, target, {
      isCancelled: () => progress.isCancelled(),
      begins: ({ title }, index) => {
        if (backups.length > 1) progress.tell(l10n.t('{0} of {1}: {2}', index + 1, backups.length, title));
      },
    }),
  );
  void activity.refresh();
  const names = backups.map(({ bucket }) => bucket);
  const isDone = outcomes.every(({ kind }) => kind === 'started');
  return {
    text: backupReport(preview.title, names, outcomes),
    actions: [
      { title: l10n.t('Show Activity'), command: 's3backup.activity.focus' },
      ...(names.length === 1
        ? [{ title: l10n.t('Go to {0}', names[0] ?? ''), command: 's3backup.goToBucket', argument: names[0] }]
        : []),
    ],
    isDone,
  };
}

/** Asks how some buckets are to be backed up, checks it, and shows the calls. */
export const backUpNow: Command = {
  id: 's3backup.backUpNow',
  run: async (services, row, selected) => {
    const looked = await lookAt(services, row, selected);
    const { connection } = services.current;
    if (looked === undefined || connection === undefined) return;
    const draft = await walkSteps(firstBackupDraft(looked.subject), () => backupSteps(looked.subject));
    const request = draft && requestOf(draft, looked);
    if (request === undefined) return;
    const preview = await window.withProgress(
      { location: ProgressLocation.Window, title: l10n.t('Reading what is there') },
      () => plan(request, looked),
    );
    const [{ backupPreview }, { backupCall }] = await Promise.all([
      import('../ui/backupPreview'),
      import('../aws/backupNow/backupCalls'),
    ]);
    const { title, backups, account } = preview;
    const planned: PlannedWork<Services> = {
      title,
      connection,
      account,
      calls: backups.map(({ input }) => backupCall(request.region, input)),
      question: { lines: backups.map((backup) => backup.title), button: l10n.t('Start Backup') },
      canBegin: backups.length > 0,
      begin: (now, progress) => begin(now, preview, progress),
    };
    await previewWork(services, planned, backupPreview(preview, commandConnection(connection)));
  },
};
