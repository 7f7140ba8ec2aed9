import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { open as openFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { entriesOf } from '../../../src/aws/journal/entry';
import { JournalBusyError, worthKeeping } from '../../../src/aws/journal/journal';
import { readContents } from '../../../src/aws/journal/journalFile';
import { journalName } from '../../../src/aws/journal/journalName';
import { FileLock } from '../../../src/aws/journal/journalLock';
import type { Addition, JournalRecord } from '../../../src/aws/journal/record';
import { lineOf } from '../../../src/aws/journal/record';
import { intentOf, journalIn, newFolder, endJournals } from './journals';

afterEach(endJournals);

const at = '2026-11-22T10:00:00.000Z';

function record(id: string, addition: Addition): JournalRecord {
  return { v: 1, id, at, ...addition };
}

/** The id of a process that has ended. */
function pidOfTheDead(): number {
  return spawnSync(process.execPath, ['-e', '']).pid;
}

function file(folder: string): string {
  return join(folder, 'account.jsonl');
}

describe('the journal', () => {
  it('is read by the next window as it was written by the one before', async () => {
    const folder = newFolder();
    const first = journalIn(folder);
    const one = await first.begin(intentOf());
    const other = await first.begin(intentOf({ operation: { kind: 'own', name: 'undo', input: { prefix: 'a/' } } }));
    await first.started(one, 'job-1');
    await first.started(other);
    await first.progressed(other, { lastKey: 'a/1' });
    await first.progressed(other, { lastKey: 'a/2' });
    await first.close();

    const second = journalIn(folder);
    assert.equal(await second.resume(), true);
    assert.deepEqual(second.entries, first.entries);
    assert.equal(second.entry(one)?.state.kind, 'started');
    assert.deepEqual(second.entry(other)?.progress, { lastKey: 'a/2' });
  });

  it('has the record on the disk before it says that it has', async () => {
    const folder = newFolder();
    const steps: string[] = [];
    const journal = journalIn(folder, async (path, flags) => {
      const handle = await openFile(path, flags);
      return new Proxy(handle, {
        get(target, name) {
          const value: unknown = Reflect.get(target, name);
          if (typeof value !== 'function') return value;
          if (name === 'appendFile' || name === 'sync') steps.push(name);
          return value.bind(target) as unknown;
        },
      });
    });
    await journal.begin(intentOf());
    assert.deepEqual(steps.slice(-2), ['appendFile', 'sync']);
    assert.equal(readContents(readFileSync(file(folder))).records.length, 1);
  });

  it('makes nothing before there is something to write', async () => {
    const folder = newFolder();
    const journal = journalIn(folder);
    await journal.look();
    assert.equal(await journal.resume(), false);
    assert.deepEqual(readdirSync(folder), []);
  });

  it('cuts a last line that was not written to its end, wherever it broke off', async () => {
    const whole = lineOf(record('a', { kind: 'intended', intent: intentOf() }));
    const next = lineOf(record('a', { kind: 'started', jobId: 'jöb' }));
    for (let length = 0; length < Buffer.byteLength(next); length += 7) {
      const folder = newFolder();
      writeFileSync(file(folder), Buffer.concat([Buffer.from(whole), Buffer.from(next).subarray(0, length)]));
      const journal = journalIn(folder);
      assert.equal(await journal.resume(), true);
      assert.equal(journal.damaged, 0);
      assert.equal(journal.entry('a')?.state.kind, 'intended');
      await journal.started('a', 'job-2');
      assert.equal(readFileSync(file(folder), 'utf8').split('\n').length, 3);
    }
  });

  it('keeps a damaged line aside, and shows the others', async () => {
    const folder = newFolder();
    const lines = [
      lineOf(record('a', { kind: 'intended', intent: intentOf() })),
      '{"v":1,"id":"b","at":"20\u0000\n',
      '{"v":1,"id":"c","at":"2026-11-22T10:00:00Z","kind":"intended","intent":{"region":"eu-west-1"}}\n',
      lineOf(record('a', { kind: 'started', jobId: 'job-1' })),
    ];
    writeFileSync(file(folder), lines.join(''));
    const journal = journalIn(folder);
    await journal.resume();
    assert.equal(journal.damaged, 2);
    assert.deepEqual(journal.entry('a')?.state, { kind: 'started', jobId: 'job-1', at: new Date(at) });
    assert.equal(readFileSync(`${file(folder)}.damaged`, 'utf8'), [lines[1], lines[2]].join(''));
    assert.equal(readFileSync(file(folder), 'utf8'), [lines[0], lines[3]].join(''));
  });

  it('leaves a line of a later release as it is', async () => {
    const folder = newFolder();
    const newer = '{"v":2,"what":"else"}\n';
    writeFileSync(
      file(folder),
      `${newer}not a record\n${lineOf(record('a', { kind: 'intended', intent: intentOf() }))}`,
    );
    await journalIn(folder).resume();
    assert.ok(readFileSync(file(folder), 'utf8').includes(newer));
  });

  it('forgets what is over and seen, and nothing else', () => {
    const intended = (id: string): JournalRecord => record(id, { kind: 'intended', intent: intentOf() });
    const records = [
      intended('open'),
      intended('seen'),
      intended('unseen'),
      record('seen', { kind: 'ended', state: 'COMPLETED' }),
      record('unseen', { kind: 'ended', state: 'FAILED' }),
      record('seen', { kind: 'dismissed' }),
      record('open', { kind: 'progressed', data: 1 }),
      record('open', { kind: 'progressed', data: 2 }),
    ];
    const kept = worthKeeping(records, new Date(at));
    assert.deepEqual(new Set(kept.map(({ id }) => id)), new Set(['open', 'unseen']));
    assert.deepEqual(
      entriesOf(kept),
      entriesOf(records).filter(({ id }) => id !== 'seen'),
    );
  });

  it('says the same of any history after it was compacted', () => {
    const additions = fc.oneof(
      fc.constant<Addition>({ kind: 'intended', intent: intentOf() }),
      fc.constant<Addition>({ kind: 'started', jobId: 'job' }),
      fc.integer().map((data): Addition => ({ kind: 'progressed', data })),
      fc.constantFrom<Addition>({ kind: 'ended', state: 'COMPLETED' }, { kind: 'ended', state: 'FAILED', verified: 3 }),
      fc.constant<Addition>({ kind: 'dismissed' }),
    );
    const histories = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), additions));
    fc.assert(
      fc.property(histories, (history) => {
        const records = history.map(([id, addition], index) => ({
          ...record(id, addition),
          at: new Date(Date.parse(at) + index).toISOString(),
        }));
        const before = entriesOf(records).filter((entry) => !entry.isDismissed);
        const after = entriesOf(worthKeeping(records, new Date(at)));
        assert.deepEqual(
          after.filter((entry) => !entry.isDismissed),
          before,
        );
      }),
    );
  });
});

