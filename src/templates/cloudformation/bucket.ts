import type { Bucket, Posture, VersioningStatus } from '../../model/bucket';
import type { Fact, OpenMap } from '../../model/fact';
import { known, unknown, unmanaged, valueOf } from '../../model/fact';
import type { Evaluator } from './evaluator';
import type { Locate } from './facts';
import { booleanFact, listOf, memberAt, scalarFact, stringFact } from './facts';
import { lifecycleOf } from './lifecycle';
import { entryOf } from './syntax';
import type { Resource } from './template';
import type { Value } from './value';
import { factOf, member, unknownValue } from './value';

/** CloudFormation knows two states. What is neither makes no stack, and no versioning. */
function versioningStatus(text: string): VersioningStatus {
  if (text === 'Enabled') return 'enabled';
  return text === 'Suspended' ? 'suspended' : 'disabled';
}

/** Notifications that do not name EventBridge turn it off: the property is the whole configuration. */
function eventBridgeOf(properties: Value, locate: Locate): Fact<boolean> {
  const notifications = member(properties, 'NotificationConfiguration');
  if (notifications.kind === 'nothing') return unmanaged;
  const eventBridge = member(notifications, 'EventBridgeConfiguration');
  const on = booleanFact(member(eventBridge, 'EventBridgeEnabled'), locate);
  if (eventBridge.kind === 'nothing') return known(false, 'derived', locate(notifications.span));
  return eventBridge.kind === 'map' && on.state === 'absent' ? known(true, 'default', locate(eventBridge.span)) : on;
}

function replicationOf(properties: Value, locate: Locate): Fact<boolean> {
  return factOf(member(properties, 'ReplicationConfiguration'), (configuration) => {
    const rules = listOf(member(configuration, 'Rules'));
    const isKnown = rules.items.length > 0 || !rules.open;
    return isKnown
      ? known(rules.items.length > 0, 'derived', locate(configuration.span))
      : unknown('its rules are not known');
  });
}

/** Open, because whoever makes the stack can give it tags, which all its buckets then have too. */
function tagsOf(properties: Value, locate: Locate): Fact<OpenMap<Fact<string>>> {
  const tags = listOf(member(properties, 'Tags'));
  const entries = new Map<string, Fact<string>>();
  for (const tag of tags.items) {
    const key = valueOf(stringFact(member(tag, 'Key'), locate));
    if (key !== undefined) entries.set(key, stringFact(member(tag, 'Value'), locate));
  }
  return known({ entries, open: true }, 'derived');
}

function postureOf(properties: Value, locate: Locate): Posture {
  return {
    versioning: scalarFact(memberAt(properties, ['VersioningConfiguration', 'Status']), locate, versioningStatus),
    // CloudFormation cannot turn MFA delete on.
    mfaDelete: unmanaged,
    objectLock: booleanFact(member(properties, 'ObjectLockEnabled'), locate),
    lifecycle: lifecycleOf(properties, locate),
    eventBridge: eventBridgeOf(properties, locate),
    replication: replicationOf(properties, locate),
    tags: tagsOf(properties, locate),
    receivesOwnLogs: unmanaged,
  };
}

function nameOf(properties: Value, locate: Locate): Fact<string> {
  const name = stringFact(member(properties, 'BucketName'), locate);
  return name.state === 'absent' ? unknown('CloudFormation makes the name up') : name;
}

/** Known only where no parameter and nothing of the account has a say. */
function existsOf(condition: string | undefined, evaluator: Evaluator): Fact<boolean> {
  if (condition === undefined) return known(true, 'derived');
  const { answer, byDefault } = evaluator.decide(condition);
  if (answer === 'unknown' || byDefault) return unknown(`it depends on the condition ${condition}`);
  return known(answer === 'yes', 'derived');
}

/** What the reader of a bucket needs of the template around it. */
export interface BucketContext {
  readonly dialect: string;
  readonly evaluator: Evaluator;
  readonly locate: Locate;
  /** Why properties may be added that the template does not show. */
  readonly open?: string;
}

function propertiesOf(resource: Resource, evaluator: Evaluator, open: string | undefined): Value {
  const { value: body } = resource.entry;
  const span = { start: body.start, end: body.end };
  if (resource.broken !== undefined) return unknownValue('the resource does not parse', span);
  const own = body.kind === 'map' ? entryOf(body, 'Properties')?.value : undefined;
  // `Properties:` with nothing below it yet is a bucket without properties.
  const value: Value =
    own?.kind === 'null' ? { kind: 'nothing', span, byDefault: false } : member(evaluator.value(body), 'Properties');
  if (open === undefined) return value;
  if (value.kind === 'map') return { ...value, open };
  return value.kind === 'nothing' ? { kind: 'map', entries: new Map(), open, span, byDefault: false } : value;
}

/** The bucket that a resource of type `AWS::S3::Bucket` declares. */
export function readBucket(resource: Resource, context: BucketContext): Bucket {
  const { locate } = context;
  const { entry, id } = resource;
  const written = entry.value.kind === 'map' ? entryOf(entry.value, 'Condition')?.value : undefined;
  const condition = written?.kind === 'scalar' ? written.text : undefined;
  // What the bucket looks like matters only where it is made.
  const evaluator = condition === undefined ? context.evaluator : context.evaluator.assuming(condition, true);
  const properties = propertiesOf(resource, evaluator, context.open);
  return {
    id,
    name: nameOf(properties, locate),
    region: unknown('the stack decides it'),
    exists: existsOf(condition, context.evaluator),
    declaration: {
      dialect: context.dialect,
      resource: id,
      name: locate(entry.keySpan),
      block: locate({ start: entry.keySpan.start, end: Math.max(entry.keySpan.end, entry.value.end) }),
    },
    ...postureOf(properties, locate),
  };
}
