import assert from 'node:assert/strict';
import type { Estate } from '../../../../src/model/estate';
import { valueOf } from '../../../../src/model/fact';
import { coverageOf, rulesReaching } from '../../../../src/protection/coverage';
import { lockConflict } from '../../../../src/protection/vaultLock';
import { createCloudFormationDialect } from '../../../../src/templates/cloudformation/dialect';
import { dedent, readOne } from './reading';

async function estateOf(text: string): Promise<Estate> {
  return (await readOne(dedent(text))).estate;
}

/** A template with the buckets A and B and a selection of these entries. */
function withResources(entries: string, rest = '', bucket = ''): string {
  return `
    Resources:
      A: {Type: 'AWS::S3::Bucket'${bucket}}
      B: {Type: 'AWS::S3::Bucket'}
      Selection:
        Type: AWS::Backup::BackupSelection
        Properties:
          BackupPlanId: !Ref Plan
          BackupSelection:
            Resources: ${entries}
    ${rest}
  `;
}

async function coverage(text: string): Promise<Readonly<Record<string, string>>> {
  const estate = await estateOf(text);
  return Object.fromEntries(
    estate.buckets.items.map((bucket) => [bucket.id, coverageOf(bucket, estate).coverage] as const),
  );
}

const onlyA = { A: 'covered', B: 'not-covered' };

describe('CloudFormation: what a selection names', () => {
  it('finds the bucket by reference in every way to write its ARN', async () => {
    for (const entry of [
      '!GetAtt A.Arn',
      '!GetAtt [A, Arn]',
      '{"Fn::GetAtt": [A, Arn]}',
      '{"Fn::GetAtt": "A.Arn"}',
      '!Sub "${A.Arn}"',
      '!Sub "arn:${AWS::Partition}:s3:::${A}"',
      '!Sub "arn:aws:s3:::${A}"',
      '!Sub ["arn:aws:s3:::${Name}", {Name: !Ref A}]',
      '!Join ["", ["arn:aws:s3:::", !Ref A]]',
      '!Join [":", [arn, !Ref "AWS::Partition", s3, "", "", !Ref A]]',
    ]) {
      assert.deepEqual(await coverage(withResources(`[${entry}]`)), onlyA, entry);
    }
  });

  it('finds the bucket by the name it is given, known or not', async () => {
    const parameters = 'Parameters: {Name: {Type: String}}';
    for (const [bucketName, entry] of [
      ['!Ref Name', '!Sub "arn:aws:s3:::${Name}"'],
      ['!Sub "${AWS::StackName}-a"', '!Sub "arn:${AWS::Partition}:s3:::${AWS::StackName}-a"'],
    ]) {
      const bucket = `, Properties: {BucketName: ${bucketName ?? ''}}`;
      assert.deepEqual(await coverage(withResources(`[${entry ?? ''}]`, parameters, bucket)), onlyA, entry);
    }
    const named = ', Properties: {BucketName: app-data}';
    assert.equal((await coverage(withResources('["arn:aws:s3:::app-*"]', '', named)))['A'], 'covered');
    assert.equal(
      (await coverage(withResources('[!Sub "arn:${AWS::Partition}:s3:::app-*"]', '', named)))['A'],
      'covered',
    );
    const { selections } = await estateOf(withResources('[!GetAtt A.Arn]', '', named));
    assert.deepEqual(
      selections.items[0]?.resources.items.map(({ pattern, bucketId }) => [valueOf(pattern), bucketId]),
      [['arn:aws:s3:::app-data', 'A']],
    );
  });

  it('covers every bucket by a pattern of all, whatever their names', async () => {
    for (const entry of ['"*"', '"arn:aws:s3:::*"', '!Sub "arn:${AWS::Partition}:s3:::*"']) {
      assert.deepEqual(await coverage(withResources(`[${entry}]`)), { A: 'covered', B: 'covered' }, entry);
    }
  });

  it('says nothing of what it cannot read', async () => {
    const unread = { A: 'cannot-tell', B: 'cannot-tell' };
    const parameters = 'Parameters: {P: {Type: String}, L: {Type: CommaDelimitedList}}';
    for (const entries of ['[!Ref P]', '!Ref L', '[!ImportValue x]', '[!Sub "arn:aws:s3:::${P}-logs"]', '']) {
      assert.deepEqual(await coverage(withResources(entries, parameters)), unread, entries);
    }
    const conditions = 'Conditions: {C: !Equals [!Ref AWS::Region, x]}';
    const chosen = '[!If [C, !GetAtt A.Arn, !Ref AWS::NoValue]]';
    assert.deepEqual(await coverage(withResources(chosen, conditions)), unread);
  });
});

