import * as l10n from '@vscode/l10n';
import type { Posture, VersioningStatus } from '../../model/bucket';
import type { Fact } from '../../model/fact';
import { absent, known, mapFact, unknown, unmanaged } from '../../model/fact';
import type { Body } from './body';
import type { DeclaredBucket } from './declaredResources';
import { blockFact, booleanFact, textFact, wordFact } from './facts';
import { inlineLifecycle, satelliteLifecycle } from './lifecycleRules';
import type { SatelliteType } from './satelliteTypes';
import type { Match, Satellites } from './satellites';
import { tagsOf } from './tags';
import { identity } from './value';

const doesNotParse = 'its block does not parse';

const statuses: ReadonlyMap<string, VersioningStatus> = new Map([
  ['Enabled', 'enabled'],
  ['Suspended', 'suspended'],
  ['Disabled', 'disabled'],
]);

const switches: ReadonlyMap<string, boolean> = new Map([
  ['Enabled', true],
  ['Disabled', false],
]);

/** A block that leaves `enabled` out leaves versioning off. */
function inlineVersioning(body: Body): Fact<VersioningStatus> {
  return blockFact(body, 'versioning', (block) => {
    const enabled = booleanFact(block.attribute('enabled'));
    if (enabled.state !== 'absent') return mapFact(enabled, (on): VersioningStatus => (on ? 'enabled' : 'disabled'));
    return block.broken ? unknown(doesNotParse) : known('disabled', 'default', block.at);
  });
}

function satelliteVersioning(body: Body): Fact<VersioningStatus> {
  const fact = blockFact(body, 'versioning_configuration', (block) =>
    wordFact(block.attribute('status'), statuses, 'disabled'),
  );
  return fact.state === 'absent' ? unknown(l10n.t('its status is not written'), body.at) : fact;
}

function inlineMfaDelete(body: Body): Fact<boolean> {
  return blockFact(body, 'versioning', (block) => booleanFact(block.attribute('mfa_delete')));
}

function satelliteMfaDelete(body: Body): Fact<boolean> {
  return blockFact(body, 'versioning_configuration', (block) =>
    wordFact(block.attribute('mfa_delete'), switches, false),
  );
}

function inlineObjectLock(body: Body): Fact<boolean> {
  const enabled = booleanFact(body.attribute('object_lock_enabled'));
  if (enabled.state !== 'absent') return enabled;
  return blockFact(body, 'object_lock_configuration', lockIsEnabled);
}

function lockIsEnabled(block: Body): Fact<boolean> {
  const written = block.attribute('object_lock_enabled');
  if (written === undefined) return block.broken ? unknown(doesNotParse) : known(true, 'default', block.at);
  return wordFact(written, switches, false);
}

function anyEnabled(facts: readonly Fact<boolean>[], open: boolean): Fact<boolean> {
  const enabled = facts.find((fact) => fact.state === 'known' && fact.value);
  if (enabled !== undefined) return enabled;
  const vague = facts.find((fact) => fact.state === 'unknown');
  if (vague !== undefined) return vague;
  return open ? unknown(l10n.t('it is not known which rules there are')) : known(false);
}

/** Whether any rule that is switched on replicates; a rule says so by its `status`. */
function replication(body: Body): Fact<boolean> {
  const { items, open } = body.blocks('rule');
  const rules = body.blocks('rules');
  const facts = [...items, ...rules.items].map((rule) => wordFact(rule.attribute('status'), switches, false));
  return anyEnabled(facts, open || rules.open || body.broken);
}

function inlineReplication(body: Body): Fact<boolean> {
  return blockFact(body, 'replication_configuration', replication);
}

function eventBridge(body: Body): Fact<boolean> {
  const written = booleanFact(body.attribute('eventbridge'));
  if (written.state !== 'absent') return written;
  return body.broken ? unknown(doesNotParse) : known(false, 'default', body.at);
}

