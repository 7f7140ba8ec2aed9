import assert from 'node:assert/strict';
import { leftOutRow } from '../../../src/explorer/buckets/leftOutRow';
import { endLooks, lookAt, until } from '../support/accounts';

afterEach(endLooks);

const never = new AbortController().signal;
const bucket = 'orders-prod';
const place = [bucket, 'eu-west-1'] as const;

describe('what backups of a bucket leave out, as a row', () => {
  it('is not looked at unasked, and then says among how many', async () => {
    const { account, session, changes } = lookAt();
    await session.open();
    await session.whenFilled();
    assert.match(leftOutRow(bucket, session).detail ?? '', /^not looked at yet/u);
    assert.equal(account.log.count('s3', 'ListObjectVersions'), 0);
    const check = await session.leftOut.look(...place, never);
    assert.equal(check?.kind, 'looked');
    assert.match(leftOutRow(bucket, session).detail ?? '', /\d+ versions/u);
    await until(
      () => changes.some((change) => change.kind === 'buckets' && change.names.has(bucket)),
      'the row to change',
    );
  });

  it('says what was denied, and is as it was after being cancelled', async () => {
    const { account, session } = lookAt();
    await session.open();
    account.interfere = ({ operation }) => (operation === 'ListObjectVersions' ? { kind: 'hang' } : undefined);
    const cancel = new AbortController();
    const looking = session.leftOut.look(...place, cancel.signal);
    assert.equal(leftOutRow(bucket, session).icon, 'loading');
    cancel.abort();
    assert.equal(await looking, undefined);
    account.interfere = undefined;
    account.deny('s3:ListBucketVersions', '*');
    const check = await session.leftOut.look(...place, never);
    assert.equal(check?.kind, 'failed');
    assert.match(leftOutRow(bucket, session).detail ?? '', /s3:ListBucketVersions is denied/u);
  });
});
