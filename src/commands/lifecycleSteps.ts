import * as l10n from '@vscode/l10n';
import type { QuickPickItem } from 'vscode';
import type { LifecycleWish } from '../aws/changes/goal';
import type { DraftStep } from '../ui/steps';
import { pickStep, textStep } from '../ui/steps';

type WishKind = LifecycleWish['kind'];

/** What the lifecycle rules are to do, as far as it is answered. */
export interface LifecycleDraft {
  readonly wishes: readonly WishKind[];
  readonly noncurrentDays: number;
}

/** Long enough to notice a mistake, short enough not to pay for every version for ever. */
export const firstLifecycleDraft: LifecycleDraft = {
  wishes: ['expireNoncurrentVersions', 'removeExpiredDeleteMarkers', 'abortIncompleteMultipartUploads'],
  noncurrentDays: 30,
};

/** How it is asked. */
export interface LifecycleQuestion {
  readonly title: string;
  readonly placeholder: string;
}

/** Days after which an upload that nobody goes on with is given up. */
const uploadDays = 7;

interface WishItem extends QuickPickItem {
  readonly wish: WishKind;
}

function wishItems({ noncurrentDays }: LifecycleDraft): readonly WishItem[] {
  return [
    {
      label: l10n.t('Expire noncurrent versions'),
      description: l10n.t('{0} days after they were overwritten or deleted', noncurrentDays),
      wish: 'expireNoncurrentVersions',
    },
    {
      label: l10n.t('Remove expired object delete markers'),
      description: l10n.t('those with no version left beneath them'),
      wish: 'removeExpiredDeleteMarkers',
    },
    {
      label: l10n.t('Abort incomplete multipart uploads'),
      description: l10n.t('{0} days after they were begun', uploadDays),
      wish: 'abortIncompleteMultipartUploads',
    },
  ];
}

function askWishes<Draft extends LifecycleDraft>({ title, placeholder }: LifecycleQuestion): DraftStep<Draft> {
  return async (draft, place) => {
    const items = wishItems(draft);
    const chosen = items.filter(({ wish }) => draft.wishes.includes(wish)).map(({ label }) => label);
    const options = { title, placeholder, items, chosen, many: true, mayBeEmpty: true };
    const result = await pickStep({ ...place, ...options });
    if (result.kind !== 'value') return result;
    const wishes = items.filter(({ label }) => result.value.includes(label)).map(({ wish }) => wish);
    return { kind: 'value', value: { ...draft, wishes } };
  };
}

/** A whole number of days from 1 up. */
export function daysProblem(text: string, most: number): string | undefined {
  const isWhole = /^\d+$/u.test(text) && Number(text) >= 1 && Number(text) <= most;
  return isWhole ? undefined : l10n.t('A number of days from 1 to {0}.', most);
}

/** Source: Amazon S3 API reference: days are 32-bit integers. */
const mostDays = 2_147_483_647;

function askNoncurrentDays<Draft extends LifecycleDraft>(title: string): DraftStep<Draft> {
  return async (draft, place) => {
    const result = await textStep({
      ...place,
      title,
      prompt: l10n.t('Days after which a noncurrent version is deleted for good, unless a recovery point holds it'),
      value: String(draft.noncurrentDays),
      validate: (text) => daysProblem(text, mostDays),
    });
    return result.kind === 'value'
      ? { kind: 'value', value: { ...draft, noncurrentDays: Number(result.value) } }
      : result;
  };
}

/** Asks what lifecycle rules are to do. */
export function lifecycleSteps<Draft extends LifecycleDraft>(
  draft: Draft,
  question: LifecycleQuestion,
): readonly DraftStep<Draft>[] {
  const asksDays = draft.wishes.includes('expireNoncurrentVersions');
  return [askWishes(question), ...(asksDays ? [askNoncurrentDays<Draft>(question.title)] : [])];
}

export function wishesOf({ wishes, noncurrentDays }: LifecycleDraft): readonly LifecycleWish[] {
  return wishes.map((kind): LifecycleWish => {
    switch (kind) {
      case 'expireNoncurrentVersions':
        return { kind, days: noncurrentDays };
      case 'removeExpiredDeleteMarkers':
        return { kind };
      case 'abortIncompleteMultipartUploads':
        return { kind, days: uploadDays };
    }
  });
}
