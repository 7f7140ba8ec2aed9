import * as l10n from '@vscode/l10n';
import type { Fact } from '../model/fact';
import { ask, valueOf } from '../model/fact';
import { parseArn, partitionOf } from '../model/arn';
import type { Estate } from '../model/estate';
import type { BackupSelection } from '../model/selection';
import type { Severity } from '../model/finding';
import type { RemedyOf } from '../model/remedy';
import { conditionPrefix } from '../protection/selection';
import type { Rule, Violation } from './rule';
import { fix, pointAt } from './rule';

/** What is wrong, and the fact that says so; the selection itself where something is missing. */
interface Fault {
  readonly message: string;
  readonly brief: string;
  readonly fact?: Fact<unknown>;
  readonly severity?: Severity;
  /** What was meant, where only one thing can have been. */
  readonly correction?: RemedyOf<'correct'>;
}

function selectsNothing({ resources, listOfTags }: BackupSelection): readonly Fault[] {
  const lists = [resources, listOfTags];
  if (lists.some(({ items, open }) => items.length > 0 || open)) return [];
  return [
    {
      message: l10n.t(
        'The selection names neither resources nor tags. AWS Backup rejects it: conditions only narrow down.',
      ),
      brief: l10n.t('names neither resources nor tags'),
    },
  ];
}

function correct(
  part: RemedyOf<'correct'>['part'],
  from: string | undefined,
  change: (text: string) => string | undefined,
): Pick<Fault, 'correction'> {
  const to = from === undefined ? undefined : change(from);
  if (from === undefined || to === undefined || to === '') return {};
  return { correction: { kind: 'correct', part, from, to } };
}

/** The ARN of the one bucket that was meant. Part of a bucket cannot be selected, so that nothing is sure there. */
function bucketArnIn(text: string): string | undefined {
  const arn = parseArn(text);
  const name = arn?.resource.replace(/\/\*?$/, '');
  if (arn === undefined || name === undefined || name === '' || /[/?]|\*(?!$)/.test(name)) return undefined;
  return `arn:${arn.partition}:s3:::${name}`;
}

function wrongKeys({ conditions, listOfTags }: BackupSelection): readonly Fault[] {
  const startsRight = (key: string): boolean => key.toLowerCase().startsWith(conditionPrefix.toLowerCase());
  const bare = conditions.items.filter(({ key }) => key.state === 'known' && !startsRight(key.value));
  const prefixed = listOfTags.items.filter(({ key }) => key.state === 'known' && startsRight(key.value));
  return [
    ...bare.map(({ key }) => ({
      message: l10n.t(
        'The key of a condition starts with `{0}`. As `{1}` it matches nothing.',
        conditionPrefix,
        valueOf(key) ?? '',
      ),
      brief: l10n.t("a condition's key lacks {0}", conditionPrefix),
      fact: key,
      // `ec2:ResourceTag/…` may mean anything.
      ...correct('conditionKey', valueOf(key), (text) => (text.includes(':') ? undefined : conditionPrefix + text)),
    })),
    ...prefixed.map(({ key }) => ({
      message: l10n.t(
        'A tag is named by its plain key. No tag has the key `{0}`, so this matches nothing.',
        valueOf(key) ?? '',
      ),
      brief: l10n.t("a tag's key starts with {0}", conditionPrefix),
      fact: key,
      ...correct('tagKey', valueOf(key), (text) => text.slice(conditionPrefix.length)),
    })),
  ];
}

function arnFault(text: string): Omit<Fault, 'fact'> | undefined {
  const arn = parseArn(text);
  if (arn?.service !== 's3') return undefined;
  const brief = l10n.t('an ARN matches no bucket');
  const place = arn.region + arn.account;
  if (place !== '' && !place.includes('*')) {
    return {
      message: l10n.t('The ARN of a bucket has no Region and no account. `{0}` matches no bucket.', text),
      brief,
    };
  }
  if (arn.resource.includes('/')) {
    return { message: l10n.t('AWS Backup selects buckets, not objects. `{0}` matches no bucket.', text), brief };
  }
  if (!text.slice(0, -1).includes('*')) return undefined;
  return {
    message: l10n.t('AWS documents an asterisk only at the end of an ARN. `{0}` may select nothing.', text),
    brief: l10n.t('an asterisk that may select nothing'),
    severity: 'warning',
  };
}