describe('CloudFormation: whether a selection is made', () => {
  const selection = (condition: string): string => `
    Parameters: {Env: {Type: String, Default: dev}}
    Conditions:
      Never: !Equals [a, b]
      Always: !Equals [a, a]
      IsDev: !Equals [!Ref Env, dev]
      IsProd: !Equals [!Ref Env, prod]
      Far: !Equals [!Ref AWS::Region, x]
    Resources:
      A: {Type: 'AWS::S3::Bucket'}
      Selection:
        Type: AWS::Backup::BackupSelection
        Condition: ${condition}
        Properties: {BackupPlanId: x, BackupSelection: {Resources: [!GetAtt A.Arn]}}
  `;

  it('is known where the template decides or a default makes it, not where a default leaves it out', async () => {
    assert.deepEqual(await coverage(selection('Always')), { A: 'covered' });
    assert.deepEqual(await coverage(selection('IsDev')), { A: 'covered' });
    assert.deepEqual(await coverage(selection('IsProd')), { A: 'cannot-tell' });
    assert.deepEqual(await coverage(selection('Far')), { A: 'cannot-tell' });
  });

  it('is not listed where the template switches it off', async () => {
    const { selections } = await estateOf(selection('Never'));
    assert.deepEqual(selections, { items: [], completeness: { kind: 'complete' } });
  });

  it('is not known to be all there is where others may come from elsewhere', async () => {
    for (const other of [
      'N: {Type: AWS::CloudFormation::Stack}',
      'N: {Type: AWS::Serverless::Application}',
      'N: {Type: My::Own::Thing::MODULE}',
      'Fn::Transform: {Name: AWS::Include, Parameters: {Location: x}}',
      '"Fn::ForEach::S": [I, [a], {"S${I}": {Type: AWS::Backup::BackupSelection}}]',
    ]) {
      const { selections } = await estateOf(`
        Resources:
          A:
            Type: AWS::S3::Bucket
          ${other}
      `);
      assert.equal(selections.completeness.kind, 'partial', other);
    }
    const macro = await estateOf('Transform: Mine\nResources:\n  A:\n    Type: AWS::S3::Bucket\n');
    assert.equal(macro.selections.completeness.kind, 'partial');
  });
});

const backup = `
  Parameters:
    Days: {Type: Number, Default: 60}
  Resources:
    Plan:
      Type: AWS::Backup::BackupPlan
      Properties:
        BackupPlan:
          BackupPlanName: daily
          BackupPlanRule:
            - RuleName: hourly
              TargetBackupVault: !Ref Vault
              EnableContinuousBackup: true
              ScheduleExpression: cron(0 * ? * * *)
              StartWindowMinutes: 60
              CompletionWindowMinutes: 180
              Lifecycle: {DeleteAfterDays: !Ref Days, MoveToColdStorageAfterDays: 30}
              CopyActions: [{DestinationBackupVaultArn: x}]
              TargetLogicallyAirGappedBackupVaultArn: !GetAtt Gapped.BackupVaultArn
            - RuleName: monthly
              TargetBackupVault: !GetAtt Vault.BackupVaultName
              Lifecycle: {DeleteAfterDays: -1}
    Vault:
      Type: AWS::Backup::BackupVault
      Properties:
        BackupVaultName: !Sub "\${AWS::StackName}-vault"
        LockConfiguration: {MinRetentionDays: 7, MaxRetentionDays: 35}
    Gapped:
      Type: AWS::Backup::LogicallyAirGappedBackupVault
      Properties: {BackupVaultName: gapped, MinRetentionDays: 7, MaxRetentionDays: 90}
    Role:
      Type: AWS::IAM::Role
    Selection:
      Type: AWS::Backup::BackupSelection
      Properties:
        BackupPlanId: !GetAtt Plan.BackupPlanId
        BackupSelection: {SelectionName: all, IamRoleArn: !GetAtt Role.Arn, Resources: ['*']}
    A:
      Type: AWS::S3::Bucket
`;