describe('a journal on a disk that fails', () => {
  /** A file system whose next write or sync breaks off. */
  function failing(part: 'appendFile' | 'sync'): { readonly open: typeof openFile; isBroken: boolean } {
    const disk = {
      isBroken: false,
      open: (async (path: string, flags: string): Promise<FileHandle> => {
        const handle = await openFile(path, flags);
        return new Proxy(handle, {
          get(target, name) {
            const value: unknown = Reflect.get(target, name);
            if (typeof value !== 'function') return value;
            if (name !== part || !disk.isBroken) return value.bind(target) as unknown;
            return async (bytes: Buffer | undefined) => {
              if (bytes !== undefined) await target.appendFile(bytes.subarray(0, bytes.length / 2));
              throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
            };
          },
        });
      }) as typeof openFile,
    };
    return disk;
  }

  for (const part of ['appendFile', 'sync'] as const) {
    it(`refuses to begin where ${part} fails, and goes on when there is room again`, async () => {
      const folder = newFolder();
      const disk = failing(part);
      const journal = journalIn(folder, (path, flags) => disk.open(path, flags));
      const id = await journal.begin(intentOf());
      disk.isBroken = true;
      await assert.rejects(journal.begin(intentOf()), /ENOSPC/u);
      await assert.rejects(journal.started(id, 'job-1'), /ENOSPC/u);
      assert.equal(journal.entries.length, 1);
      disk.isBroken = false;
      await journal.started(id, 'job-1');
      const { records, damaged } = readContents(readFileSync(file(folder)));
      assert.deepEqual(damaged, []);
      assert.deepEqual(
        records.map(({ kind }) => kind),
        ['intended', 'started'],
      );
    });
  }
});

