import assert from 'node:assert/strict';
import type { BucketFilter } from '../../../src/explorer/buckets/filter';
import { filterMessage } from '../../../src/explorer/buckets/filter';
import type { Grouping } from '../../../src/explorer/buckets/grouping';
import { tagKeysOf } from '../../../src/explorer/buckets/grouping';
import type { Layout } from '../../../src/explorer/buckets/layout';
import { layOut, rowsAtOnce } from '../../../src/explorer/buckets/layout';
import type { Node } from '../../../src/explorer/buckets/nodes';
import { idOf } from '../../../src/explorer/buckets/nodes';
import type { BucketEntry } from '../../../src/explorer/session/bucketEntry';
import type { Look } from '../support/accounts';
import { allRead, endLooks, lookAt } from '../support/accounts';

const all: BucketFilter = { text: '', statuses: new Set() };

function arrange(entries: readonly BucketEntry[], grouping: Grouping = { by: 'none' }, filter = all): Promise<Layout> {
  return layOut(entries, { grouping, filter }, (name) => ({ kind: 'bucket', name }));
}

function unread(count: number): readonly BucketEntry[] {
  return Array.from({ length: count }, (_, index) => ({
    listed: { name: `bucket-${String(index).padStart(6, '0')}`, region: 'eu-west-1' },
    state: { kind: 'listed' },
    isListed: true,
    isPinned: false,
  }));
}

/** Each folder with what is counted of it, and beneath it its buckets. */
function drawn(rows: readonly Node[]): readonly string[] {
  return rows.flatMap((node): readonly string[] => {
    if (node.kind !== 'folder') return [node.kind === 'bucket' ? node.name : node.kind];
    const head = `${node.label} (${node.buckets}, ${node.attention})`;
    return [head, ...drawn(node.rows).map((text) => `  ${text}`)];
  });
}

/** How many rows each parent has. */
function widths(rows: readonly Node[]): readonly number[] {
  return [rows.length, ...rows.flatMap((node) => (node.kind === 'folder' ? widths(node.rows) : []))];
}

function buckets(rows: readonly Node[]): readonly string[] {
  return rows.flatMap((node) =>
    node.kind === 'folder' ? buckets(node.rows) : node.kind === 'bucket' ? node.name : [],
  );
}

describe('the rows of many buckets', () => {
  for (const count of [0, 1, 490, 491, 500, 501, 1_000, 9_999, 10_000, 250_000]) {
    it(`are at most ${rowsAtOnce} under one parent, and hold each bucket once: ${count}`, async () => {
      const entries = unread(count);
      const { rows } = await arrange(entries);
      assert.ok(Math.max(...widths(rows)) <= rowsAtOnce, String(widths(rows)));
      assert.deepEqual(
        buckets(rows),
        entries.map(({ listed }) => listed.name),
      );
    });
  }

  it('are made in slices, so that others have their turn', async () => {
    let hadTurn = false;
    const entries = unread(250_000);
    setImmediate(() => {
      hadTurn = true;
    });
    await arrange(entries);
    assert.ok(hadTurn);
  });

  it('are ranges of names of about the same length', async () => {
    const { rows } = await arrange(unread(1_100));
    assert.deepEqual(
      rows.map((node) => (node.kind === 'folder' ? [node.label, node.rows.length] : [])),
      [
        ['bucket-000000 … bucket-000366', 367],
        ['bucket-000367 … bucket-000733', 367],
        ['bucket-000734 … bucket-001099', 366],
      ],
    );
  });

  it('leave room at the top for what there is to say', async () => {
    assert.ok((await arrange(unread(500))).rows.length <= 10);
    assert.equal((await arrange(unread(490))).rows.length, 490);
  });

  it('know the row above them, all the way up, so that each can be revealed', async () => {
    const { rows, parentOf } = await arrange(unread(300_000), { by: 'region' });
    const path: string[] = [];
    let node: Node | undefined = { kind: 'bucket', name: 'bucket-299999' };
    for (node = parentOf(node); node !== undefined; node = parentOf(node)) path.push(idOf(node));
    assert.equal(path.length, 3);
    assert.ok(rows.some((row) => idOf(row) === path.at(-1)));
  });
});

describe('groups of buckets', () => {
  let look: Look;

  before(async () => {
    look = lookAt();
    await look.session.open();
    await allRead(look);
  });
  after(endLooks);

  const grouped = async (grouping: Grouping): Promise<readonly string[]> =>
    drawn((await arrange(look.session.entries, grouping)).rows);

  it('by status begin with those that need attention, and count', async () => {
    assert.deepEqual(await grouped({ by: 'status' }), [
      'Failing (2, 2)',
      '  reports',
      '  uploads',
      'Unprotected (2, 2)',
      '  scratch',
      '  site-us',
      'At risk (2, 2)',
      '  invoices',
      '  media-archive',
      'Stale (1, 1)',
      '  customer-exports',
      'Orphaned (1, 1)',
      '  legacy-2019',
      'Unknown (1, 0)',
      '  finance',
      'Waiting (1, 0)',
      '  new-uploads',
      'Protected (2, 0)',
      '  contracts',
      '  orders-prod',
    ]);
  });

  it('by Region have their buckets', async () => {
    const text = await grouped({ by: 'region' });
    assert.equal(text[0], 'eu-west-1 (11, 7)');
    assert.deepEqual(text.slice(-2), ['us-east-1 (1, 1)', '  site-us']);
  });

  it('by plan end with the buckets that none selects', async () => {
    const text = await grouped({ by: 'plan' });
    const none = text.indexOf('No plan (3, 3)');
    assert.deepEqual(text.slice(none + 1, none + 4), ['  legacy-2019', '  scratch', '  site-us']);
    assert.equal(text.filter((line) => line.startsWith('  ')).length, 12);
  });

  it('by the value of a tag tell "no such tag" from "not known"', async () => {
    const text = await grouped({ by: 'tag', key: 'Backup' });
    assert.ok(text.includes('Backup = daily (1, 1)'), text.join('\n'));
    assert.deepEqual(text.slice(-2), ['Not known (1, 0)', '  finance']);
    assert.ok(text.includes('No tag Backup (10, 7)'));
    assert.ok(tagKeysOf(look.session.entries).includes('Backup'));
  });

  it('say of buckets that nobody has looked at that they are not checked', async () => {
    for (const by of ['status', 'plan'] as const) {
      assert.equal(drawn((await arrange(unread(2), { by })).rows)[0], 'Not checked yet (2, 0)');
    }
    assert.equal(drawn((await arrange(unread(2), { by: 'tag', key: 'team' })).rows)[0], 'Not checked yet (2, 0)');
  });

  it('put pinned buckets first, each in one place', async () => {
    look.session.pin('uploads');
    const { rows } = await arrange(look.session.entries, { by: 'status' });
    look.session.unpin('uploads');
    assert.deepEqual(drawn(rows).slice(0, 4), ['Pinned (1, 1)', '  uploads', 'Failing (1, 1)', '  reports']);
  });

  it('are filtered by text in any case and by status', async () => {
    const filter: BucketFilter = { text: 'UP', statuses: new Set(['failing', 'waiting']) };
    const layout = await arrange(look.session.entries, { by: 'none' }, filter);
    assert.deepEqual(drawn(layout.rows), ['new-uploads', 'uploads']);
    assert.equal(filterMessage(filter, look.session.entries), 'Filter: “UP” · failing, waiting. 2 of 12 buckets.');
  });
});
