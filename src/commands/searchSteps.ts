import * as l10n from '@vscode/l10n';
import type { IndexedPoint } from '../aws/search/pointIndex';
import type { SearchWish } from '../aws/search/search';
import { mostSearchedPoints } from '../aws/search/search';
import { formatExact } from '../ui/format';
import type { DraftStep, StepResult } from '../ui/steps';
import { pickStep, textStep, walkSteps } from '../ui/steps';

/** What is known of a search while it is asked for. */
interface Draft {
  readonly points: readonly string[];
  readonly operator: SearchWish['key']['operator'];
  readonly value: string;
  readonly limit: Limit;
  readonly limitText: string;
}

type Limit = 'none' | 'least-bytes' | 'most-bytes' | 'not-before' | 'not-after';

const operators = ['CONTAINS', 'BEGINS_WITH', 'ENDS_WITH', 'EQUALS_TO'] as const;
const limits = ['none', 'least-bytes', 'most-bytes', 'not-before', 'not-after'] as const;

function operatorWord(operator: Draft['operator']): string {
  switch (operator) {
    case 'CONTAINS':
      return l10n.t('The key contains…');
    case 'BEGINS_WITH':
      return l10n.t('The key begins with…');
    case 'ENDS_WITH':
      return l10n.t('The key ends with…');
    case 'EQUALS_TO':
      return l10n.t('The key is…');
  }
}

function limitWord(limit: Limit): string {
  switch (limit) {
    case 'none':
      return l10n.t('Nothing more');
    case 'least-bytes':
      return l10n.t('At least so many bytes…');
    case 'most-bytes':
      return l10n.t('At most so many bytes…');
    case 'not-before':
      return l10n.t('Not older than…');
    case 'not-after':
      return l10n.t('Not newer than…');
  }
}

function mapResult<T, U>(result: StepResult<T>, change: (value: T) => U): StepResult<U> {
  return result.kind === 'value' ? { kind: 'value', value: change(result.value) } : result;
}

function pointLabel({ arn, createdAt }: IndexedPoint): string {
  return createdAt === undefined ? arn : formatExact(createdAt);
}

function pointsStep(title: string, indexed: readonly IndexedPoint[]): DraftStep<Draft> {
  return async (draft, place) => {
    const chosen = indexed.filter(({ arn }) => draft.points.includes(arn)).map(pointLabel);
    const result = await pickStep({
      ...place,
      title,
      placeholder: l10n.t('In which recovery points? At most {0} at once.', mostSearchedPoints),
      items: indexed.map((point) => ({ label: pointLabel(point), description: point.arn })),
      chosen,
      many: true,
    });
    return mapResult(result, (labels) => {
      const points = indexed.filter((point) => labels.includes(pointLabel(point))).map(({ arn }) => arn);
      return { ...draft, points: points.slice(0, mostSearchedPoints) };
    });
  };
}

function operatorStep(title: string): DraftStep<Draft> {
  return async (draft, place) => {
    const items = operators.map((operator) => ({ label: operatorWord(operator) }));
    const chosen = [operatorWord(draft.operator)];
    const result = await pickStep({ ...place, title, placeholder: l10n.t('What is looked for?'), items, chosen });
    return mapResult(result, ([label]) => {
      return { ...draft, operator: operators.find((each) => operatorWord(each) === label) ?? draft.operator };
    });
  };
}

function valueStep(title: string): DraftStep<Draft> {
  return async (draft, place) => {
    const result = await textStep({
      ...place,
      title,
      prompt: operatorWord(draft.operator),
      value: draft.value,
      validate: (text) => (text === '' ? l10n.t('A part of the key is needed.') : undefined),
    });
    return mapResult(result, (value) => ({ ...draft, value }));
  };
}

function limitStep(title: string): DraftStep<Draft> {
  return async (draft, place) => {
    const items = limits.map((limit) => ({ label: limitWord(limit) }));
    const chosen = [limitWord(draft.limit)];
    const result = await pickStep({ ...place, title, placeholder: l10n.t('And what more?'), items, chosen });
    return mapResult(result, ([label]) => {
      return { ...draft, limit: limits.find((each) => limitWord(each) === label) ?? 'none' };
    });
  };
}

function isTime(limit: Limit): boolean {
  return limit === 'not-before' || limit === 'not-after';
}

function limitTextStep(title: string): DraftStep<Draft> {
  return async (draft, place) => {
    const result = await textStep({
      ...place,
      title,
      prompt: isTime(draft.limit) ? l10n.t('A date such as 2026-10-31') : l10n.t('A number of bytes'),
      value: draft.limitText,
      validate: (text) => {
        if (isTime(draft.limit)) return Number.isNaN(Date.parse(text)) ? l10n.t('This is no date.') : undefined;
        return /^\d+$/u.test(text) ? undefined : l10n.t('This is no number.');
      },
    });
    return mapResult(result, (limitText) => ({ ...draft, limitText }));
  };
}

function wishOf({ points, operator, value, limit, limitText }: Draft): SearchWish {
  const wish = { recoveryPointArns: points, key: { operator, value } };
  switch (limit) {
    case 'none':
      return wish;
    case 'least-bytes':
      return { ...wish, leastBytes: Number(limitText) };
    case 'most-bytes':
      return { ...wish, mostBytes: Number(limitText) };
    case 'not-before':
      return { ...wish, notBefore: new Date(limitText) };
    case 'not-after':
      return { ...wish, notAfter: new Date(limitText) };
  }
}

/**
 * Asks what is looked for, and where.
 * @param chosen The recovery points that are chosen at first.
 * @returns `undefined` where the person gives up.
 */
export async function askForSearch(
  title: string,
  indexed: readonly IndexedPoint[],
  chosen: readonly string[],
): Promise<SearchWish | undefined> {
  const first: Draft = { points: chosen, operator: 'CONTAINS', value: '', limit: 'none', limitText: '' };
  const draft = await walkSteps(first, ({ limit }) => [
    pointsStep(title, indexed),
    operatorStep(title),
    valueStep(title),
    limitStep(title),
    ...(limit === 'none' ? [] : [limitTextStep(title)]),
  ]);
  return draft && wishOf(draft);
}
