import assert from 'node:assert/strict';
import type { Fact } from '../../../../src/model/fact';
import { absent, denied, known, unknown, unmanaged } from '../../../../src/model/fact';
import type { RecoveryPoint } from '../../../../src/model/recoveryPoint';
import { isStopped } from '../../../../src/protection/check';
import { bucketNameProblem } from '../../../../src/protection/restore/bucketName';
import type { RestoreFacts } from '../../../../src/protection/restore/facts';
import { reachOf } from '../../../../src/protection/restore/moments';
import { preflight } from '../../../../src/protection/restore/preflight';
import type { RestoreRequest } from '../../../../src/protection/restore/request';

const now = new Date('2026-03-10T12:00:00Z');

const point: RecoveryPoint = {
  arn: 'arn:aws:backup:eu-west-1:111122223333:recovery-point:continuous:orders-0a1b2c3d',
  bucketArn: 'arn:aws:s3:::orders',
  vaultName: 'main',
  kind: 'continuous',
  status: 'AVAILABLE',
  createdAt: new Date('2026-02-01T00:00:00Z'),
  retentionDays: 7,
};

const snapshot: RecoveryPoint = { ...point, arn: `${point.arn}-s`, kind: 'snapshot', status: 'COMPLETED' };

const request: RestoreRequest = {
  origin: {
    recoveryPointArn: point.arn,
    vault: 'main',
    region: 'eu-west-1',
    bucket: 'orders',
    kind: 'continuous',
    createdAt: point.createdAt.toISOString(),
    at: '2026-03-09T00:00:00.000Z',
  },
  scope: { kind: 'all' },
  versions: 1,
  destination: { kind: 'existing', bucket: 'target' },
  encryption: { kind: 'original' },
  restoresAcls: false,
  role: 'arn:aws:iam::111122223333:role/backup-s3',
};

const facts: RestoreFacts = {
  now,
  point: { point: known(point), copiedFrom: absent, savedAcls: known(true), capturing: known(true) },
  destination: {
    region: known('eu-west-1'),
    versioning: known('enabled'),
    aclsEnabled: known(true),
    blocksPublicAcls: absent,
  },
  role: { trusted: known(true), canRestoreS3: known(true) },
};

/** What is not in order, with its kind: ✗ stops it, ! leaves something out, ? cannot be told. */
function told(asked: Partial<RestoreRequest>, changes: Partial<RestoreFacts> = {}): readonly string[] {
  const marks = { ok: '✓', 'cannot-tell': '?' } as const;
  return preflight({ ...request, ...asked }, { ...facts, ...changes })
    .filter(({ kind }) => kind !== 'ok')
    .map((check) => `${check.kind === 'problem' ? (check.stops ? '✗' : '!') : marks[check.kind]} ${check.what}`);
}

function at(moment: string): Partial<RestoreRequest> {
  return { origin: { ...request.origin, at: moment } };
}

function pointIs(changes: Partial<RecoveryPoint>): Partial<RestoreFacts> {
  return { point: { ...facts.point, point: known({ ...point, ...changes }) } };
}

function destinationIs(changes: Partial<RestoreFacts['destination']>): Partial<RestoreFacts> {
  return { destination: { ...facts.destination, ...changes } };
}

