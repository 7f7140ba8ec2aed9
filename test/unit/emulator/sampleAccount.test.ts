import assert from 'node:assert/strict';
import {
  DescribeBackupVaultCommand,
  ListBackupJobsCommand,
  ListBackupVaultsCommand,
  ListProtectedResourcesCommand,
  ListRecoveryPointsByBackupVaultCommand,
  StartBackupJobCommand,
} from '@aws-sdk/client-backup';
import {
  GetPolicyVersionCommand,
  GetRoleCommand,
  ListAttachedRolePoliciesCommand,
  SimulatePrincipalPolicyCommand,
} from '@aws-sdk/client-iam';
import { GetBucketVersioningCommand, HeadBucketCommand, ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { createSampleAccount } from '../../../src/emulator/account';
import {
  arnOf,
  connect,
  emptyAccount,
  hour,
  makeBucket,
  makeVault,
  minute,
  role,
  roleWithoutS3,
  start,
} from './sample';

describe('the clock', () => {
  it('runs with real time where nothing else is said', () => {
    const before = Date.now();
    const { clock } = createSampleAccount({ scenario: 'empty' });
    assert.ok(clock.now() >= before && clock.now() <= Date.now());
    clock.advance(hour);
    assert.ok(clock.now() >= before + hour);
  });

  it('stands still at a given time, and goes forward only', () => {
    const { clock } = createSampleAccount({ scenario: 'empty', now: start });
    assert.equal(clock.now(), start);
    clock.advance(minute);
    assert.equal(clock.now(), start + minute);
    assert.throws(() => {
      clock.advance(-1);
    }, RangeError);
  });
});

describe('who calls', () => {
  it('is told by GetCallerIdentity, and another one after AssumeRole', async () => {
    const { account, sts } = emptyAccount();
    const me = await sts.send(new GetCallerIdentityCommand({}));
    assert.equal(me.Account, '111122223333');
    assert.equal(me.Arn, 'arn:aws:sts::111122223333:assumed-role/explorer/sample');
    const { Credentials } = await sts.send(new AssumeRoleCommand({ RoleArn: role, RoleSessionName: 'test' }));
    const assumed = new STSClient({
      region: 'eu-west-1',
      credentials: {
        accessKeyId: Credentials?.AccessKeyId ?? '',
        secretAccessKey: Credentials?.SecretAccessKey ?? '',
        sessionToken: Credentials?.SessionToken ?? '',
      },
      requestHandler: account,
    });
    const other = await assumed.send(new GetCallerIdentityCommand({}));
    assert.equal(other.Arn, 'arn:aws:sts::111122223333:assumed-role/backup-s3/test');
  });

  it('is refused what is denied, with the action and the resource in the message', async () => {
    const clients = emptyAccount();
    await makeBucket(clients, 'orders');
    await makeVault(clients);
    const allow = clients.account.deny('s3:GetBucketVersioning', arnOf('orders'));
    clients.account.deny('backup:Describe*', '*');
    const versioning = new GetBucketVersioningCommand({ Bucket: 'orders' });
    await assert.rejects(clients.s3.send(versioning), {
      name: 'AccessDenied',
      message:
        'User: arn:aws:sts::111122223333:assumed-role/explorer/sample is not authorized to perform: ' +
        's3:GetBucketVersioning on resource: "arn:aws:s3:::orders" because no identity-based policy allows the ' +
        's3:GetBucketVersioning action',
    });
    await assert.rejects(clients.backup.send(new DescribeBackupVaultCommand({ BackupVaultName: 'main' })), {
      name: 'AccessDeniedException',
      message: /backup:DescribeBackupVault on resource: arn:aws:backup:eu-west-1:111122223333:backup-vault:main/,
    });
    allow();
    await clients.s3.send(versioning);
  });

  it('learns the Region of a bucket even where looking at it is denied', async () => {
    const clients = emptyAccount();
    await makeBucket(clients, 'orders');
    clients.account.deny('s3:ListBucket', '*');
    await assert.rejects(clients.s3.send(new HeadBucketCommand({ Bucket: 'orders' })), (error: object) => {
      const { $response, $metadata } = error as {
        $metadata: { httpStatusCode: number };
        $response: { headers: Record<string, string> };
      };
      assert.equal($metadata.httpStatusCode, 403);
      assert.equal($response.headers['x-amz-bucket-region'], 'eu-west-1');
      return true;
    });
  });
});

describe('roles', () => {
  it('carry policies whose documents tell whether they may back up S3', async () => {
    const { iam } = emptyAccount();
    const actionsOf = async (RoleName: string): Promise<string[]> => {
      const { AttachedPolicies = [] } = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName }));
      const actions: string[] = [];
      for (const { PolicyArn, PolicyName } of AttachedPolicies) {
        const VersionId = PolicyName?.includes('S3Backup')
          ? 'v5'
          : PolicyName?.includes('S3Restore')
            ? 'v2'
            : undefined;
        if (VersionId !== undefined) {
          const { PolicyVersion } = await iam.send(new GetPolicyVersionCommand({ PolicyArn, VersionId }));
          const document = JSON.parse(decodeURIComponent(PolicyVersion?.Document ?? '{}')) as {
            Statement: { Action: string | string[] }[];
          };
          actions.push(...document.Statement.flatMap((statement) => statement.Action));
        }
      }
      return actions;
    };
    assert.ok((await actionsOf('backup-s3')).includes('s3:GetObjectVersionAcl'));
    assert.ok((await actionsOf('backup-s3')).includes('s3:ListTagsForResource'));
    assert.deepEqual(await actionsOf('AWSBackupDefaultServiceRole'), []);
    const { Role } = await iam.send(new GetRoleCommand({ RoleName: 'AWSBackupDefaultServiceRole' }));
    assert.equal(Role?.Arn, roleWithoutS3);
    assert.match(decodeURIComponent(Role.AssumeRolePolicyDocument ?? ''), /backup\.amazonaws\.com/);
  });

  it('can be simulated', async () => {
    const { iam } = emptyAccount();
    const decide = async (PolicySourceArn: string) => {
      const ActionNames = ['s3:GetBucketVersioning'];
      const { EvaluationResults } = await iam.send(
        new SimulatePrincipalPolicyCommand({ PolicySourceArn, ActionNames, ResourceArns: [arnOf('orders')] }),
      );
      return EvaluationResults?.map((result) => result.EvalDecision);
    };
    assert.deepEqual(await decide(role), ['allowed']);
    assert.deepEqual(await decide(roleWithoutS3), ['implicitDeny']);
  });
});