/** Whether access logs go into the bucket that they are of. */
function logsInto(body: Body, { instance }: DeclaredBucket): Fact<boolean> {
  const target = body.attribute('target_bucket');
  if (target === undefined) return body.broken ? unknown(doesNotParse) : absent;
  const { value, at } = target;
  if (value.kind === 'bucket') return known(value.bucket.id === instance.id, 'derived', at);
  const name = instance.name();
  const own = identity(name);
  if (own !== undefined && own === identity(value)) return known(true, 'derived', at);
  const areKnown = value.kind === 'scalar' && name.kind === 'scalar';
  return areKnown ? known(false, 'derived', at) : unknown(l10n.t('it is not known which bucket gets the logs'), at);
}

function agree(facts: readonly Fact<unknown>[]): boolean {
  const contents = facts.map((fact) =>
    JSON.stringify(fact, (key, value: unknown) => (key === 'origin' ? null : value)),
  );
  return new Set(contents).size === 1;
}

function fromMatches<T>(matches: readonly Match[], read: (body: Body) => Fact<T>): Fact<T> {
  const facts = matches.map(({ instance: { body } }) => {
    return body.broken ? unknown(doesNotParse) : read(body);
  });
  const [first] = facts;
  if (first === undefined) return absent;
  return agree(facts) ? first : unknown(l10n.t('more than one resource sets it'));
}

/** Looks for one setting of a bucket, first beside it, then in it. */
class SettingReader {
  readonly #bucket: DeclaredBucket;
  readonly #satellites: Satellites;

  constructor(bucket: DeclaredBucket, satellites: Satellites) {
    this.#bucket = bucket;
    this.#satellites = satellites;
  }

  read<T>(
    type: SatelliteType,
    readSatellite: (body: Body) => Fact<T>,
    readInline: (body: Body) => Fact<T> = () => absent,
  ): Fact<T> {
    const { body } = this.#bucket.instance;
    const matches = this.#satellites.of(this.#bucket, type);
    if (matches[0]?.belongs === 'yes') return fromMatches(matches, readSatellite);
    if (body.broken) return unknown(doesNotParse);
    const inline = readInline(body);
    if (inline.state !== 'absent') {
      // A resource that may be for this bucket, too, has the last word if it is.
      const isSettled = matches.length === 0 || agree([inline, fromMatches(matches, readSatellite)]);
      return isSettled ? inline : unknown(l10n.t('more than one resource may set it'));
    }
    if (matches[0] !== undefined) {
      return unknown(
        l10n.t('{0} may or may not be about this bucket', matches[0].instance.id),
        matches[0].instance.body.at,
      );
    }
    return this.#satellites.mayMiss(this.#bucket, type) ? unknown(l10n.t('a part of the module is not read')) : absent;
  }
}

/** What is known of a bucket's settings, wherever in the module they are written. */
export function postureOf(bucket: DeclaredBucket, satellites: Satellites): Posture {
  const settings = new SettingReader(bucket, satellites);
  const ownLogs = settings.read(
    'aws_s3_bucket_logging',
    (body) => logsInto(body, bucket),
    (body) => blockFact(body, 'logging', (logging) => logsInto(logging, bucket)),
  );
  const eventBridgeFact = settings.read('aws_s3_bucket_notification', eventBridge);
  return {
    versioning: settings.read('aws_s3_bucket_versioning', satelliteVersioning, inlineVersioning),
    mfaDelete: settings.read('aws_s3_bucket_versioning', satelliteMfaDelete, inlineMfaDelete),
    objectLock: settings.read('aws_s3_bucket_object_lock_configuration', lockIsEnabled, inlineObjectLock),
    lifecycle: settings.read('aws_s3_bucket_lifecycle_configuration', satelliteLifecycle, inlineLifecycle),
    eventBridge: eventBridgeFact.state === 'absent' ? unmanaged : eventBridgeFact,
    replication: settings.read('aws_s3_bucket_replication_configuration', replication, inlineReplication),
    tags: tagsOf(bucket),
    receivesOwnLogs: ownLogs.state === 'absent' ? unmanaged : ownLogs,
  };
}

/** A bucket's name as far as it is written. */
export function nameOf({ instance }: DeclaredBucket): Fact<string> {
  const written = instance.body.attribute('bucket');
  return written === undefined ? unknown(l10n.t('it is made up when the bucket is created')) : textFact(written);
}