describe('CloudFormation: plans and vaults', () => {
  it('reads the rules of a plan', async () => {
    const { plans } = await estateOf(backup);
    const [plan] = plans.items;
    assert.equal(plan?.id, 'Plan');
    const [hourly, monthly] = plan.rules.items;
    assert.ok(hourly !== undefined && monthly !== undefined);
    assert.deepEqual(
      [hourly.id, valueOf(hourly.name), valueOf(hourly.schedule), valueOf(hourly.startWindowMinutes)],
      ['Plan#0', 'hourly', 'cron(0 * ? * * *)', 60],
    );
    assert.deepEqual([valueOf(hourly.completionWindowMinutes), valueOf(hourly.moveToColdStorageAfterDays)], [180, 30]);
    assert.deepEqual([valueOf(hourly.continuous), valueOf(hourly.copies)], [true, true]);
    assert.equal(hourly.deleteAfterDays.state === 'known' && hourly.deleteAfterDays.basis, 'default');
    assert.equal(valueOf(hourly.airGappedVault), 'gapped');
    assert.equal(monthly.deleteAfterDays.state, 'absent', 'for ever');
    assert.deepEqual([valueOf(monthly.continuous), valueOf(monthly.copies)], [false, false]);
    assert.equal(monthly.schedule.state, 'absent');
    assert.equal(hourly.declaration?.resource, 'Plan');
    assert.deepEqual(hourly.declaration.name.start, { line: 9, character: 22 });
  });

  it('joins selection, plan and role by reference', async () => {
    const estate = await estateOf(backup);
    const [bucket] = estate.buckets.items;
    const [selection] = estate.selections.items;
    assert.deepEqual([valueOf(selection!.planId), valueOf(selection!.roleArn)], ['Plan', 'Role']);
    assert.deepEqual(
      rulesReaching(coverageOf(bucket!, estate), estate).map(({ id }) => id),
      ['Plan#0', 'Plan#1'],
    );
  });

  it('holds a rule against the lock of a vault whose name only the stack knows', async () => {
    const { plans, vaults } = await estateOf(backup);
    const [hourly] = plans.items[0]!.rules.items;
    assert.deepEqual(lockConflict(hourly!, vaults), {
      vault: 'Vault',
      why: 'retention',
      retentionDays: 60,
      minimum: 7,
      maximum: 35,
    });
    assert.deepEqual(
      vaults.items.map(({ id, kind, locked }) => [id, valueOf(kind), valueOf(locked)]),
      [
        ['Vault', 'standard', true],
        ['Gapped', 'air-gapped', true],
      ],
    );
  });

  it('does not know a lock that a condition sets', async () => {
    const { vaults } = await estateOf(`
      Conditions: {C: !Equals [!Ref AWS::Region, x]}
      Resources:
        V:
          Type: AWS::Backup::BackupVault
          Properties: {LockConfiguration: !If [C, {MinRetentionDays: 7}, !Ref AWS::NoValue]}
        W:
          Type: AWS::Backup::BackupVault
    `);
    assert.deepEqual(
      vaults.items.map(({ locked }) => (locked.state === 'known' ? locked.value : locked.state)),
      ['unknown', false],
    );
  });

  it('reads a template that has nothing but backup resources', async () => {
    const text = dedent(backup).replace(/ {2}A:\n.*\n/, '');
    assert.ok(createCloudFormationDialect().mayConcern(text));
    const { estate } = await readOne(text);
    assert.deepEqual([estate.buckets.items.length, estate.plans.items.length], [0, 1]);
    assert.equal(estate.selections.completeness.kind, 'complete');
  });
});

