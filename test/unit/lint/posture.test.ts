import assert from 'node:assert/strict';
import type { Bucket } from '../../../src/model/bucket';
import { complete } from '../../../src/model/estate';
import { absent, known, unknown, unmanaged } from '../../../src/model/fact';
import type { SourceRange } from '../../../src/model/source';
import { postureAt } from '../../../src/lint/posture';
import { bucket, estate } from '../support/estates';

const name: SourceRange = { file: '/p/main.tf', start: { line: 3, character: 4 }, end: { line: 3, character: 8 } };
const elsewhere: SourceRange = { ...name, file: '/p/storage.tf' };

function declared(changes: Partial<Bucket>): Bucket {
  const declaration = { dialect: 'terraform', resource: 'aws_s3_bucket.logs', name, block: name };
  return bucket('logs', { declaration, ...changes });
}

function rowsOf(...buckets: readonly Bucket[]): readonly string[] {
  const found = postureAt([estate({ buckets: complete(buckets) })], name.file, { line: 3, character: 5 });
  assert.equal(found?.resource, 'aws_s3_bucket.logs');
  return found.rows.map(({ fact, value, how, origin }) => `${fact}: ${value} (${how}) ${origin?.file ?? ''}`.trim());
}

describe('posture', () => {
  it('says of each fact how it is known, and where it is decided', () => {
    const rows = rowsOf(
      declared({
        versioning: known('enabled', 'written', elsewhere),
        lifecycle: absent,
        eventBridge: unmanaged,
        replication: unknown('the variable has no value', elsewhere),
      }),
    );
    assert.deepEqual(rows, [
      'Versioning: enabled (written) /p/storage.tf',
      'Old versions expire: no (not set)',
      'Object lock: — (not managed here)',
      'EventBridge: — (not managed here)',
      'Replication: — (not known: the variable has no value) /p/storage.tf',
    ]);
  });

  it('says that object lock implies versioning', () => {
    const [versioning] = rowsOf(declared({ versioning: absent, objectLock: known(true, 'written', elsewhere) }));
    assert.equal(versioning, 'Versioning: enabled (implied by object lock) /p/storage.tf');
  });

  it('says where the buckets of a declaration differ', () => {
    const [versioning, expiry] = rowsOf(declared({ id: 'a' }), declared({ id: 'b', versioning: absent }));
    assert.equal(versioning, 'Versioning: differs (not the same for all)');
    assert.equal(expiry, 'Old versions expire: yes (written)');
  });

  it('is told only at the name', () => {
    const estates = [estate({ buckets: complete([declared({})]) })];
    assert.equal(postureAt(estates, name.file, { line: 3, character: 9 }), undefined);
    assert.equal(postureAt(estates, elsewhere.file, { line: 3, character: 5 }), undefined);
  });
});
