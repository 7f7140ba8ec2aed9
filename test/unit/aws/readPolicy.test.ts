import assert from 'node:assert/strict';
import { readPolicy } from '../../../src/aws/readPolicy';
import { deniedFor, deniedInAccount } from '../../../src/explorer/session/denied';
import { allRead, endLooks, lookAt } from '../support/accounts';

afterEach(endLooks);

describe('the policy for what was denied', () => {
  it('allows actions on a bucket for that bucket, and others for all', async () => {
    const look = lookAt({}, ['eu-west-1']);
    await look.session.open();
    await allRead(look);
    const finance = look.session.entry('finance')?.state;
    assert.ok(finance);
    const policy: unknown = JSON.parse(readPolicy(deniedFor('finance', finance)));
    assert.deepEqual(policy, {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Action: [
            's3:GetBucketNotification',
            's3:GetBucketTagging',
            's3:GetBucketVersioning',
            's3:GetLifecycleConfiguration',
          ],
          Resource: ['arn:aws:s3:::finance'],
        },
      ],
    });
    assert.equal(readPolicy(deniedInAccount(look.session)), readPolicy(deniedFor('finance', finance)));
  });

  it('is what it takes: with it nothing is denied any more', async () => {
    const look = lookAt({}, ['eu-west-1']);
    const actions = ['s3:GetBucketTagging', 'backup:ListBackupVaults', 'backup:ListBackupPlans', 's3:ListAllMyBuckets'];
    const allow = new Map(actions.map((action) => [action, look.account.deny(action, '*')]));
    look.session.pin('orders-prod');
    await look.session.open();
    await look.session.whenFilled();
    const { Statement } = JSON.parse(readPolicy(deniedInAccount(look.session))) as {
      Statement: readonly { readonly Action: readonly string[] }[];
    };
    assert.deepEqual(Statement.flatMap(({ Action }) => Action).toSorted(), actions.toSorted());
    for (const action of Statement.flatMap(({ Action }) => Action)) allow.get(action)?.();
    await look.session.renew();
    assert.deepEqual(
      deniedInAccount(look.session).filter(({ bucket }) => bucket !== 'finance'),
      [],
    );
  });

  it('is the same text for the same actions, and joins buckets that lack the same', () => {
    const one = { action: 's3:GetBucketTagging', partition: 'aws' };
    const text = readPolicy([
      { ...one, bucket: 'b' },
      { ...one, bucket: 'a' },
    ]);
    assert.equal(
      text,
      readPolicy([
        { ...one, bucket: 'a' },
        { ...one, bucket: 'b' },
        { ...one, bucket: 'b' },
      ]),
    );
    assert.match(text, /"arn:aws:s3:::a",\s+"arn:aws:s3:::b"/u);
  });
});
