import { setTimeout as sleep } from 'node:timers/promises';
import * as l10n from '@vscode/l10n';
import { window, workspace } from 'vscode';
import type { AccessPoint } from '../aws/accessPoints/accessPoints';
import type { CreateAccessPointInput } from '../aws/accessPoints/operations';
import { isUsable } from '../model/recoveryPoint';
import { capturesChanges, continuousWindow } from '../protection/recovery';
import { pointUri } from '../explorer/points/pointUri';
import { formatExact } from '../ui/format';
import type { Command, Services } from './command';
import { isOffered } from './insideOffer';
import type { BegunWork, WorkProgress } from './plannedWork';
import { doneText, openSession, previewInside } from './previewInside';
import type { ChosenPoint } from './whichPoint';
import { whichPoint } from './whichPoint';

/** How often an access point is asked whether it is ready, in milliseconds, and how often at most. */
const readiness = { every: 2_000, times: 90 } as const;

/** Lets a person choose files of a recovery point and opens them, or shows it beside the folders that are open. */
async function browse(accessPoint: AccessPoint, region: string): Promise<void> {
  const { alias, name } = accessPoint;
  if (alias === undefined) throw new Error(l10n.t('The access point {0} is {1}.', name, accessPoint.status));
  const root = pointUri({ alias, region, path: '' });
  const choose = l10n.t('Choose Files…');
  const add = l10n.t('Add to the Workspace');
  const items = [
    { label: choose, detail: l10n.t('Goes through the folders, and opens what is chosen, read-only.') },
    { label: add, detail: l10n.t('Shows it in the Explorer, read-only, until the folder is removed there.') },
  ];
  const picked = await window.showQuickPick(items, { placeHolder: l10n.t('The access point {0} can be read.', name) });
  if (picked?.label === add) {
    workspace.updateWorkspaceFolders(workspace.workspaceFolders?.length ?? 0, 0, { uri: root, name });
    return;
  }
  if (picked?.label !== choose) return;
  const files = await window.showOpenDialog({ defaultUri: root, canSelectMany: true, openLabel: l10n.t('Open') });
  for (const file of files ?? []) await window.showTextDocument(file, { preview: false });
}

async function untilReady(
  services: Services,
  arn: string,
  region: string,
  progress: WorkProgress,
): Promise<AccessPoint | undefined> {
  const { inside } = await openSession(services);
  const { readAccessPoint } = await import('../aws/accessPoints/accessPoints');
  for (let times = 0; times < readiness.times && !progress.isCancelled(); times += 1) {
    const found = await readAccessPoint(inside.backup(region), arn, inside.signal);
    if (found !== undefined && found.status !== 'CREATING') return found;
    progress.tell(l10n.t('waiting until it can be read'));
    await sleep(readiness.every, undefined, { signal: inside.signal });
  }
  return undefined;
}

async function create(
  services: Services,
  region: string,
  input: CreateAccessPointInput,
  progress: WorkProgress,
): Promise<BegunWork> {
  const { inside } = await openSession(services);
  const [{ createAccessPoint }, { sendRest }] = await Promise.all([
    import('../aws/accessPoints/operations'),
    import('../aws/restClient/send'),
  ]);
  const { AccessPointArn: arn } = await sendRest(inside.backup(region), createAccessPoint, input);
  const made = arn === undefined ? undefined : await untilReady(services, arn, region, progress);
  const remove = l10n.t(
    'Remove it with “S3 Backup: Remove an Access Point…” when you are done: its recovery point does not expire before.',
  );
  if (made?.status === 'AVAILABLE') {
    void browse(made, region).catch((error: unknown) => {
      services.log.error(error instanceof Error ? error : String(error));
    });
    return doneText(l10n.t('The access point {0} is there', input.Name), [remove]);
  }
  const status = made === undefined ? l10n.t('not ready yet') : `${made.status} ${made.statusMessage ?? ''}`.trim();
  return doneText(l10n.t('The access point {0} was asked for', input.Name), [
    l10n.t('It is {0}. Open the recovery point as files again in a while.', status),
    remove,
  ]);
}

/** Names of S3 access points: 3 to 50 lower-case letters, digits and hyphens, unique in the account and Region. */
function nameFor(bucket: string, now: Date): string {
  const stem = bucket
    .replaceAll(/[^a-z0-9-]/gu, '-')
    .slice(0, 30)
    .replace(/-+$/u, '');
  return `look-${stem}-${now.getTime().toString(36).slice(-6)}`;
}

