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

describe('CloudFormation edits: rules of plans', () => {
  const warm: Remedy = { kind: 'removeColdStorage' };
  const days: Remedy = { kind: 'deleteAfter', days: 35 };

  async function both(text: string, subject: string, remedies: readonly Remedy[]): Promise<string | undefined> {
    const edits = (await readOne(dedent(text))).edits([subject], remedies);
    return edits && applyEdits(dedent(text), edits);
  }

  it('lose cold storage, and the lifecycle with it where it says nothing else', async () => {
    const cold = '                MoveToColdStorageAfterDays: 30\n';
    const text = dedent(yaml);
    assert.equal(await both(yaml, 'Plan#2', [warm]), text.replace(cold.slice(2), ''));
    const only = yaml.replace('                DeleteAfterDays: 365\n', '');
    const lifecycle = `              Lifecycle:\n${cold}`;
    assert.equal(await both(only, 'Plan#2', [warm]), dedent(only.replace(lifecycle, '')));
    assert.equal(await both(yaml, 'Plan#1', [warm]), undefined);
  });

  it('get their days and lose cold storage in one go', async () => {
    const expected = yaml
      .replace('DeleteAfterDays: 365', 'DeleteAfterDays: 35')
      .replace('                MoveToColdStorageAfterDays: 30\n', '');
    assert.equal(await both(yaml, 'Plan#2', [days, warm]), dedent(expected));
    const only = yaml.replace('                DeleteAfterDays: 365\n', '');
    const replaced = only.replace('MoveToColdStorageAfterDays: 30', 'DeleteAfterDays: 35');
    assert.equal(await both(only, 'Plan#2', [days, warm]), dedent(replaced));
  });

  it('get the minutes of a window, unless something else decides them', async () => {
    const start: Remedy = { kind: 'startWindow', minutes: 60 };
    const text = yaml.replace('TargetBackupVault: v', 'StartWindowMinutes: 30');
    assert.equal(await both(text, 'Plan#0', [start]), dedent(text.replace('30\n', '60\n')));
    assert.equal(await both(text.replace(': 30\n', ': !Ref M\n'), 'Plan#0', [start]), undefined);
  });
});

describe('CloudFormation edits: roles', () => {
  const role = (policies: string): string => `
    Resources:
      A:
        Type: AWS::S3::Bucket
      Selection:
        Type: AWS::Backup::BackupSelection
      Role:
        Type: AWS::IAM::Role
        Properties:
          ManagedPolicyArns:${policies}
  `;
  const attach: Remedy = { kind: 'attachS3BackupPolicy' };
  const name = 'service-role/AWSBackupServiceRolePolicyForBackup';
  const s3 = 'AWSBackupServiceRolePolicyForS3Backup';

  it('get the policy as the others are written', async () => {
    for (const written of [
      'arn:aws:iam::aws:policy/$',
      "'arn:aws-cn:iam::aws:policy/$'",
      '!Sub arn:${AWS::Partition}:iam::aws:policy/$',
      "!Join [':', [arn, !Ref AWS::Partition, 'iam::aws:policy/$']]",
      'Fn::Sub: arn:${AWS::Partition}:iam::aws:policy/$',
    ]) {
      const items = (...policies: readonly string[]): string =>
        policies.map((policy) => `\n            - ${written.replace(/\$(?!\{)/, policy)}`).join('');
      assert.equal(await after(role(items(name)), 'Role', attach), dedent(role(items(name, s3))), written);
    }
    const flow = (list: string): string => role(` [${list}]`);
    const quoted = `!Sub 'arn:\${AWS::Partition}:iam::aws:policy/`;
    assert.equal(
      await after(flow(`!Ref P, ${quoted}${name}'`), 'Role', attach),
      dedent(flow(`!Ref P, ${quoted}${name}', ${quoted}${s3}'`)),
    );
  });

  it('are left alone where the list is decided elsewhere', async () => {
    assert.equal(await after(role(' !Ref Policies'), 'Role', attach), undefined);
  });
});

describe('CloudFormation edits: a new plan', () => {
  const remedy: Remedy = { kind: 'protectWithNewPlan', deleteAfterDays: 35 };

  it('covers the bucket with a role that can, under ids and names that are free', async () => {
    const text = `
      Parameters:
        ABackupRole:
          Type: String
      Resources:
        A:
          Type: AWS::S3::Bucket
          Condition: IsProd
        Z:
          Type: AWS::Backup::BackupVault
          Properties:
            BackupVaultName: !Sub \${AWS::StackName}-backup
    `;
    const fixedText = await after(text, 'A', remedy);
    assert.ok(fixedText !== undefined);
    const { selections, plans, vaults, roles } = (await readOne(fixedText)).estate;
    assert.deepEqual(
      [...selections.items, ...plans.items, ...vaults.items].map(({ id }) => id),
      ['ABackupSelection2', 'ABackupPlan2', 'ABackupVault2', 'Z'],
    );
    assert.equal(selections.items[0]!.resources.items[0]?.bucketId, 'A');
    assert.deepEqual(
      roles.items.map(({ arn, canBackUpS3 }) => [arn, canBackUpS3.state === 'known' && canBackUpS3.value]),
      [['ABackupRole2', true]],
    );
    assert.equal(fixedText.match(/Condition: IsProd/g)?.length, 5);
    assert.ok(fixedText.includes('!Sub ${AWS::StackName}-backup-2'), fixedText);
  });

  it('takes the long forms where the template has no others', async () => {
    const fixedText = await after(
      'Resources:\n  A:\n    Type: AWS::S3::Bucket\nOutputs:\n  O:\n    Value:\n      Ref: A\n',
      'A',
      remedy,
    );
    assert.match(fixedText ?? '', /BackupPlanId:\n {8}Ref: ABackupPlan\n/);
    assert.doesNotMatch(fixedText ?? '', /: !/);
  });

  it('is none where resources share a line', async () => {
    assert.equal(await after('Resources: {A: {Type: AWS::S3::Bucket}}\n', 'A', remedy), undefined);
  });
});
