import type { Fact, OpenList } from '../../model/fact';
import { absent, known, valueOf } from '../../model/fact';
import type { BackupSelection, Condition, ConditionOperator, ResourceEntry, TagPair } from '../../model/selection';
import { bucketArn } from '../../model/arn';
import type { ResourceContext } from './declared';
import { readDeclared } from './declared';
import type { Locate } from './facts';
import { listOf, stringFact } from './facts';
import type { NamedResources } from './named';
import { arnFact, inPartition } from './named';
import type { Resource } from './template';
import type { Value } from './value';
import { member, symbolOf } from './value';

/** The resources of the same template that a selection may refer to. */
export interface SelectionTargets {
  readonly buckets: NamedResources;
  readonly plans: NamedResources;
  readonly roles: NamedResources;
  /** The type of a resource of any kind. */
  readonly typeOf: (id: string) => string | undefined;
}

/** The items of a list, those too whose value is not known; `open` where there may be others. */
function entriesOf(value: Value): OpenList<Value> {
  if (value.kind !== 'list') return listOf(value);
  const items = value.items.filter(({ kind }) => kind === 'scalar' || kind === 'unknown');
  return { items, open: items.length < value.items.length };
}

/** `!GetAtt Logs.Arn`, `!Sub arn:${AWS::Partition}:s3:::${Logs}`, or the ARN of a name that a bucket is given. */
function bucketOf(value: Value, buckets: NamedResources): string | undefined {
  const symbol = symbolOf(value);
  const byArn = buckets.referred(symbol, 'Arn');
  if (byArn !== undefined) return byArn.id;
  const [, name] = /^arn:[^:*]+:s3:::([^*/]+)$/.exec(inPartition(symbol ?? '')) ?? [];
  return buckets.named(name)?.id;
}

/** `!GetAtt Table.Arn`, or an ARN of which only parts are left to the stack, of anything but S3. */
function isOfOtherService(value: Value, { typeOf }: SelectionTargets): boolean {
  const symbol = symbolOf(value) ?? '';
  if (/^arn:[^:]*:(?!s3:)[a-z0-9-]+:/.test(inPartition(symbol))) return true;
  const [, id] = /^\$\{(\w+)\.\w*Arn\}$/.exec(symbol) ?? [];
  // What CloudFormation and SAM make is not to be seen here; a custom resource may give any ARN.
  return id !== undefined && /^AWS::(?!S3::|CloudFormation::|Serverless::)/.test(typeOf(id) ?? '');
}

/**
 * What refers to a bucket of the template means that one and no other, so without a name it has no pattern; where the
 * name is known, so is the ARN.
 */
function readEntry(value: Value, names: BucketNames, { locate }: ResourceContext): ResourceEntry {
  const pattern = arnFact(value, locate);
  const bucketId = bucketOf(value, names.targets.buckets);
  if (bucketId === undefined) {
    return { pattern, ...(isOfOtherService(value, names.targets) && { otherService: true }) };
  }
  if (pattern.state === 'known') return { pattern, bucketId };
  const name = names.nameOf(bucketId);
  return { pattern: name === undefined ? absent : known(bucketArn(name), 'derived', locate(value.span)), bucketId };
}

interface BucketNames {
  readonly targets: SelectionTargets;
  /** The name of a bucket, where it is known. */
  nameOf(id: string): string | undefined;
}

function readEntries(value: Value, names: BucketNames, context: ResourceContext): OpenList<ResourceEntry> {
  const { items, open } = entriesOf(value);
  return { items: items.map((item) => readEntry(item, names, context)), open };
}

/** A pair whose condition type is another than CloudFormation's only one makes no stack. */
function readTags(value: Value, locate: Locate): OpenList<TagPair> {
  const { items, open } = listOf(value);
  const pairs = items.map((item) => ({
    key: stringFact(member(item, 'ConditionKey'), locate),
    value: stringFact(member(item, 'ConditionValue'), locate),
  }));
  return { items: pairs, open };
}

const operators: readonly ConditionOperator[] = ['StringEquals', 'StringLike', 'StringNotEquals', 'StringNotLike'];

function readConditions(value: Value, locate: Locate): OpenList<Condition> {
  const lists = operators.map((operator) => {
    const { items, open } = readTags(member(value, operator), locate);
    return { items: items.map((pair) => ({ operator, ...pair })), open };
  });
  return { items: lists.flatMap(({ items }) => items), open: lists.some(({ open }) => open) };
}

/** The plan of the same template by its logical id. */
function planOf(value: Value, plans: NamedResources, locate: Locate): Fact<string> {
  const symbol = symbolOf(value);
  const plan = plans.referred(symbol, '') ?? plans.referred(symbol, 'BackupPlanId');
  return plan === undefined ? stringFact(value, locate) : known(plan.id, 'derived', locate(value.span));
}

/** The role of the same template by its logical id, also where its ARN is put together of its name. */
function roleOf(value: Value, roles: NamedResources, locate: Locate): Fact<string> {
  const symbol = symbolOf(value);
  const [, name] = /^arn:[^:]+:iam::[^:/]+:role\/(?:.*\/)?([^/]+)$/.exec(inPartition(pseudoAccount(symbol))) ?? [];
  const role = roles.referred(symbol, 'Arn') ?? roles.named(name);
  return role === undefined ? arnFact(value, locate) : known(role.id, 'derived', locate(value.span));
}

/** `${AWS::AccountId}` has colons of its own. */
function pseudoAccount(symbol: string | undefined): string {
  return (symbol ?? '').replaceAll('${AWS::AccountId}', 'account');
}

/** The selection that a resource of type `AWS::Backup::BackupSelection` declares. */
export function readSelection(
  resource: Resource,
  context: ResourceContext,
  targets: SelectionTargets,
): BackupSelection {
  const { locate } = context;
  const { id, properties, exists, declaration } = readDeclared(resource, context);
  const selection = member(properties, 'BackupSelection');
  const names: BucketNames = {
    targets,
    nameOf: (bucket) => {
      const name = targets.buckets.byId(bucket)?.name;
      return name && valueOf(stringFact(name, locate));
    },
  };
  return {
    id,
    planId: planOf(member(properties, 'BackupPlanId'), targets.plans, locate),
    name: stringFact(member(selection, 'SelectionName'), locate),
    roleArn: roleOf(member(selection, 'IamRoleArn'), targets.roles, locate),
    resources: readEntries(member(selection, 'Resources'), names, context),
    notResources: readEntries(member(selection, 'NotResources'), names, context),
    listOfTags: readTags(member(selection, 'ListOfTags'), locate),
    conditions: readConditions(member(selection, 'Conditions'), locate),
    exists,
    declaration,
  };
}