/** Whole seconds of UTC, as AWS Backup takes them. */
function momentText(moment: Date): string {
  return `${moment.toISOString().slice(0, 19)}Z`;
}

/** Of a continuous recovery point one moment is shown. @returns `undefined` where the person gives up. */
async function askForMoment({ session, owner, point }: ChosenPoint): Promise<string | undefined> {
  const state = session.entry(owner.name)?.state;
  const isCapturing = state?.kind === 'read' && capturesChanges(state.reading.bucket);
  const { from, to } = continuousWindow(point, session.now(), isCapturing);
  const text = await window.showInputBox({
    title: l10n.t('Open a recovery point as files'),
    prompt: l10n.t('Which moment? In UTC, from {0}', formatExact(from)),
    value: momentText(to ?? from),
    validateInput: (value) => {
      const moment = Date.parse(value);
      if (Number.isNaN(moment)) return l10n.t('A moment is written like 2026-10-31T08:30:00Z.');
      return moment < from.getTime() ? l10n.t('It does not reach back so far.') : undefined;
    },
  });
  return text === undefined ? undefined : momentText(new Date(text));
}

async function preview(services: Services, chosen: ChosenPoint): Promise<void> {
  const { session, owner, point } = chosen;
  const moment = point.kind === 'continuous' ? await askForMoment(chosen) : undefined;
  if (point.kind === 'continuous' && moment === undefined) return;
  const input: CreateAccessPointInput = {
    Name: nameFor(owner.name, session.now()),
    RecoveryPointArn: point.arn,
    ...(moment !== undefined && { AccessPointMetadata: { AccessPointInTime: moment } }),
  };
  const { region } = owner;
  await previewInside(services, {
    notes: {
      title: l10n.t('Open {0} of {1} as files', owner.name, moment ?? formatExact(point.createdAt)),
      afterwards: [
        l10n.t(
          'A backup access point is made. What the recovery point holds can be read through it, and nothing written.',
        ),
        l10n.t('While it exists, the recovery point neither expires nor can it be deleted, and is billed on.'),
      ],
      costs: [
        l10n.t(
          'AWS bills the storage of the recovery point for as long as it is kept, and reads and requests through the access point.',
        ),
      ],
      undo: l10n.t('The access point can be removed at any time. The recovery point stays, and its expiry goes on.'),
      actions: [
        'backup:CreateBackupAccessPoint',
        'backup:DescribeBackupAccessPoint',
        'backup:ListBackupAccessPoints',
        's3:CreateAccessPoint',
        's3:GetAccessPoint',
        's3:GetObject',
        's3:ListBucket',
      ],
    },
    call: { service: 'backup', operation: 'CreateBackupAccessPoint', region, input },
    button: l10n.t('Make the Access Point'),
    begin: (now, progress) => create(now, region, input, progress),
  });
}

/** Opens what a recovery point holds as files: through the access point that there is, or one that is previewed first. */
export const openPoint: Command = {
  id: 's3backup.openPoint',
  run: async (services, argument) => {
    const chosen = await whichPoint(services, argument);
    if (chosen === undefined) return;
    const { session, owner, point } = chosen;
    if (!isUsable(point)) {
      throw new Error(l10n.t('This recovery point is {0}: it cannot be read.', point.status.toLowerCase()));
    }
    if (!(await isOffered(session, 'access-points', owner.region))) return;
    const all = await session.inside.accessPoints(owner.region);
    const ready = all.filter(
      ({ recoveryPointArn, status }) => recoveryPointArn === point.arn && status === 'AVAILABLE',
    );
    const [only] = ready;
    if (only === undefined || point.kind === 'continuous') {
      const items = ready.map((each) => ({ label: each.name, description: each.time ?? '', each }));
      const anew = { label: l10n.t('Another moment…'), description: '', each: undefined };
      if (items.length === 0) return preview(services, chosen);
      const picked = await window.showQuickPick([...items, anew], { placeHolder: l10n.t('Which access point?') });
      if (picked === anew) return preview(services, chosen);
      if (picked?.each !== undefined) await browse(picked.each, owner.region);
      return;
    }
    await browse(only, owner.region);
  },
};
