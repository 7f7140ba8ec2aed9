import * as l10n from '@vscode/l10n';
import type { Bucket, Posture, VersioningStatus } from '../../model/bucket';
import type { Fact, OpenMap } from '../../model/fact';
import { known, unknown, unmanaged, valueOf } from '../../model/fact';
import type { ResourceContext } from './declared';
import { readDeclared } from './declared';
import type { Locate } from './facts';
import { booleanFact, listOf, memberAt, scalarFact, stringFact } from './facts';
import { lifecycleOf } from './lifecycle';
import type { Resource } from './template';
import type { Value } from './value';
import { factOf, member, symbolOf } from './value';

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
      : unknown(l10n.t('its rules are not known'));
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

/**
 * A logging configuration without a destination means the bucket itself. Source: CloudFormation template reference,
 * AWS::S3::Bucket LoggingConfiguration.
 */
function receivesOwnLogsOf(id: string, properties: Value, locate: Locate): Fact<boolean> {
  const logging = member(properties, 'LoggingConfiguration');
  if (logging.kind === 'nothing') return unmanaged;
  return factOf(logging, (configuration) => {
    const destination = member(configuration, 'DestinationBucketName');
    if (destination.kind === 'nothing') return known(true, 'default', locate(configuration.span));
    const name = member(properties, 'BucketName');
    const symbol = symbolOf(destination);
    const origin = locate(destination.span);
    if (symbol !== undefined && (symbol === `\${${id}}` || symbol === symbolOf(name))) {
      return known(true, 'written', origin);
    }
    if (destination.kind === 'scalar' && name.kind === 'scalar') return known(false, 'written', origin);
    return unknown(l10n.t('whether the logs go to the bucket itself is not known'), origin);
  });
}

function postureOf(id: string, properties: Value, locate: Locate): Posture {
  return {
    versioning: scalarFact(memberAt(properties, ['VersioningConfiguration', 'Status']), locate, versioningStatus),
    // CloudFormation cannot turn MFA delete on.
    mfaDelete: unmanaged,
    objectLock: booleanFact(member(properties, 'ObjectLockEnabled'), locate),
    lifecycle: lifecycleOf(properties, locate),
    eventBridge: eventBridgeOf(properties, locate),
    replication: replicationOf(properties, locate),
    tags: tagsOf(properties, locate),
    receivesOwnLogs: receivesOwnLogsOf(id, properties, locate),
  };
}

function nameOf(properties: Value, locate: Locate): Fact<string> {
  const name = stringFact(member(properties, 'BucketName'), locate);
  return name.state === 'absent' ? unknown(l10n.t('CloudFormation makes the name up')) : name;
}

/** The bucket that a resource of type `AWS::S3::Bucket` declares. */
export function readBucket(resource: Resource, context: ResourceContext): Bucket {
  const { locate } = context;
  const { id, properties, exists, declaration } = readDeclared(resource, context);
  return {
    id,
    name: nameOf(properties, locate),
    region: unknown(l10n.t('the stack decides it')),
    exists,
    declaration,
    ...postureOf(id, properties, locate),
  };
}
