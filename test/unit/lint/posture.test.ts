import assert from 'node:assert/strict';
import type { Bucket } from '../../../src/model/bucket';
import { complete } from '../../../src/model/estate';
import { absent, known, unknown, unmanaged } from '../../../src/model/fact';
import type { SourceRange } from '../../../src/model/source';
import { postureAt } from '../../../src/lint/posture';
import type { SelectionText } from '../support/estates';
import { bucket, estate, selection } from '../support/estates';

const name: SourceRange = { file: '/p/main.tf', start: { line: 3, character: 4 }, end: { line: 3, character: 8 } };
const elsewhere: SourceRange = { ...name, file: '/p/storage.tf' };

function declared(changes: Partial<Bucket>): Bucket {
  const declaration = { dialect: 'terraform', resource: 'aws_s3_bucket.logs', name, block: name };
  return bucket('logs', { declaration, ...changes });
}

function rowsOf(...buckets: readonly Bucket[]): readonly string[] {
  const found = postureAt([estate({ buckets: complete(buckets) })], name.file, { line: 3, character: 5 });
  assert.equal(found?.resource, 'aws_s3_bucket.logs');
  return found.rows.map(({ fact, value, how, origin }) =>
    [`${fact}: ${value}`, ...(how ? [`(${how})`] : []), ...(origin ? [origin.file] : [])].join(' '),
  );
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
      'Versioning: enabled /p/storage.tf',
      'Old versions expire: no (not set)',
      'Object lock: — (not decided in these files)',
      'EventBridge: — (not decided in these files)',
      'Replication: not known (the variable has no value) /p/storage.tf',
    ]);
  });

  it('says of a default that it can be overridden', () => {
    const [versioning] = rowsOf(declared({ versioning: known('enabled', 'default', elsewhere) }));
    assert.equal(versioning, 'Versioning: enabled (a default, which can be overridden) /p/storage.tf');
  });

  it('says which selection covers the bucket, or came closest', () => {
    const at = { dialect: 'terraform', resource: 'aws_backup_selection.s', name: elsewhere, block: elsewhere };
    const backed = (text: SelectionText): string | undefined => {
      const selections = complete([selection('s', text, { declaration: at })]);
      const found = postureAt([estate({ buckets: complete([declared({})]), selections })], name.file, name.start);
      const row = found?.rows[0];
      return [row?.fact, row?.value, row?.how, row?.origin?.file].join(' ');
    };
    assert.equal(backed({ Resources: ['arn:aws:s3:::*'] }), 'Backed up by daily  /p/storage.tf');
    assert.equal(backed({ Resources: ['arn:aws:s3:::x'] }), 'Backed up no daily came closest /p/storage.tf');
  });

  it('says that object lock implies versioning', () => {
    const [versioning] = rowsOf(declared({ versioning: absent, objectLock: known(true, 'written', elsewhere) }));
    assert.equal(versioning, 'Versioning: enabled (implied by object lock) /p/storage.tf');
  });

  it('says where the buckets of a declaration differ', () => {
    const [versioning, expiry] = rowsOf(declared({ id: 'a' }), declared({ id: 'b', versioning: absent }));
    assert.equal(versioning, 'Versioning: differs (it is not the same for all)');
    assert.equal(expiry, 'Old versions expire: yes');
  });

  it('is told only at the name', () => {
    const estates = [estate({ buckets: complete([declared({})]) })];
    assert.equal(postureAt(estates, name.file, { line: 3, character: 9 }), undefined);
    assert.equal(postureAt(estates, elsewhere.file, { line: 3, character: 5 }), undefined);
  });
});
