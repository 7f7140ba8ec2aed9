import * as l10n from '@vscode/l10n';
import { QuickPickItemKind } from 'vscode';
import { kindWord, unusualStatus } from '../explorer/buckets/pointWords';
import { ask } from '../model/fact';
import type { RecoveryPoint } from '../model/recoveryPoint';
import { isUsable } from '../model/recoveryPoint';
import { continuousPoint, continuousWindow, newestFirst } from '../protection/recovery';
import { bucketNameProblem } from '../protection/restore/bucketName';
import { readItems } from '../protection/restore/items';
import { newestMoment, originOf } from '../protection/restore/moments';
import { formatExact, formatSize, formatTime } from '../ui/format';
import { readMoment, suggestedMoments } from '../ui/moments';
import type { DraftStep } from '../ui/steps';
import { textStep } from '../ui/steps';
import type { DraftChoice } from './choices';
import { chooseOne } from './choices';
import { originAt } from './restoreOrigin';
import type { RestoreDraft, RestoreRole, RestoreSubject } from './restoreDraft';

type Step = DraftStep<RestoreDraft>;
type Choice = DraftChoice<RestoreDraft>;

/** Snapshots that are offered at once. */
const mostSnapshots = 200;

function separator(label: string): Choice {
  return { label, kind: QuickPickItemKind.Separator, then: {}, isChosen: false };
}

function momentChoices({ points, bucket, region, now }: RestoreSubject, draft: RestoreDraft): readonly Choice[] {
  const point = continuousPoint(points);
  if (point === undefined) return [];
  const { from } = continuousWindow(point, now, true);
  return suggestedMoments(from, newestMoment(now), now).map(({ label, at }) => ({
    label,
    description: formatTime(at, now),
    detail: formatExact(at),
    then: { origin: originOf(point, bucket, region, at), wanted: undefined },
    isChosen: draft.origin?.at === at.toISOString(),
  }));
}

function snapshotChoice(point: RecoveryPoint, { bucket, region, now }: RestoreSubject, draft: RestoreDraft): Choice {
  const size = point.sizeBytes === undefined ? undefined : formatSize(point.sizeBytes);
  const words = [unusualStatus(point), kindWord(point), size, point.vaultName].filter((word) => word !== undefined);
  return {
    label: `$(save) ${formatTime(point.createdAt, now)}`,
    description: words.join(' · '),
    detail: formatExact(point.createdAt),
    then: { origin: originOf(point, bucket, region), wanted: undefined },
    isChosen: draft.origin?.recoveryPointArn === point.arn,
  };
}

/** Two snapshots of the same minute have their vault or seconds in the label: a choice is known by its label. */
function withOwnLabels(choices: readonly Choice[]): readonly Choice[] {
  const seen = new Map<string, number>();
  return choices.map((choice) => {
    const times = (seen.get(choice.label) ?? 0) + 1;
    seen.set(choice.label, times);
    return times === 1 ? choice : { ...choice, label: `${choice.label} (${times})` };
  });
}

/** From which moment: suggested, typed, or a snapshot. */
function askOrigin(subject: RestoreSubject): Step {
  return (draft, place) => {
    const { points, now, title, unreadBefore } = subject;
    const snapshots = newestFirst(points).filter((point) => point.kind === 'snapshot' && isUsable(point));
    const moments = momentChoices(subject, draft);
    const items = [
      ...(moments.length === 0 ? [] : [separator(l10n.t('Moments, or type one'))]),
      ...moments,
      ...(snapshots.length === 0 ? [] : [separator(l10n.t('Snapshots'))]),
      ...withOwnLabels(snapshots.slice(0, mostSnapshots).map((point) => snapshotChoice(point, subject, draft))),
    ];
    const typed = (text: string): Partial<RestoreDraft> | undefined => {
      const at = readMoment(text, now);
      const origin = at && originAt(subject, at);
      if (origin !== undefined) return { origin, wanted: undefined };
      return at !== undefined && unreadBefore !== undefined && at < now ? { origin, wanted: at } : undefined;
    };
    const placeholder = l10n.t('Back to which moment? Choose, or type: 2 h ago, yesterday 18:00, 2026-03-01 09:30');
    return chooseOne(draft, { ...place, title }, { placeholder, items, typed });
  };
}