describe('lists without a documented order', () => {
  const names = Array.from({ length: 25 }, (_none, i) => `vault-${String(i).padStart(2, '0')}`);

  async function accountWithVaults() {
    const clients = emptyAccount();
    for (const name of names) {
      await makeVault(clients, name);
    }
    return clients;
  }

  it('come in another order than they were made, the same one every time', async () => {
    const listed = async () => {
      const { backup } = await accountWithVaults();
      const { BackupVaultList = [] } = await backup.send(new ListBackupVaultsCommand({}));
      return BackupVaultList.map((vault) => vault.BackupVaultName ?? '');
    };
    const first = await listed();
    assert.notDeepEqual(first, names);
    assert.deepEqual([...first].sort(), names);
    assert.deepEqual(await listed(), first);
  });

  it('come in pages that neither repeat nor leave out, also when something is added meanwhile', async () => {
    const clients = await accountWithVaults();
    for (const MaxResults of [1, 7, 25, 1000]) {
      const seen: (string | undefined)[] = [];
      let NextToken: string | undefined;
      do {
        const page = await clients.backup.send(new ListBackupVaultsCommand({ MaxResults, NextToken }));
        assert.ok((page.BackupVaultList?.length ?? 0) <= MaxResults);
        seen.push(...(page.BackupVaultList ?? []).map((vault) => vault.BackupVaultName));
        NextToken = page.NextToken;
        if (MaxResults === 7 && seen.length === 7) {
          await makeVault(clients, 'in-between');
        }
      } while (NextToken !== undefined);
      const old = seen.filter((name) => name !== 'in-between');
      assert.deepEqual([...old].sort(), names, `pages of ${MaxResults}`);
    }
  });

  it('refuse a page size or a token that is wrong', async () => {
    const { backup } = emptyAccount();
    const wrong = { name: 'InvalidParameterValueException' };
    await assert.rejects(backup.send(new ListBackupVaultsCommand({ MaxResults: 0 })), wrong);
    await assert.rejects(backup.send(new ListBackupVaultsCommand({ MaxResults: 1001 })), wrong);
    await assert.rejects(backup.send(new ListBackupVaultsCommand({ NextToken: 'no token' })), wrong);
  });
});

