import assert from 'node:assert/strict';
import type { RestoreRequest } from '../../../src/protection/restore/request';
import type { RestoreVerdict } from '../../../src/protection/restore/verdict';
import { isAllBack, keptVerdict } from '../../../src/protection/restore/verdict';
import { restoreMarkdown } from '../../../src/reports/restoreMarkdown';
import { verdictWords } from '../../../src/reports/restoreWords';

const well: RestoreVerdict = {
  expected: 1_204,
  restored: 1_204,
  leftAlone: 0,
  losses: { missing: 0, incomplete: 0, differs: 0, 'never-saved': 0, unsure: 0, unexpected: 0 },
  keys: [],
  gaps: [],
  since: '2026-03-10T12:00:00.000Z',
  asOf: '2026-03-10T12:05:00.000Z',
};

const lossy: RestoreVerdict = {
  ...well,
  restored: 1_197,
  losses: { ...well.losses, missing: 7 },
  keys: Array.from({ length: 7 }, (_, index) => ({
    kind: 'missing' as const,
    key: `dir/\`\`\`key-${index}\n`,
    size: index,
    lastModified: '2026-03-01T00:00:00.000Z',
  })),
};

const request: RestoreRequest = {
  origin: {
    recoveryPointArn: 'arn:aws:backup:eu-west-1:111122223333:recovery-point:orders-20260301000000-0a1b2c3d',
    vault: 'main',
    region: 'eu-west-1',
    bucket: 'orders',
    kind: 'snapshot',
    createdAt: '2026-03-01T00:00:00.000Z',
  },
  scope: { kind: 'all' },
  versions: 1,
  destination: { kind: 'existing', bucket: 'target' },
  encryption: { kind: 'original' },
  restoresAcls: false,
  role: 'arn:aws:iam::111122223333:role/backup-s3',
};

describe('what came of a restore', () => {
  it('is said in a few words', () => {
    assert.equal(verdictWords(well), 'restored 1,204 of 1,204 objects');
    assert.equal(verdictWords(lossy), '7 of 1,204 objects did not come back');
    const gone = { kind: 'source-unread' as const, why: 'The bucket orders is not there any more.' };
    assert.equal(
      verdictWords({ ...well, expected: 0, restored: 0, written: 12, gaps: [gone] }),
      '12 objects were written; could not be verified: The bucket orders is not there any more',
    );
    assert.equal(
      verdictWords({ ...well, restored: 1_200, leftAlone: 4, gaps: [{ kind: 'copy' }] }),
      'restored 1,200 of 1,204 objects · 4 were there already · not all could be verified',
    );
  });

  it('is well only where nothing is missing and all could be told', () => {
    assert.ok(isAllBack(well));
    assert.ok(!isAllBack(lossy));
    assert.ok(!isAllBack({ ...well, gaps: [{ kind: 'copy' }] }));
    assert.ok(!isAllBack({ ...well, losses: { ...well.losses, unsure: 1 } }));
    assert.ok(isAllBack({ ...well, losses: { ...well.losses, 'never-saved': 3 } }));
  });

  it('lists each key on a line of its own, whatever is in it', () => {
    const text = restoreMarkdown('Restore orders', [{ request, verdict: lossy, jobId: 'job-1' }]);
    assert.match(text, /### Did not come back \(7\)/u);
    for (let index = 0; index < 7; index += 1) assert.ok(text.includes(`dir/\`\`\`key-${index}\\u{a}\t${index} bytes`));
    assert.equal(text.split('````').length, 3);
  });

  it('says so where keys were cut to be kept', () => {
    const kept = keptVerdict(lossy, 3);
    assert.deepEqual([kept.keys.length, kept.areKeysCut, kept.losses.missing], [3, true, 7]);
    assert.match(restoreMarkdown('Restore orders', [{ request, verdict: kept }]), /Only the first keys/u);
    assert.equal(keptVerdict(lossy, 7), lossy);
  });
});
