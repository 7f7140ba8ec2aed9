import { randomUUID } from 'node:crypto';
import * as l10n from '@vscode/l10n';
import { ProgressLocation, window } from 'vscode';
import type { PointsOwner } from '../explorer/buckets/nodes';
import type { AccountSession } from '../explorer/session/accountSession';
import type { RecoveryPoint } from '../model/recoveryPoint';
import { originOf } from '../protection/restore/moments';
import type { RestoreOrigin, RestoreRequest } from '../protection/restore/request';
import { formatExact } from '../ui/format';
import { walkSteps } from '../ui/steps';
import type { Command, Services } from './command';
import { previewRestore } from './previewRestore';
import type { RestoreDraft, RestoreSubject } from './restoreDraft';
import { originAt } from './restoreOrigin';
import type { WantedPoints } from './restoreSubject';
import { whichBucketOrGone } from './whichBucketOrGone';

/** A moment that the recovery timeline, or whoever else, hands over. */
export interface MomentArgument {
  readonly kind: 'moment';
  readonly bucket: string;
  readonly region: string;
  /** ISO 8601. */
  readonly at: string;
  /** The recovery point to be used, where one is meant. */
  readonly recoveryPointArn?: string;
}

/** Keys that a search has found in a recovery point. */
export interface ItemsArgument {
  readonly kind: 'items';
  readonly bucket: string;
  readonly recoveryPointArn: string;
  readonly keys: readonly string[];
}

/** What a restore begins with: a bucket, and perhaps a recovery point or a moment. */
interface Beginning {
  readonly bucket: string;
  readonly owner?: PointsOwner;
  readonly point?: RecoveryPoint;
  readonly moment?: MomentArgument;
  readonly found?: ItemsArgument;
}

function fieldsOf(argument: unknown): Readonly<Record<string, unknown>> {
  return typeof argument === 'object' && argument !== null ? { ...argument } : {};
}

function isMoment(argument: unknown): argument is MomentArgument {
  const { kind, bucket, region, at, recoveryPointArn } = fieldsOf(argument);
  const texts = [bucket, region, at].every((field) => typeof field === 'string');
  const isPointGiven = recoveryPointArn === undefined || typeof recoveryPointArn === 'string';
  return kind === 'moment' && texts && isPointGiven && Number.isFinite(Date.parse(String(at)));
}

function isItems(argument: unknown): argument is ItemsArgument {
  const { kind, bucket, recoveryPointArn, keys } = fieldsOf(argument);
  const areKeys = Array.isArray(keys) && keys.every((key) => typeof key === 'string');
  return kind === 'items' && typeof bucket === 'string' && typeof recoveryPointArn === 'string' && areKeys;
}

/** A row of recovery points, or of one, says whose they are. */
function isOwned(argument: unknown): argument is { readonly owner: PointsOwner; readonly point?: RecoveryPoint } {
  const { owner } = fieldsOf(argument);
  return typeof owner === 'object' && owner !== null && typeof Reflect.get(owner, 'name') === 'string';
}

async function beginningOf({ current }: Services, argument: unknown): Promise<Beginning | undefined> {
  if (isMoment(argument)) return { bucket: argument.bucket, moment: argument };
  if (isItems(argument)) return { bucket: argument.bucket, found: argument };
  if (isOwned(argument)) {
    const { owner, point } = argument;
    return { bucket: owner.name, owner, ...(point !== undefined && { point }) };
  }
  const bucket = await whichBucketOrGone(current, argument);
  return bucket === undefined ? undefined : { bucket };
}

/** The recovery point and moment that are given; nothing where they are to be asked for. */
function givenOrigin(beginning: Beginning, subject: RestoreSubject): Pick<RestoreDraft, 'origin'> {
  const { bucket, region, points } = subject;
  const { moment, found } = beginning;
  const point = beginning.point ?? points.find(({ arn }) => arn === found?.recoveryPointArn);
  if (point?.kind === 'snapshot') return { origin: originOf(point, bucket, region) };
  if (moment === undefined) return {};
  const at = new Date(moment.at);
  const meant = points.find(({ arn }) => arn === moment.recoveryPointArn);
  return { origin: meant === undefined ? requireOrigin(subject, at) : originOf(meant, bucket, region, at) };
}

/** @throws Error where nothing reaches back to the moment. */
function requireOrigin(subject: RestoreSubject, at: Date): RestoreOrigin {
  const origin = originAt(subject, at);
  if (origin !== undefined) return origin;
  throw new Error(l10n.t('No recovery point of {0} reaches back to {1}.', subject.bucket, formatExact(at)));
}

/** The recovery point that was chosen, or that is looked for among older ones now. */
async function originFor(
  { origin, wanted }: RestoreDraft,
  { bucket, owner }: Beginning,
  session: AccountSession,
): Promise<RestoreOrigin | undefined> {
  if (origin !== undefined || wanted === undefined) return origin;
  const { restoreSubject } = await import('./restoreSubject');
  return requireOrigin(await restoreSubject(bucket, owner, { at: wanted }, session), wanted);
}

function requestOf(draft: RestoreDraft, origin: RestoreOrigin): RestoreRequest {
  const { scope, versions, destination, encryption, restoresAcls, role } = draft;
  return { origin, scope, versions, destination, encryption, restoresAcls, role };
}

function firstDraft({ bucket, isThere, roles }: RestoreSubject): RestoreDraft {
  return {
    scope: { kind: 'all' },
    versions: 1,
    destination: isThere ? { kind: 'existing', bucket } : { kind: 'new', bucket: '' },
    encryption: { kind: 'original' },
    restoresAcls: false,
    role: roles[0]?.arn ?? '',
  };
}

/** What has to be read before anything is asked. */
function wantedBy({ moment, found }: Beginning): WantedPoints {
  if (found !== undefined) return { arn: found.recoveryPointArn };
  return moment === undefined ? {} : { arn: moment.recoveryPointArn, at: new Date(moment.at) };
}

/** Asks what is to come back and where to, and shows what it takes. Nothing begins. */
export const restore: Command = {
  id: 's3backup.restore',
  run: async (services, argument) => {
    const session = await services.current.open();
    if (session === undefined) throw new Error(l10n.t('There is no connection to an account.'));
    const beginning = await beginningOf(services, argument);
    if (beginning === undefined) return;
    const [{ restoreSubject }, { restoreSteps }] = await Promise.all([
      import('./restoreSubject'),
      import('./restoreSteps'),
    ]);
    const subject = await restoreSubject(beginning.bucket, beginning.owner, wantedBy(beginning), session);
    const given = givenOrigin(beginning, subject);
    const asksOrigin = given.origin === undefined;
    const { found } = beginning;
    const scope = found && ({ scope: { kind: 'items', items: found.keys } } as const);
    const draft = await walkSteps({ ...firstDraft(subject), ...given, ...scope }, (answers) =>
      restoreSteps(subject, answers, asksOrigin),
    );
    const origin = draft && (await originFor(draft, beginning, session));
    if (draft === undefined || origin === undefined) return;
    const { title } = subject;
    await window.withProgress({ location: ProgressLocation.Window, title }, () =>
      previewRestore(services, session, title, requestOf(draft, origin), randomUUID()),
    );
  },
};