function askScope({ title }: RestoreSubject): Step {
  return (draft, place) =>
    chooseOne(
      draft,
      { ...place, title },
      {
        placeholder: l10n.t('What is to come back?'),
        items: [
          {
            label: l10n.t('The whole bucket'),
            description: l10n.t('one job'),
            then: { scope: { kind: 'all' } },
            isChosen: draft.scope.kind === 'all',
          },
          {
            label: l10n.t('Keys or prefixes…'),
            description: l10n.t('five in each job; more become several jobs'),
            then: { scope: { kind: 'items', items: draft.scope.kind === 'items' ? draft.scope.items : [] } },
            isChosen: draft.scope.kind === 'items',
          },
        ],
      },
    );
}

function askItems({ title, bucket }: RestoreSubject): Step {
  return async (draft, place) => {
    const before = draft.scope.kind === 'items' ? draft.scope.items : [];
    const result = await textStep({
      ...place,
      title,
      prompt: l10n.t(
        'Keys, and prefixes that end in a slash, separated by a comma and a space; s3:// addresses are taken too.',
      ),
      value: before.join(', '),
      validate: (text) => {
        const read = readItems(text, bucket);
        if ('foreign' in read) return l10n.t('{0} is not in the bucket {1}.', read.foreign, bucket);
        return read.items.length === 0 ? l10n.t('Name at least one key or prefix.') : undefined;
      },
    });
    if (result.kind !== 'value') return result;
    const read = readItems(result.value, bucket);
    return { kind: 'value', value: { ...draft, scope: { kind: 'items', items: 'items' in read ? read.items : [] } } };
  };
}

function askVersions({ title }: RestoreSubject): Step {
  return (draft, place) => {
    const choice = (label: string, description: string, versions: RestoreDraft['versions']): Choice => ({
      label,
      description,
      then: { versions },
      isChosen: draft.versions === versions,
    });
    const typed = (text: string): Partial<RestoreDraft> | undefined =>
      /^[1-9]\d{0,4}$/u.test(text) ? { versions: Number(text) } : undefined;
    return chooseOne(
      draft,
      { ...place, title },
      {
        placeholder: l10n.t('Which versions of each key? Choose, or type how many'),
        items: [
          choice(l10n.t('The newest version'), l10n.t('as the bucket looked at that moment'), 1),
          choice(l10n.t('The newest 5 versions'), l10n.t('with what each key was before'), 5),
          choice(l10n.t('All versions'), l10n.t('takes longer, and costs more storage'), 'all'),
        ],
        typed,
      },
    );
  };
}

function askDestination({ title, bucket, isThere, others }: RestoreSubject): Step {
  return (draft, place) => {
    const choice = (name: string): Choice => ({
      label: name,
      then: { destination: { kind: 'existing', bucket: name } },
      isChosen: draft.destination.kind === 'existing' && draft.destination.bucket === name,
    });
    const own: Choice = {
      ...choice(bucket),
      description: l10n.t('the bucket itself'),
      detail: l10n.t('What is there stays as it is, also where it is newer. What was deleted comes back.'),
    };
    const isNew: Choice = {
      label: l10n.t('$(add) New bucket…'),
      description: l10n.t('AWS Backup makes it'),
      then: { destination: { kind: 'new', bucket: draft.destination.kind === 'new' ? draft.destination.bucket : '' } },
      isChosen: draft.destination.kind === 'new',
    };
    return chooseOne(
      draft,
      { ...place, title },
      {
        placeholder: l10n.t('Into which bucket? It must be in the Region of the recovery point.'),
        items: [
          ...(isThere ? [own] : []),
          isNew,
          ...others.map(({ name, note }) => ({ ...choice(name), ...(note !== undefined && { description: note }) })),
        ],
      },
    );
  };
}

/** A name that is likely to be free. */
function proposedName(bucket: string, now: Date): string {
  const day = now.toISOString().slice(0, 10).replaceAll('-', '');
  return `${bucket.slice(0, 45).replace(/[.-]+$/u, '')}-restored-${day}`;
}

function askNewName({ title, bucket, now }: RestoreSubject): Step {
  return async (draft, place) => {
    const before = draft.destination.bucket;
    const result = await textStep({
      ...place,
      title,
      prompt: l10n.t('Name of the new bucket'),
      value: before === '' ? proposedName(bucket, now) : before,
      validate: bucketNameProblem,
    });
    return result.kind === 'value'
      ? { kind: 'value', value: { ...draft, destination: { kind: 'new', bucket: result.value } } }
      : result;
  };
}