describe('two windows', () => {
  it('do not write one journal: the second sees what the first does', async () => {
    const folder = newFolder();
    const [first, second] = [journalIn(folder), journalIn(folder)];
    const id = await first.begin(intentOf());
    await assert.rejects(second.begin(intentOf()), JournalBusyError);
    assert.equal(await second.resume(), false);
    assert.equal(second.holder?.pid, process.pid);
    assert.equal(second.entry(id)?.state.kind, 'intended');
    assert.equal(readContents(readFileSync(file(folder))).records.length, 1);
  });

  it('take turns: what is over lets the other one in', async () => {
    const folder = newFolder();
    const [first, second] = [journalIn(folder), journalIn(folder)];
    await first.ended(await first.begin(intentOf()), 'COMPLETED');
    const id = await second.begin(intentOf());
    assert.equal(second.entries.length, 2);
    await assert.rejects(first.begin(intentOf()), JournalBusyError);
    await second.ended(id, 'FAILED');
    await first.begin(intentOf());
    assert.equal(first.entries.length, 3);
  });

  it('take over at once from one that is dead', async () => {
    const folder = newFolder();
    writeFileSync(file(folder), lineOf(record('a', { kind: 'intended', intent: intentOf() })));
    const dead = { pid: pidOfTheDead(), host: hostname(), since: at, token: 'x' };
    writeFileSync(join(folder, 'account.lock'), JSON.stringify(dead));
    const journal = journalIn(folder);
    assert.equal(await journal.resume(), true);
    await journal.started('a', 'job-1');
  });

  it('of whom one has lost the lock, because the machine slept, do not both write', async () => {
    const folder = newFolder();
    const [first, second] = [journalIn(folder), journalIn(folder)];
    const id = await first.begin(intentOf());
    // As a window does that took it for dead.
    writeFileSync(
      join(folder, 'account.lock'),
      JSON.stringify({ pid: pidOfTheDead(), host: hostname(), since: at, token: 'x' }),
    );
    await second.started(id, 'job-1');
    await assert.rejects(first.started(id, 'job-2'), JournalBusyError);
    await second.ended(id, 'COMPLETED');
    await first.dismissed(id);
    assert.equal(readContents(readFileSync(file(folder))).records.length, 4);
  });

  it('who both want it at once: one gets it', async () => {
    const folder = newFolder();
    const path = join(folder, 'account.lock');
    writeFileSync(path, JSON.stringify({ pid: pidOfTheDead(), host: hostname(), since: at, token: 'x' }));
    const locks = Array.from({ length: 8 }, () => new FileLock(path));
    await Promise.all(locks.map((lock) => lock.take()));
    const held = await Promise.all(locks.map((lock) => lock.isHeld()));
    assert.equal(held.filter(Boolean).length, 1);
    await Promise.all(locks.map((lock) => lock.release()));
    assert.equal(existsSync(path), false);
  });

  it('leave a lock alone that belongs to a process that lives', async () => {
    const folder = newFolder();
    const path = join(folder, 'account.lock');
    writeFileSync(path, JSON.stringify({ pid: process.ppid, host: hostname(), since: at, token: 'x' }));
    appendFileSync(path, '\n');
    assert.equal((await new FileLock(path).take())?.pid, process.ppid);
  });
});

describe('the name of a journal', () => {
  const regions = ['eu-west-1'];

  it('is the account, and the place where somebody else answers for it', () => {
    const name = journalName('111122223333', { kind: 'profile', profile: 'admin', regions });
    assert.equal(name, '111122223333');
    assert.equal(journalName('111122223333', { kind: 'environment', regions }), name);
    const local = { kind: 'profile', profile: 'admin', regions, endpoint: 'http://127.0.0.1:4566' } as const;
    assert.match(journalName('111122223333', local), /^111122223333-[0-9a-f]{12}$/u);
    assert.match(journalName('../../etc', local), /^unknown-[0-9a-f]{12}$/u);
    assert.match(journalName(undefined, local), /^unknown-[0-9a-f]{12}$/u);
  });
});