describe('the look before a restore', () => {
  it('finds nothing where all is in order', () => {
    assert.deepEqual(told({}), []);
    assert.equal(isStopped(preflight(request, facts)), false);
  });

  const cases: readonly (readonly [
    why: string,
    asked: Partial<RestoreRequest>,
    facts: Partial<RestoreFacts>,
    found: readonly RegExp[],
  ])[] = [
    ['the moment is older than what is kept', at('2026-03-02T00:00:00Z'), {}, [/^✗ The moment lies before/u]],
    ['the moment is nearer than 15 minutes', at('2026-03-10T11:50:00Z'), {}, [/^✗ .*about 15 minutes behind/u]],
    ['the backup has stopped', {}, pointIs({ status: 'STOPPED' }), [/^\? The continuous backup has stopped/u]],
    ['the recovery point is expired', {}, pointIs({ status: 'EXPIRED' }), [/^! .*past its retention/u]],
    ['the recovery point is being made', {}, pointIs({ status: 'CREATING' }), [/^✗ .*its status is CREATING/u]],
    ['the recovery point is gone', {}, { point: { ...facts.point, point: absent } }, [/^✗ .*not there any more/u]],
    [
      'EventBridge is off',
      {},
      { point: { ...facts.point, capturing: known(false) } },
      [/^! EventBridge is off for the bucket/u],
    ],
    [
      'the bucket is in another Region',
      {},
      destinationIs({ region: known('us-east-1') }),
      [/^✗ The bucket target is in us-east-1/u],
    ],
    ['there is no such bucket', {}, destinationIs({ region: absent }), [/^✗ There is no bucket target/u]],
    ['versions are not kept', {}, destinationIs({ versioning: known('suspended') }), [/^✗ Versioning of target/u]],
    ['versions were never kept', {}, destinationIs({ versioning: absent }), [/^✗ Versioning of target/u]],
    [
      'it may not look',
      {},
      destinationIs({ versioning: denied('s3:GetBucketVersioning') }),
      [/^\? Whether versioning of target is enabled/u],
    ],
    [
      'ACLs are off',
      { restoresAcls: true },
      destinationIs({ aclsEnabled: known(false) }),
      [/^✗ ACLs are off in target/u],
    ],
    [
      'public access is blocked',
      { restoresAcls: true },
      destinationIs({ blocksPublicAcls: known(true) }),
      [/^! target blocks public access/u],
    ],
    [
      'ACLs were not backed up',
      { restoresAcls: true },
      { point: { ...facts.point, savedAcls: known(false) } },
      [/^✗ ACLs were not backed up/u],
    ],
    [
      'the original keys are in another Region',
      {},
      { point: { ...facts.point, copiedFrom: known('us-east-1') } },
      [/^✗ The recovery point is a copy from us-east-1/u],
    ],
    [
      'the key is in another Region',
      { encryption: { kind: 'SSE-KMS', key: 'arn:aws:kms:us-east-1:111122223333:key/k' } },
      {},
      [/^✗ The KMS key is in us-east-1/u],
    ],
    [
      'it is not known whether the role may use a key',
      { encryption: { kind: 'SSE-KMS', key: 'alias/k' } },
      {},
      [/^\? Whether the role may use the KMS key/u],
    ],
    [
      'the role cannot write',
      {},
      { role: { trusted: known(true), canRestoreS3: known(false) } },
      [/^✗ The role backup-s3 cannot write to S3/u],
    ],
    [
      'nobody may take the role on',
      {},
      { role: { trusted: known(false), canRestoreS3: known(true) } },
      [/^✗ AWS Backup cannot take on the role backup-s3/u],
    ],
    ['there is no such role', {}, { role: { trusted: absent, canRestoreS3: unknown('') } }, [/^✗ There is no role/u]],
    [
      'IAM may not be read',
      {},
      { role: { trusted: denied('iam:GetRole'), canRestoreS3: denied('iam:ListAttachedRolePolicies') } },
      [/^\? Whether AWS Backup can take on/u, /^\? Whether the role backup-s3 can restore S3/u],
    ],
    [
      'the name of the new bucket is taken',
      { destination: { kind: 'new', bucket: 'target' } },
      {},
      [/^✗ There is a bucket target already/u],
    ],
    [
      'the name of the new bucket is not allowed',
      { destination: { kind: 'new', bucket: 'Target' } },
      destinationIs({ region: absent }),
      [/^✗ Only lower-case letters/u],
    ],
    [
      'S3 does not say whether the name is free',
      { destination: { kind: 'new', bucket: 'target' } },
      destinationIs({ region: denied('s3:GetBucketLocation') }),
      [/^\? Whether the name target is free/u],
    ],
    [
      'several jobs make a new bucket',
      {
        destination: { kind: 'new', bucket: 'fresh' },
        scope: { kind: 'items', items: ['a', 'b', 'c', 'd', 'e', 'f'] },
      },
      destinationIs({ region: absent, versioning: unmanaged }),
      [/^\? This takes several jobs/u],
    ],
  ];
  for (const [why, asked, changes, found] of cases) {
    it(`tells that ${why}`, () => {
      const said = told(asked, changes);
      assert.equal(said.length, found.length, said.join('\n'));
      for (const [index, pattern] of found.entries()) assert.match(said[index] ?? '', pattern);
    });
  }

  it('never takes what could not be read for a problem that stops it', () => {
    const unread: Fact<never> = denied('x:Y');
    const checks = preflight(
      { ...request, restoresAcls: true },
      {
        now,
        point: { point: unread, copiedFrom: unread, savedAcls: unread, capturing: unread },
        destination: { region: unread, versioning: unread, aclsEnabled: unread, blocksPublicAcls: unread },
        role: { trusted: unread, canRestoreS3: unread },
      },
    );
    assert.ok(checks.every(({ kind }) => kind === 'cannot-tell'));
    assert.ok(checks.length >= 9);
  });
});

describe('the recovery point for a moment', () => {
  const points = [point, snapshot];
  const of = (moment: string) => reachOf(points, new Date(moment), now)?.point.kind;

  it('is the continuous one within its window, else the newest snapshot by then', () => {
    assert.equal(of('2026-03-05T00:00:00Z'), 'continuous');
    assert.equal(of('2026-03-01T00:00:00Z'), 'snapshot');
    assert.equal(of('2026-03-10T11:59:00Z'), 'snapshot');
    assert.equal(of('2026-01-01T00:00:00Z'), undefined);
  });

  it('is never one that cannot be restored', () => {
    const gone = points.map((each) => ({ ...each, status: 'DELETING' }));
    assert.equal(reachOf(gone, new Date('2026-03-05T00:00:00Z'), now), undefined);
  });
});

describe('the name of a new bucket', () => {
  it('follows the rules of S3', () => {
    for (const name of ['abc', 'a.b-c', '1bucket', 'x'.repeat(63)]) assert.equal(bucketNameProblem(name), undefined);
    const wrong = ['ab', 'x'.repeat(64), 'Abc', 'a_b', '-abc', 'abc.', 'a..b', '10.0.0.1', 'xn--abc', 'abc-s3alias'];
    for (const name of wrong) assert.ok(bucketNameProblem(name), name);
  });
});