function askEncryption({ title }: RestoreSubject): Step {
  return (draft, place) => {
    const choice = (label: string, description: string, encryption: RestoreDraft['encryption']): Choice => ({
      label,
      description,
      then: { encryption },
      isChosen: draft.encryption.kind === encryption.kind,
    });
    const key = draft.encryption.kind === 'SSE-KMS' ? draft.encryption.key : '';
    return chooseOne(
      draft,
      { ...place, title },
      {
        placeholder: l10n.t('How is what comes back to be encrypted?'),
        items: [
          choice(l10n.t('As each object was'), l10n.t('not possible for a copy from another Region'), {
            kind: 'original',
          }),
          choice('SSE-S3', l10n.t('with keys of S3'), { kind: 'SSE-S3' }),
          choice('SSE-KMS…', l10n.t('with a key of yours'), { kind: 'SSE-KMS', key }),
        ],
      },
    );
  };
}

function askKey({ title }: RestoreSubject): Step {
  return async (draft, place) => {
    const result = await textStep({
      ...place,
      title,
      prompt: l10n.t('ARN or id of the KMS key. The role must be allowed to use it.'),
      value: draft.encryption.kind === 'SSE-KMS' ? draft.encryption.key : '',
      validate: (text) => (/^\S+$/u.test(text) ? undefined : l10n.t('Give the ARN or the id of a key.')),
    });
    return result.kind === 'value'
      ? { kind: 'value', value: { ...draft, encryption: { kind: 'SSE-KMS', key: result.value } } }
      : result;
  };
}

function askAcls({ title }: RestoreSubject): Step {
  return (draft, place) =>
    chooseOne(
      draft,
      { ...place, title },
      {
        placeholder: l10n.t('Are access control lists (ACLs) to come back?'),
        items: [
          {
            label: l10n.t('Without ACLs'),
            description: l10n.t('right for buckets that have them off, as new ones do'),
            then: { restoresAcls: false },
            isChosen: !draft.restoresAcls,
          },
          {
            label: l10n.t('With ACLs'),
            description: l10n.t('the bucket must have them enabled, and they must have been backed up'),
            then: { restoresAcls: true },
            isChosen: draft.restoresAcls,
          },
        ],
      },
    );
}

function rightsWords({ facts: { canRestoreS3, trusted } }: RestoreRole): string {
  if (trusted.state === 'absent') return l10n.t('there is no such role');
  if (ask(trusted, (is) => is) === 'no') return l10n.t('AWS Backup cannot take it on');
  switch (ask(canRestoreS3, (can) => can)) {
    case 'yes':
      return l10n.t('can restore S3');
    case 'no':
      return l10n.t('cannot restore S3');
    case 'unknown':
      return l10n.t('whether it can restore S3 is not known');
  }
}

function askRole({ title, roles }: RestoreSubject): Step {
  return (draft, place) =>
    chooseOne(
      draft,
      { ...place, title },
      {
        placeholder: l10n.t(
          'By which role is AWS Backup to write it? Choose, or type an ARN. You need iam:PassRole for it.',
        ),
        items: roles.map((role) => ({
          label: role.arn.slice(role.arn.lastIndexOf('/') + 1),
          description: rightsWords(role),
          detail: role.arn,
          then: { role: role.arn },
          isChosen: draft.role === role.arn,
        })),
        typed: (text) => (/^arn:[^:]+:iam::\d{12}:role\/\S+$/u.test(text) ? { role: text } : undefined),
      },
    );
}

/** The steps, as far as the answers so far say which there are. @param asksOrigin Where the moment is not given. */
export function restoreSteps(subject: RestoreSubject, draft: RestoreDraft, asksOrigin: boolean): readonly Step[] {
  return [
    ...(asksOrigin ? [askOrigin(subject)] : []),
    askScope(subject),
    ...(draft.scope.kind === 'items' ? [askItems(subject)] : []),
    askVersions(subject),
    askDestination(subject),
    ...(draft.destination.kind === 'new' ? [askNewName(subject)] : []),
    askEncryption(subject),
    ...(draft.encryption.kind === 'SSE-KMS' ? [askKey(subject)] : []),
    askAcls(subject),
    askRole(subject),
  ];
}