function wrongArns({ resources }: BackupSelection): readonly Fault[] {
  return resources.items.flatMap(({ pattern }) => {
    const fault = pattern.state === 'known' ? arnFault(pattern.value) : undefined;
    return fault === undefined
      ? []
      : [{ ...fault, fact: pattern, ...correct('resourceArn', valueOf(pattern), bucketArnIn) }];
  });
}

/** The Region that the selection works in, where that is known. */
function regionOf({ place }: BackupSelection, { scope }: Estate): string | undefined {
  return scope.kind === 'account' ? scope.region : place && valueOf(place.region);
}

/**
 * A partition is a world of its own (China, GovCloud): nothing there has the ARN of another one. What a template names
 * by reference has the right one.
 */
function wrongPartition(selection: BackupSelection, estate: Estate): readonly Fault[] {
  const region = regionOf(selection, estate);
  if (region === undefined) return [];
  const here = partitionOf(region);
  return selection.resources.items.flatMap(({ pattern, bucketId }) => {
    const text = bucketId === undefined ? (valueOf(pattern) ?? '') : '';
    const [, partition] = /^arn:([^:*]+):s3:/u.exec(text) ?? [];
    if (partition === undefined || partition === here) return [];
    return [
      {
        message: l10n.t('ARNs in `{0}` start with `arn:{1}:`. `{2}` matches no bucket.', region, here, text),
        brief: l10n.t('an ARN matches no bucket'),
        fact: pattern,
        ...correct('resourceArn', text, () => text.replace(partition, here)),
      },
    ];
  });
}

function tooMany(of: 'resources' | 'asterisks' | 'conditions' | 'tags', count: number, most: number): Fault {
  switch (of) {
    case 'resources':
      return {
        message: l10n.t('The selection has {0} resources. AWS Backup accepts no more than {1}.', count, most),
        brief: l10n.t('more than {0} resources', most),
      };
    case 'asterisks':
      return {
        message: l10n.t(
          'The selection has {0} ARNs with an asterisk. AWS Backup accepts no more than {1}.',
          count,
          most,
        ),
        brief: l10n.t('more than {0} ARNs with an asterisk', most),
      };
    case 'conditions':
      return {
        message: l10n.t('The selection has {0} conditions. AWS Backup accepts no more than {1}.', count, most),
        brief: l10n.t('more than {0} conditions', most),
      };
    case 'tags':
      return {
        message: l10n.t('The selection has {0} tags. AWS Backup accepts no more than {1}.', count, most),
        brief: l10n.t('more than {0} tags', most),
      };
  }
}

/** Source: AWS Backup developer guide, quotas: what one selection may hold. */
function overQuota({ resources, conditions, listOfTags }: BackupSelection): readonly Fault[] {
  const patterns = resources.items.flatMap(({ pattern }) => valueOf(pattern) ?? []);
  const counts = [
    { of: 'resources', count: resources.items.length, most: 500 },
    { of: 'asterisks', count: patterns.filter((pattern) => pattern.includes('*')).length, most: 30 },
    { of: 'conditions', count: conditions.items.length, most: 30 },
    { of: 'tags', count: listOfTags.items.length, most: 30 },
  ] as const;
  return counts.filter(({ count, most }) => count > most).map(({ of, count, most }) => tooMany(of, count, most));
}

function check(selection: BackupSelection, estate: Estate): readonly Violation[] {
  // One that may not be there may not be rejected either.
  if (ask(selection.exists, (exists) => exists) !== 'yes') return [];
  const faults = [selectsNothing, wrongKeys, wrongArns, wrongPartition, overQuota].flatMap((find) =>
    find(selection, estate),
  );
  return faults.map(({ fact, correction, ...fault }) => ({
    subject: selection.id,
    ...fault,
    ...pointAt(selection, fact),
    proposals: correction === undefined ? [] : [fix(l10n.t('Write `{0}`', correction.to), correction)],
  }));
}

/** Source: AWS Backup API reference, BackupSelection, and developer guide, assigning resources with JSON. */
export const selectionInvalid: Rule = {
  id: 'selection-invalid',
  title: () => l10n.t('AWS Backup accepts the selection, and it can match a bucket'),
  severity: 'error',
  equals: [],
  check: (estate) => estate.selections.items.flatMap((selection) => check(selection, estate)),
};
