import * as l10n from '@vscode/l10n';
import type { Fact, OpenList } from '../../model/fact';
import { known, unknown } from '../../model/fact';
import { bucketArn } from '../../model/arn';
import type { BackupSelection, Condition, ConditionOperator, ResourceEntry, TagPair } from '../../model/selection';
import type { Body, Written } from './body';
import type { BucketEntries } from './bucketEntries';
import { declarationOf } from './declarationOf';
import type { DeclaredResource, DeclaredResources } from './declaredResources';
import { placeOf } from './place';
import type { References } from './references';
import { referenceFact } from './references';
import { comparableText } from './sharedIdentity';
import type { Value } from './value';
import { members } from './value';
import { textFact } from './facts';

/** What a selection may refer to, by what refers to it. */
export interface SelectionTargets {
  readonly plans: References<string>;
  readonly roles: References<string>;
  readonly buckets: BucketEntries;
}

const operators: readonly (readonly [block: string, operator: ConditionOperator])[] = [
  ['string_equals', 'StringEquals'],
  ['string_like', 'StringLike'],
  ['string_not_equals', 'StringNotEquals'],
  ['string_not_like', 'StringNotLike'],
];

/** The `arn` of a resource, or data source, of the AWS provider that is not of S3. */
const otherArn = /(?:^|\.)aws_(?!s3)\w+\.[\w-]+(?:\[[^\]]*\])?\.arn$|^\.arn\(\|data\.aws_(?!s3)\w+\.[\w-]+\)$/;
const otherService = /^arn:[^:]*:(?!s3:)[a-z0-9-]+:/;

/** Whether a value that is not known is the ARN of a resource of another service. */
function isOfOtherService(value: Value): boolean {
  if (value.kind === 'unknown') return value.key !== undefined && otherArn.test(value.key);
  if (value.kind !== 'text') return false;
  return otherService.test(value.parts.map((part) => (typeof part === 'string' ? part : '')).join(''));
}

function entryOf(written: Written, buckets: BucketEntries): ResourceEntry {
  const bucket = buckets.named(written.value);
  if (bucket === undefined) {
    return { pattern: textFact(written), ...(isOfOtherService(written.value) && { otherService: true }) };
  }
  const name = textFact({ value: bucket.name, at: written.at });
  const pattern: Fact<string> =
    name.state === 'known'
      ? known(bucketArn(name.value), name.basis, written.at)
      : unknown(l10n.t('the name of the bucket is not known'), written.at);
  return { pattern, bucketId: bucket.id };
}

/** `resources` or `not_resources`. */
function entriesOf(body: Body, name: string, buckets: BucketEntries): OpenList<ResourceEntry> {
  const written = body.attribute(name);
  if (written === undefined) return { items: [], open: body.broken };
  const found = members(written.value);
  if (found === undefined) return { items: [], open: true };
  const values: readonly Value[] = found.entries.map((entry) => entry.value);
  const whole = found.rest === undefined ? undefined : buckets.all(found.rest);
  const items = [...values, ...(whole === undefined ? [] : [whole])];
  return {
    items: items.map((value, index) => entryOf({ value, at: written.items?.[index] ?? written.at }, buckets)),
    open: body.broken || (found.rest !== undefined && whole === undefined),
  };
}

function pairOf(body: Body, of: DeclaredResource): TagPair {
  const text = (name: string): Fact<string> => {
    const written = body.attribute(name);
    return written === undefined
      ? unknown(l10n.t('its {0} is not written', name), body.at)
      : comparableText(written, of);
  };
  return { key: text('key'), value: text('value') };
}

function tagsOf(of: DeclaredResource): OpenList<TagPair> {
  const { body } = of.instance;
  const { items, open } = body.blocks('selection_tag');
  return { items: items.map((tag) => pairOf(tag, of)), open: open || body.broken };
}

function conditionsOf(of: DeclaredResource): OpenList<Condition> {
  const { body } = of.instance;
  const { items, open } = body.blocks('condition');
  const clauses = items.flatMap((condition) =>
    operators.map(([type, operator]) => ({ operator, found: condition.blocks(type), broken: condition.broken })),
  );
  return {
    items: clauses.flatMap(({ operator, found }) => found.items.map((clause) => ({ operator, ...pairOf(clause, of) }))),
    open: open || body.broken || clauses.some(({ found, broken }) => broken || found.open),
  };
}

function selectionOf(selection: DeclaredResource, targets: SelectionTargets): BackupSelection {
  const { body } = selection.instance;
  const reference = (references: References<string>, name: string): Fact<string> => {
    const fact = referenceFact(references, body.attribute(name), selection);
    return fact.state === 'absent' ? unknown(l10n.t('its {0} is not written', name), body.at) : fact;
  };
  return {
    id: selection.id,
    planId: reference(targets.plans, 'plan_id'),
    name: textFact(body.attribute('name')),
    roleArn: reference(targets.roles, 'iam_role_arn'),
    resources: entriesOf(body, 'resources', targets.buckets),
    notResources: entriesOf(body, 'not_resources', targets.buckets),
    listOfTags: tagsOf(selection),
    conditions: conditionsOf(selection),
    exists: selection.exists,
    place: placeOf(selection),
    declaration: declarationOf(selection),
  };
}

export function readSelections(resources: DeclaredResources, targets: SelectionTargets): readonly BackupSelection[] {
  return resources.of('aws_backup_selection').map((selection) => selectionOf(selection, targets));
}