/** What the role of a selection can do, with these properties and these other resources. */
async function roleOf(
  properties: string,
  rest = '',
): Promise<{ readonly can: boolean | string; readonly wrong: number }> {
  const { roles } = await estateOf(`
    Resources:
      Selection: {Type: 'AWS::Backup::BackupSelection'}
      Role:
        Type: AWS::IAM::Role
        Properties: ${properties}
      ${rest}
  `);
  const [role] = roles.items;
  assert.ok(role !== undefined);
  const { canBackUpS3, wrongPolicyArns } = role;
  return {
    can: canBackUpS3.state === 'known' ? canBackUpS3.value : canBackUpS3.state,
    wrong: wrongPolicyArns.items.length,
  };
}

describe('CloudFormation: roles', () => {
  const forBackup = 'arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup';
  const forS3 = 'arn:aws:iam::aws:policy/AWSBackupServiceRolePolicyForS3Backup';

  it('can back up S3 with the policy for it, and cannot with only those that do not', async () => {
    assert.deepEqual(await roleOf(`{ManagedPolicyArns: ['${forBackup}']}`), { can: false, wrong: 0 });
    assert.deepEqual(await roleOf(`{ManagedPolicyArns: ['${forBackup}', '${forS3}']}`), { can: true, wrong: 0 });
    const partition = forS3.replace('arn:aws:', 'arn:${AWS::Partition}:');
    assert.deepEqual(await roleOf(`{ManagedPolicyArns: [!Sub '${partition}']}`), { can: true, wrong: 0 });
    assert.equal((await roleOf("{ManagedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess']}")).can, true);
  });

  it('finds the S3 policies under a path where they are not', async () => {
    const wrong = forS3.replace('policy/', 'policy/service-role/');
    assert.deepEqual(await roleOf(`{ManagedPolicyArns: ['${forBackup}', '${wrong}']}`), { can: false, wrong: 1 });
  });

  it('is not judged by policies that are not read', async () => {
    const attach = (type: string, property: string): Promise<{ can: boolean | string }> =>
      roleOf(`{ManagedPolicyArns: ['${forBackup}']}`, `P: {Type: '${type}', Properties: {${property}}}`);
    assert.equal((await attach('AWS::IAM::Policy', 'Roles: [!Ref Role]')).can, 'unknown');
    assert.equal((await attach('AWS::IAM::ManagedPolicy', 'Roles: !Ref Names')).can, 'unknown');
    assert.equal((await attach('AWS::IAM::RolePolicy', 'RoleName: !Ref Role')).can, 'unknown');
    assert.equal((await attach('AWS::IAM::Policy', 'Users: [x]')).can, false);
    assert.equal((await roleOf(`{ManagedPolicyArns: ['${forBackup}'], Policies: [{PolicyName: x}]}`)).can, 'unknown');
    assert.equal((await roleOf(`{ManagedPolicyArns: ['${forBackup}', !Ref P]}`)).can, 'unknown');
    assert.equal((await roleOf('{ManagedPolicyArns: !Ref Arns}')).can, 'unknown');
    assert.equal((await roleOf('{}')).can, 'unknown');
  });
});

describe('CloudFormation: access logs', () => {
  const into = async (logging: string): Promise<boolean | string | undefined> => {
    const { buckets } = await estateOf(`
      Parameters: {Name: {Type: String}}
      Resources:
        A:
          Type: AWS::S3::Bucket
          Properties: {${logging}}
    `);
    const fact = buckets.items[0]?.receivesOwnLogs;
    return fact?.state === 'known' ? fact.value : fact?.state;
  };

  it('go to the bucket itself where it is named, or none is', async () => {
    assert.equal(await into('LoggingConfiguration: {LogFilePrefix: x}'), true);
    assert.equal(await into('LoggingConfiguration: {DestinationBucketName: !Ref A}'), true);
    assert.equal(await into('BucketName: a, LoggingConfiguration: {DestinationBucketName: a}'), true);
    assert.equal(await into('BucketName: !Ref Name, LoggingConfiguration: {DestinationBucketName: !Ref Name}'), true);
  });

  it('go elsewhere, or it is not known where', async () => {
    assert.equal(await into('BucketName: a, LoggingConfiguration: {DestinationBucketName: b}'), false);
    assert.equal(await into('LoggingConfiguration: {DestinationBucketName: !Ref Name}'), 'unknown');
    assert.equal(await into('BucketName: a'), 'unmanaged');
  });
});

