import assert from 'node:assert/strict';
import type { BackupRule } from '../../../src/model/backupPlan';
import type { Bucket } from '../../../src/model/bucket';
import { complete } from '../../../src/model/estate';
import { absent, closedList, known } from '../../../src/model/fact';
import type { SourceRange, TextEdit } from '../../../src/model/source';
import { findingsOf } from '../../../src/lint/findings';
import { Suppressions } from '../../../src/lint/suppressions';
import type { TemplateReading } from '../../../src/templates/dialect';
import { backupRule, bucket, estate, plan } from '../support/estates';

function place(line: number): SourceRange {
  return { file: '/p/main.tf', start: { line, character: 0 }, end: { line, character: 4 } };
}

/** One instance of a bucket that is declared at a line. */
function instance(id: string, line: number, changes: Partial<Bucket> = {}): Bucket {
  const declaration = { dialect: 'terraform', resource: 'aws_s3_bucket.b', name: place(line), block: place(line) };
  return bucket(id, { id, versioning: absent, declaration, ...changes });
}

interface Asked {
  readonly ids: readonly string[];
  readonly remedies: readonly string[];
}

function reading(buckets: readonly Bucket[], newText: string | undefined, asked: Asked[] = []): TemplateReading {
  const edit = (text: string): TextEdit => ({ file: '/p/main.tf', range: place(9), newText: text });
  return {
    estate: estate({ buckets: complete(buckets) }),
    skipped: [],
    edits: (subjects, remedies) => {
      asked.push({ ids: subjects, remedies: remedies.map(({ kind }) => kind) });
      return newText === undefined ? undefined : [edit(newText)];
    },
  };
}

const none = new Suppressions(new Map(), []);

describe('findingsOf', () => {
  it('makes one finding of the instances of a declaration, and its fix says how many it changes', () => {
    const asked: Asked[] = [];
    const ids = ['aws_s3_bucket.b["x"]', 'aws_s3_bucket.b["y"]'];
    const [finding, ...others] = findingsOf(
      [
        reading(
          ids.map((id) => instance(id, 1)),
          'edit',
          asked,
        ),
      ],
      none,
    );
    assert.equal(others.length, 0);
    assert.equal(finding?.resource, 'aws_s3_bucket.b');
    assert.deepEqual(finding.instances, ids);
    assert.deepEqual(
      finding.fixes.map(({ title }) => title),
      ['Enable versioning (2 buckets)'],
    );
    assert.deepEqual(asked, [{ ids, remedies: ['enableVersioning'] }]);
  });

  it('looks for fixes when they are asked for, and once', () => {
    const asked: Asked[] = [];
    const [finding] = findingsOf([reading([instance('aws_s3_bucket.b', 1)], 'edit', asked)], none);
    assert.deepEqual(asked, []);
    assert.equal(finding?.fixes.length, 1);
    assert.equal(asked.length, 1);
    assert.deepEqual(structuredClone(finding).fixes, finding.fixes);
    assert.equal(asked.length, 1);
  });

  it('counts what a fix changes by its name', () => {
    const twice = reading([], 'edit');
    const rule = (id: string): BackupRule =>
      backupRule({
        id,
        continuous: known(true),
        deleteAfterDays: known(90),
        declaration: { dialect: 'terraform', resource: 'p', name: place(1), block: place(1) },
      });
    const rules = closedList([rule('p/a'), rule('p/b')]);
    const plans = complete([plan({ rules })]);
    const findings = findingsOf([{ ...twice, estate: estate({ plans }) }], none);
    const retention = findings.find(({ rule }) => rule === 'continuous-retention');
    assert.deepEqual(
      retention?.fixes.map(({ title }) => title),
      ['Keep recovery points 35 days (2 rules)'],
    );
  });

  it('names the instance where it is the only one', () => {
    const [finding] = findingsOf([reading([instance('aws_s3_bucket.b[0]', 1)], 'edit')], none);
    assert.equal(finding?.resource, 'aws_s3_bucket.b[0]');
    assert.deepEqual(
      finding.fixes.map(({ title }) => title),
      ['Enable versioning'],
    );
  });

  it('offers no fix where another root makes a bucket of the same declaration that needs nothing', () => {
    const bad = reading([instance('module.a.b', 1)], 'edit');
    const good = reading([instance('module.a.b', 1, { versioning: known('enabled') })], 'edit');
    const fixes = (readings: readonly TemplateReading[]): number | undefined =>
      findingsOf(readings, none)[0]?.fixes.length;
    assert.equal(fixes([bad]), 1);
    assert.equal(fixes([bad, good]), 0);
  });

  it('asks for edits only for the instances that have the finding', () => {
    const asked: Asked[] = [];
    const buckets = [instance('b[0]', 1), instance('b[1]', 1, { versioning: known('enabled') })];
    const [finding] = findingsOf([reading(buckets, 'edit', asked)], none);
    assert.equal(finding?.fixes.length, 1);
    assert.deepEqual(
      asked.map(({ ids }) => ids),
      [['b[0]']],
    );
  });

  it('offers no fix without an edit', () => {
    const [finding] = findingsOf([reading([instance('b', 1)], undefined)], none);
    assert.deepEqual(finding?.fixes, []);
  });

  it('puts the preferred fix first', () => {
    const [finding] = findingsOf([reading([instance('b', 1, { lifecycle: absent })], 'edit')], none);
    assert.deepEqual(
      finding?.fixes.map(({ preferred }) => preferred),
      [true, false],
    );
    assert.match(finding.fixes[0]?.title ?? '', /expire old versions/);
  });

  it('joins what two roots say of one module, and keeps a fix only where both want the same', () => {
    const one = reading([instance('module.a.b', 1)], 'same');
    const same = findingsOf([one, reading([instance('module.c.b', 1)], 'same')], none);
    assert.deepEqual(
      same.map(({ instances }) => instances),
      [['module.a.b', 'module.c.b']],
    );
    assert.equal(same[0]?.fixes.length, 1);
    const other = findingsOf([one, reading([instance('module.c.b', 1)], 'other')], none);
    assert.deepEqual(other[0]?.fixes, []);
  });

  it('sorts by place', () => {
    const lines = findingsOf([reading([instance('b', 7), instance('a', 2)], 'edit')], none).map(
      ({ range }) => range.start.line,
    );
    assert.deepEqual(lines, [2, 7]);
  });
});
