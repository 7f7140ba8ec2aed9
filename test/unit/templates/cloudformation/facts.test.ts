import assert from 'node:assert/strict';
import { valueOf } from '../../../../src/model/fact';
import { expiresNoncurrentVersions, hasEnabledRule } from '../../../../src/protection/lifecycle';
import { bucketOf, dedent, withProperties } from './reading';

describe('CloudFormation: versioning', () => {
  it('is what Status says', async () => {
    for (const [status, value] of [
      ['Enabled', 'enabled'],
      ['"Enabled"', 'enabled'],
      ['Suspended', 'suspended'],
      ['Disabled', 'disabled'],
    ]) {
      const bucket = await withProperties(`VersioningConfiguration:\n  Status: ${status ?? ''}`);
      assert.equal(valueOf(bucket.versioning), value);
    }
  });

  it('is absent without properties, in every way to have none', async () => {
    for (const rest of ['', '\n    Properties:', '\n    Properties: {}', '\n    Properties:\n      BucketName: logs']) {
      const bucket = await bucketOf(`Resources:\n  Logs:\n    Type: AWS::S3::Bucket${rest}\n`);
      assert.equal(bucket.versioning.state, 'absent', rest);
    }
  });

  it('is not known while its value is not written', async () => {
    assert.equal((await withProperties('VersioningConfiguration:')).versioning.state, 'unknown');
    assert.equal((await withProperties('VersioningConfiguration:\n  Status:')).versioning.state, 'unknown');
  });

  it('points at the value', async () => {
    const { versioning } = await withProperties(
      'VersioningConfiguration:\n  Status: !Ref Missing\nObjectLockEnabled: true',
    );
    assert.equal(versioning.state, 'unknown');
    const suspended = (await withProperties('VersioningConfiguration:\n  Status: Suspended')).versioning;
    assert.ok(suspended.state === 'known');
    assert.deepEqual(suspended.origin, {
      file: '/stacks/template.yaml',
      start: { line: 5, character: 16 },
      end: { line: 5, character: 25 },
    });
  });
});

describe('CloudFormation: the other facts', () => {
  it('reads object lock, replication, notifications, tags and the name', async () => {
    const bucket = await withProperties(`
      BucketName: logs
      ObjectLockEnabled: yes
      ReplicationConfiguration:
        Role: arn
        Rules: [{Status: Enabled}]
      NotificationConfiguration:
        EventBridgeConfiguration: {}
      Tags:
        - Key: backup
          Value: "true"
        - {Key: team, Value: !Ref Team}
    `);
    assert.equal(valueOf(bucket.name), 'logs');
    assert.equal(valueOf(bucket.objectLock), true);
    assert.equal(valueOf(bucket.replication), true);
    assert.equal(valueOf(bucket.eventBridge), true);
    const tags = valueOf(bucket.tags);
    assert.ok(tags !== undefined);
    assert.equal(tags.open, true, 'the stack may have tags of its own');
    assert.deepEqual(
      [...tags.entries].map(([key, value]) => [key, value.state]),
      [
        ['backup', 'known'],
        ['team', 'unknown'],
      ],
    );
  });

  it('takes notifications without EventBridge for off, and none for unmanaged', async () => {
    const queue = await withProperties('NotificationConfiguration:\n  QueueConfigurations: []');
    assert.equal(valueOf(queue.eventBridge), false);
    const off = await withProperties(
      'NotificationConfiguration:\n  EventBridgeConfiguration:\n    EventBridgeEnabled: false',
    );
    assert.equal(valueOf(off.eventBridge), false);
    assert.equal((await withProperties('BucketName: logs')).eventBridge.state, 'unmanaged');
  });
});

async function expires(rules: string): Promise<string> {
  const bucket = await withProperties(`LifecycleConfiguration:\n  Rules:\n${rules}`);
  return expiresNoncurrentVersions(bucket.lifecycle);
}

describe('CloudFormation: lifecycle', () => {
  const expiry = 'NoncurrentVersionExpiration: {NoncurrentDays: 30}';

  it('counts only enabled rules of the whole bucket', async () => {
    assert.equal(await expires(`    - {Status: Enabled, ${expiry}}`), 'yes');
    assert.equal(await expires(`    - {Status: Enabled, NoncurrentVersionExpirationInDays: 30}`), 'yes');
    assert.equal(await expires(`    - {Status: Enabled, Prefix: '', ${expiry}}`), 'yes');
    assert.equal(await expires(`    - {Status: Disabled, ${expiry}}`), 'no');
    assert.equal(await expires(`    - {Status: Enabled, Prefix: logs/, ${expiry}}`), 'no');
    assert.equal(await expires(`    - {Status: Enabled, TagFilters: [{Key: a, Value: b}], ${expiry}}`), 'no');
    assert.equal(await expires(`    - {Status: Enabled, ObjectSizeGreaterThan: '1000', ${expiry}}`), 'no');
    assert.equal(await expires(`    - {Status: Enabled, ExpirationInDays: 30}`), 'no');
    assert.equal(await expires(`    - {Status: !Ref Wanted, ${expiry}}`), 'unknown');
    assert.equal(await expires(`    - {Status: Enabled, Prefix: !Ref Part, ${expiry}}`), 'unknown');
  });

  it('finds expired object delete markers on the rule', async () => {
    const { lifecycle } = await withProperties(
      'LifecycleConfiguration:\n  Rules:\n    - Status: Enabled\n      ExpiredObjectDeleteMarker: true',
    );
    const expiration = valueOf(lifecycle)?.rules.items[0]?.expiration;
    assert.equal(expiration && valueOf(expiration)?.expiredObjectDeleteMarker.state, 'known');
  });

  it('keeps the list open where a condition may remove or add a rule', async () => {
    const conditional = `    - !If [Keep, !Ref AWS::NoValue, {Status: Enabled, ${expiry}}]`;
    assert.equal(await expires(conditional), 'unknown');
    assert.equal(await expires(`${conditional}\n    - {Status: Enabled, ${expiry}}`), 'yes');
  });

  it('has no enabled rule where there is no configuration', async () => {
    assert.equal(hasEnabledRule((await withProperties('BucketName: logs')).lifecycle), 'no');
  });
});

describe('CloudFormation: declarations', () => {
  const json = dedent(`
    {
      "Transform": ["AWS::Serverless-2016-10-31"],
      "Resources": {
        "Logs": {
          "Type": "AWS::S3::Bucket"
        }
      }
    }
  `);

  it('points at the logical id without its quotes', async () => {
    const { declaration } = await bucketOf(json, '/stacks/template.json');
    assert.deepEqual(declaration?.name, {
      file: '/stacks/template.json',
      start: { line: 3, character: 5 },
      end: { line: 3, character: 9 },
    });
    const quoted = await bucketOf(`Resources:\n  'Logs':\n    Type: AWS::S3::Bucket\n`);
    assert.deepEqual(quoted.declaration?.name.start, { line: 1, character: 3 });
    assert.deepEqual(quoted.declaration.block.end, { line: 2, character: 25 });
  });

  it('names the dialect after the Transform', async () => {
    assert.equal((await bucketOf(json, '/stacks/template.json')).declaration?.dialect, 'sam');
    const plain = await bucketOf('Resources:\n  Logs:\n    Type: AWS::S3::Bucket\n');
    assert.equal(plain.declaration?.dialect, 'cloudformation');
  });
});
