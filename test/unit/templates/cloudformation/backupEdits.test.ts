import assert from 'node:assert/strict';
import { applyEdits } from '../../../../src/lint/applyEdits';
import type { Remedy } from '../../../../src/model/remedy';
import { dedent, fixed, readOne } from './reading';

const eventBridge: Remedy = { kind: 'enableEventBridge' };
const abort: Remedy = { kind: 'abortIncompleteMultipartUploads', days: 7 };
const markers: Remedy = { kind: 'removeExpiredDeleteMarkers' };
const tag: Remedy = { kind: 'tagBucket', key: 'backup', value: 'true' };

/** The text after remedies for one thing of the template. */
async function after(text: string, subject: string, remedy: Remedy, file?: string): Promise<string | undefined> {
  const reading = await readOne(dedent(text), file);
  const edits = reading.edits([subject], [remedy]);
  return edits && applyEdits(dedent(text), edits);
}

function bucket(properties: string): string {
  return `Resources:\n  A:\n    Type: AWS::S3::Bucket\n    Properties:\n      BucketName: a\n${properties}`;
}

async function fixes(properties: string, remedies: readonly Remedy[], expected: string): Promise<void> {
  assert.equal(await fixed(bucket(properties), remedies), bucket(expected));
}

describe('CloudFormation edits: EventBridge', () => {
  const on = '        EventBridgeConfiguration:\n          EventBridgeEnabled: true\n';

  it('is turned on where it is off', async () => {
    await fixes('', [eventBridge], `      NotificationConfiguration:\n${on}`);
    const queues = '      NotificationConfiguration:\n        QueueConfigurations: []\n';
    await fixes(queues, [eventBridge], queues + on);
    const off = `      NotificationConfiguration:\n${on.replace('true', 'false')}`;
    await fixes(off, [eventBridge], off.replace('false', 'true'));
  });

  it('is left alone where a function decides', async () => {
    assert.equal(await fixed(bucket('      NotificationConfiguration: !Ref N\n'), [eventBridge]), undefined);
    const byParameter = '      NotificationConfiguration: {EventBridgeConfiguration: {EventBridgeEnabled: !Ref N}}\n';
    assert.equal(await fixed(bucket(byParameter), [eventBridge]), undefined);
  });

  it('is a true value in JSON', async () => {
    const json = '{"Resources": {"A": {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": "a"}}}}';
    assert.equal(
      await fixed(json, [eventBridge], '/stacks/a.json'),
      json.replace(
        '"a"}',
        '"a", "NotificationConfiguration": {"EventBridgeConfiguration": {"EventBridgeEnabled": true}}}',
      ),
    );
  });
});

describe('CloudFormation edits: tags', () => {
  it('are added, or given the value', async () => {
    const tags = '      Tags:\n        - Key: backup\n          Value: "true"\n';
    await fixes('', [tag], tags);
    await fixes(
      '      Tags:\n        - Key: team\n          Value: x\n',
      [tag],
      `      Tags:
        - Key: team
          Value: x
        - Key: backup
          Value: "true"
`,
    );
    await fixes(tags.replace('true', 'no'), [tag], tags);
    const unquoted = tags.replace('"true"', 'no');
    await fixes(unquoted, [tag], tags);
  });

  it('are left alone where one may be the same', async () => {
    assert.equal(await fixed(bucket('      Tags: [{Key: !Ref K, Value: x}]\n'), [tag]), undefined);
    assert.equal(await fixed(bucket('      Tags: !If [C, [], []]\n'), [tag]), undefined);
    assert.equal(await fixed(bucket('      Tags: [{Key: backup, Value: !Ref V}]\n'), [tag]), undefined);
  });

  it('do not get in the way of other remedies', async () => {
    const tags = '      Tags:\n        - Key: team\n          Value: x\n';
    await fixes(
      tags,
      [tag, eventBridge],
      `${tags}        - Key: backup
          Value: "true"
      NotificationConfiguration:
        EventBridgeConfiguration:
          EventBridgeEnabled: true
`,
    );
  });
});