describe('SAM: events of buckets', () => {
  const events = async (bucket: string, more = '', transform = 'AWS::Serverless-2016-10-31'): Promise<string> => {
    const { buckets } = await estateOf(`
      Transform: ${transform}
      Resources:
        A:
          Type: AWS::S3::Bucket
          ${bucket}
        Resize:
          Type: AWS::Serverless::Function
          ${more}
          Properties:
            Events:
              Upload:
                Type: S3
                Properties: {Bucket: !Ref A, Events: s3:ObjectCreated:*}
    `);
    const fact = buckets.items[0]!.eventBridge;
    return fact.state === 'known' ? String(fact.value) : fact.state;
  };

  it('replace the notifications, so EventBridge is off unless the bucket turns it on', async () => {
    assert.equal(await events(''), 'false');
    const on = 'Properties: {NotificationConfiguration: {EventBridgeConfiguration: {EventBridgeEnabled: true}}}';
    assert.equal(await events(on), 'true');
  });

  it('decide nothing where the function may be missing, or SAM is not asked for', async () => {
    assert.equal(await events('', 'Condition: Maybe'), 'unmanaged');
    assert.equal(await events('', '', 'AWS::LanguageExtensions'), 'unmanaged');
  });
});

describe('CloudFormation: values that only the stack knows', () => {
  const tagged = async (tag: string, asked: string): Promise<Readonly<Record<string, string>>> =>
    coverage(`
      Parameters: {P: {Type: String}, S: {Type: 'AWS::SSM::Parameter::Value<String>', Default: /backup}}
      Resources:
        A:
          Type: AWS::S3::Bucket
          Properties: {Tags: [{Key: backup, Value: ${tag}}]}
        Selection:
          Type: AWS::Backup::BackupSelection
          Properties:
            BackupPlanId: x
            BackupSelection: {ListOfTags: [{ConditionType: STRINGEQUALS, ConditionKey: backup, ConditionValue: ${asked}}]}
    `);

  it('are the same where the template says the same', async () => {
    const values = [
      '!Ref P',
      '!Ref S',
      '!Ref AWS::Region',
      '!ImportValue plan',
      "'{{resolve:ssm:/backup}}'",
      '!Sub "${P}-x"',
    ];
    for (const value of values) {
      assert.deepEqual(await tagged(value, value), { A: 'covered' }, value);
      for (const other of values.filter((each) => each !== value)) {
        assert.deepEqual(await tagged(value, other), { A: 'cannot-tell' }, `${value} ${other}`);
      }
    }
    assert.deepEqual(await tagged('!ImportValue plan', '!ImportValue other'), { A: 'cannot-tell' });
  });
});

describe('SAM: what stands beside buckets', () => {
  it('says nothing of them: neither Globals nor connectors do', async () => {
    const { buckets, selections } = await estateOf(`
      Transform: AWS::Serverless-2016-10-31
      Globals:
        Function: {Tags: {backup: daily}, Timeout: 3}
        Bucket: {VersioningConfiguration: {Status: Enabled}}
      Resources:
        A:
          Type: AWS::S3::Bucket
          Connectors:
            ToFunction: {Properties: {Destination: {Id: F}, Permissions: [Read]}}
        Link:
          Type: AWS::Serverless::Connector
          Properties: {Source: {Id: F}, Destination: {Id: A}, Permissions: [Write]}
        F:
          Type: AWS::Serverless::Function
    `);
    const [bucket, ...others] = buckets.items;
    assert.deepEqual(others, []);
    assert.equal(bucket?.versioning.state, 'absent');
    assert.equal(bucket.eventBridge.state, 'unmanaged');
    assert.equal(bucket.tags.state === 'known' && bucket.tags.value.entries.size, 0);
    assert.equal(selections.completeness.kind, 'complete');
  });
});