describe('the log', () => {
  it('counts calls by operation and Region', async () => {
    const clients = emptyAccount();
    const elsewhere = connect(clients.account, 'us-east-1');
    await clients.backup.send(new ListBackupVaultsCommand({}));
    await elsewhere.backup.send(new ListBackupVaultsCommand({}));
    await clients.s3.send(new ListBucketsCommand({}));
    const { log } = clients.account;
    assert.equal(log.total, 3);
    assert.equal(log.count('backup', 'ListBackupVaults'), 2);
    assert.equal(log.count('backup', 'ListBackupVaults', 'us-east-1'), 1);
    log.clear();
    assert.equal(log.total, 0);
    await Promise.all(Array.from({ length: 9 }, () => clients.s3.send(new ListBucketsCommand({}))));
    assert.equal(log.mostInFlight, 9);
  });
});

describe('interference', () => {
  it('fails a call with the error that is asked for, and the SDK retries what AWS throttles', async () => {
    const { account } = emptyAccount();
    let failures = 2;
    account.interfere = ({ operation }) =>
      operation === 'ListBuckets' && failures-- > 0
        ? { kind: 'error', code: 'SlowDown', message: 'Please reduce your request rate.', statusCode: 503 }
        : undefined;
    const s3 = new S3Client({
      region: 'eu-west-1',
      credentials: { accessKeyId: 'sample', secretAccessKey: 'sample' },
      requestHandler: account,
      maxAttempts: 3,
    });
    const { $metadata } = await s3.send(new ListBucketsCommand({}));
    assert.equal($metadata.attempts, 3);
  });

  it('delays a call, which an abort cuts short', async () => {
    const { account, s3 } = emptyAccount();
    account.interfere = () => ({ kind: 'delay', milliseconds: 1 });
    await s3.send(new ListBucketsCommand({}));
    for (const kind of ['delay', 'hang'] as const) {
      account.interfere = () => (kind === 'delay' ? { kind, milliseconds: 3_600_000 } : { kind });
      const abort = new AbortController();
      const call = s3.send(new ListBucketsCommand({}), { abortSignal: abort.signal });
      setTimeout(() => {
        abort.abort();
      }, 5);
      await assert.rejects(call, { name: 'AbortError' });
    }
  });

  it('breaks an answer off', async () => {
    const clients = emptyAccount();
    await makeVault(clients);
    clients.account.interfere = () => ({ kind: 'malformedBody' });
    await assert.rejects(clients.backup.send(new ListBackupVaultsCommand({})), SyntaxError);
    await assert.rejects(clients.s3.send(new ListBucketsCommand({})));
  });
});

describe('two thousand calls in a row', () => {
  it('leave the event loop its turns', async () => {
    const { account } = emptyAccount();
    const request = {
      method: 'GET',
      hostname: 's3.eu-west-1.amazonaws.com',
      path: '/',
      headers: { authorization: 'AWS4-HMAC-SHA256 Credential=sample/20260310/eu-west-1/s3/aws4_request' },
    };
    let turns = 0;
    const turn = (): void => {
      turns++;
      next = setImmediate(turn);
    };
    let next = setImmediate(turn);
    for (let i = 0; i < 2000; i++) {
      assert.equal((await account.respond(request)).statusCode, 200);
    }
    clearImmediate(next);
    assert.ok(turns >= 1999, `${turns} turns`);
  });
});

describe('a large account', () => {
  it('of 10,000 buckets and 20,000 recovery points is listed completely', async () => {
    const account = createSampleAccount({
      scenario: 'large',
      size: { buckets: 10_000, recoveryPoints: 20_000 },
      now: start,
    });
    const { backup, s3 } = connect(account);
    const { Buckets } = await s3.send(new ListBucketsCommand({ MaxBuckets: 10_000 }));
    assert.equal(Buckets?.length, 10_000);
    const arns = new Set<string | undefined>();
    let NextToken: string | undefined;
    do {
      const page = await backup.send(
        new ListRecoveryPointsByBackupVaultCommand({ BackupVaultName: 'main', NextToken, MaxResults: 1000 }),
      );
      for (const { RecoveryPointArn } of page.RecoveryPoints ?? []) {
        arns.add(RecoveryPointArn);
      }
      NextToken = page.NextToken;
    } while (NextToken !== undefined);
    assert.equal(arns.size, 20_000);
    assert.equal(account.log.count('backup', 'ListRecoveryPointsByBackupVault'), 20);
    const input = { BackupVaultName: 'main', ResourceArn: arnOf('bucket-000000'), IamRoleArn: role };
    await backup.send(new StartBackupJobCommand(input));
    account.clock.advance(hour);
    const { BackupJobs } = await backup.send(new ListBackupJobsCommand({}));
    assert.equal(BackupJobs?.[0]?.State, 'COMPLETED');
    const first = await backup.send(new ListProtectedResourcesCommand({ MaxResults: 1000 }));
    assert.equal(first.Results?.length, 1000);
  });
});