describe('CloudFormation edits: lifecycle rules', () => {
  it('come one behind the other', async () => {
    const rules = `          - Id: remove-expired-delete-markers
            Status: Enabled
            ExpiredObjectDeleteMarker: true
          - Id: abort-incomplete-uploads
            Status: Enabled
            AbortIncompleteMultipartUpload:
              DaysAfterInitiation: 7
`;
    await fixes('', [markers, abort], `      LifecycleConfiguration:\n        Rules:\n${rules}`);
    const first = `      LifecycleConfiguration:\n        Rules:\n          - Status: Enabled\n            ExpirationInDays: 3\n`;
    await fixes(first, [markers, abort], first + rules);
  });
});

const yaml = `
  Resources:
    A:
      Type: AWS::S3::Bucket
    B:
      Type: AWS::S3::Bucket
      Condition: C
    Selection:
      Type: AWS::Backup::BackupSelection
      Properties:
        BackupSelection:
          Resources:
            - arn:aws:s3:::other
    Plan:
      Type: AWS::Backup::BackupPlan
      Properties:
        BackupPlan:
          BackupPlanRule:
            - RuleName: none
              TargetBackupVault: v
            - RuleName: some
              Lifecycle:
                DeleteAfterDays: 90
            - RuleName: cold
              Lifecycle:
                DeleteAfterDays: 365
                MoveToColdStorageAfterDays: 30
`;

describe('CloudFormation edits: selections', () => {
  const add: Remedy = { kind: 'addToSelection', selectionId: 'Selection' };

  it('gain the bucket by reference, in the short form in YAML', async () => {
    const other = '- arn:aws:s3:::other\n';
    assert.equal(await after(yaml, 'A', add), dedent(yaml).replace(other, `${other}          - !GetAtt A.Arn\n`));
  });

  it('gain it in the long form in JSON', async () => {
    const json = `{"Resources": {
      "A": {"Type": "AWS::S3::Bucket"},
      "Selection": {"Type": "AWS::Backup::BackupSelection", "Properties": {"BackupSelection": {"Resources": ["x"]}}}}}`;
    assert.equal(
      await after(json, 'A', add, '/stacks/a.json'),
      dedent(json).replace('["x"]', '["x", {"Fn::GetAtt": ["A", "Arn"]}]'),
    );
  });

  it('do not refer to a bucket that may not be there, and are no list where none is written', async () => {
    assert.equal(await after(yaml, 'B', add), undefined);
    assert.equal(await after(yaml.replace('- arn:aws:s3:::other', '!Ref Arns'), 'A', add), undefined);
    assert.equal(await after(yaml, 'A', { kind: 'addToSelection', selectionId: 'Gone' }), undefined);
  });
});

describe('CloudFormation edits: plans', () => {
  const days: Remedy = { kind: 'deleteAfter', days: 35 };

  it('keep recovery points as long as is wanted', async () => {
    const text = dedent(yaml);
    const vault = 'TargetBackupVault: v\n';
    const lifecycle = '            Lifecycle:\n              DeleteAfterDays: 35\n';
    assert.equal(await after(yaml, 'Plan#0', days), text.replace(vault, vault + lifecycle));
    assert.equal(await after(yaml, 'Plan#1', days), text.replace('DeleteAfterDays: 90', 'DeleteAfterDays: 35'));
  });

  it('are left alone where cold storage asks for longer, and where the rule is not written out', async () => {
    assert.equal(await after(yaml, 'Plan#2', days), undefined);
    assert.equal(
      await after(yaml.replace('DeleteAfterDays: 90', 'DeleteAfterDays: !Ref D'), 'Plan#1', days),
      undefined,
    );
    const chosen = yaml.replace('- RuleName: none\n              TargetBackupVault: v', '- !If [C, {}, {}]');
    assert.equal(await after(chosen, 'Plan#0', days), undefined);
    assert.equal(await after(yaml, 'Plan', days), undefined);
  });
});
