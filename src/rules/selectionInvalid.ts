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
      message: 'The selection names neither resources nor tags. AWS Backup rejects it: conditions only narrow down.',
      brief: 'names neither resources nor tags',
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
      message: `The key of a condition starts with \`${conditionPrefix}\`. As \`${valueOf(key) ?? ''}\` it matches nothing.`,
      brief: `a condition's key lacks ${conditionPrefix}`,
      fact: key,
      // `ec2:ResourceTag/…` may mean anything.
      ...correct('conditionKey', valueOf(key), (text) => (text.includes(':') ? undefined : conditionPrefix + text)),
    })),
    ...prefixed.map(({ key }) => ({
      message: `A tag is named by its plain key. No tag has the key \`${valueOf(key) ?? ''}\`, so this matches nothing.`,
      brief: `a tag's key starts with ${conditionPrefix}`,
      fact: key,
      ...correct('tagKey', valueOf(key), (text) => text.slice(conditionPrefix.length)),
    })),
  ];
}

function arnFault(text: string): Omit<Fault, 'fact'> | undefined {
  const arn = parseArn(text);
  if (arn?.service !== 's3') return undefined;
  const brief = 'an ARN matches no bucket';
  const place = arn.region + arn.account;
  if (place !== '' && !place.includes('*')) {
    return { message: `The ARN of a bucket has no Region and no account. \`${text}\` matches no bucket.`, brief };
  }
  if (arn.resource.includes('/')) {
    return { message: `AWS Backup selects buckets, not objects. \`${text}\` matches no bucket.`, brief };
  }
  if (!text.slice(0, -1).includes('*')) return undefined;
  return {
    message: `AWS documents an asterisk only at the end of an ARN. \`${text}\` may select nothing.`,
    brief: 'an asterisk that may select nothing',
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
        message: `ARNs in \`${region}\` start with \`arn:${here}:\`. \`${text}\` matches no bucket.`,
        brief: 'an ARN matches no bucket',
        fact: pattern,
        ...correct('resourceArn', text, () => text.replace(partition, here)),
      },
    ];
  });
}

/** Source: AWS Backup developer guide, quotas: what one selection may hold. */
function overQuota({ resources, conditions, listOfTags }: BackupSelection): readonly Fault[] {
  const patterns = resources.items.flatMap(({ pattern }) => valueOf(pattern) ?? []);
  const counts = [
    { what: 'resources', count: resources.items.length, most: 500 },
    { what: 'ARNs with an asterisk', count: patterns.filter((pattern) => pattern.includes('*')).length, most: 30 },
    { what: 'conditions', count: conditions.items.length, most: 30 },
    { what: 'tags', count: listOfTags.items.length, most: 30 },
  ];
  return counts
    .filter(({ count, most }) => count > most)
    .map(({ what, count, most }) => ({
      message: `The selection has ${count} ${what}. AWS Backup accepts no more than ${most}.`,
      brief: `more than ${most} ${what}`,
    }));
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
    proposals: correction === undefined ? [] : [fix(`Write \`${correction.to}\``, correction)],
  }));
}

/** Source: AWS Backup API reference, BackupSelection, and developer guide, assigning resources with JSON. */
export const selectionInvalid: Rule = {
  id: 'selection-invalid',
  title: 'AWS Backup accepts the selection, and it can match a bucket',
  severity: 'error',
  equals: [],
  check: (estate) => estate.selections.items.flatMap((selection) => check(selection, estate)),
};
