import assert from 'node:assert/strict';
import { complete } from '../../../src/model/estate';
import { known } from '../../../src/model/fact';
import { accountCsv } from '../../../src/reports/accountCsv';
import { accountJson } from '../../../src/reports/accountJson';
import { accountMarkdown } from '../../../src/reports/accountMarkdown';
import type { AccountReport, BucketReport } from '../../../src/reports/accountReport';
import { explanationMarkdown } from '../../../src/reports/explanationMarkdown';
import { assess } from '../../../src/verdict/assess';
import type { Evidence } from '../../../src/verdict/evidence';
import { explain } from '../../../src/verdict/explanation';
import { before, bucket, estate, now, recoveryPoint, selection } from '../support/estates';

function reported(name: string, changes: Partial<Evidence> = {}): BucketReport {
  const evidence: Evidence = {
    bucket: bucket(name),
    supported: known(true),
    points: known([recoveryPoint(before(3), { planId: 'gone' })]),
    hasAllPoints: true,
    jobs: known([]),
    ...changes,
  };
  const account = estate();
  return {
    name,
    region: 'eu-west-1',
    assessment: assess(account, evidence, now),
    read: { evidence, s3OptIn: known(true), explain: () => explain(account, evidence, now) },
  };
}

function report(...buckets: readonly BucketReport[]): AccountReport {
  const gone = [{ name: 'old-crm', region: 'eu-west-1', lastBackupAt: before(900) }];
  return { asOf: now, account: '111122223333', regions: ['eu-west-1'], buckets, gone, errors: [] };
}

function textOf(pieces: Iterable<string>): string {
  return [...pieces].join('');
}

/** The cells of a CSV text, as RFC 4180 reads them. */
function cells(csv: string): readonly (readonly string[])[] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain = '', end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/gu)) {
    if (end === '' && quoted === undefined && plain === '') break;
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === '\r\n') rows.push([]);
  }
  return rows.filter((row) => row.length > 0);
}

describe('the reports of an account', () => {
  it('are CSV with a line for each bucket and each that is gone', () => {
    const [head = [], orders = [], gone = [], ...others] = cells(textOf(accountCsv(report(reported('orders')))));
    assert.deepEqual(others, []);
    const value = (row: readonly string[], name: string): string | undefined => row[head.indexOf(name)];
    assert.equal(value(orders, 'bucket'), 'orders');
    assert.equal(value(orders, 'status'), 'orphaned');
    assert.match(
      value(orders, 'reasons') ?? '',
      /^1 recovery point still costs\. .* No selection covers this bucket\./u,
    );
    assert.equal(value(orders, 'newest recovery point'), before(3).toISOString());
    assert.equal(value(orders, 'as of'), now.toISOString());
    assert.deepEqual([value(gone, 'bucket'), value(gone, 'status')], ['old-crm', 'gone']);
  });

  it('put into CSV no formula, and any text as it is', () => {
    const dangerous: BucketReport = {
      name: '=HYPERLINK("http://x")',
      assessment: {
        status: 'failing',
        reasons: [
          { code: 'job-failed', severity: 'error', message: '@SUM(1,2) "said"\nAWS', brief: 'failed', action: '-1' },
        ],
        selectedBy: ['+plan', 'other'],
      },
    };
    const [, row = []] = cells(textOf(accountCsv({ ...report(dangerous), gone: [] })));
    assert.equal(row[0], '\'=HYPERLINK("http://x")');
    assert.equal(row[3], '\'@SUM(1,2) "said"\nAWS');
    assert.equal(row[4], "'-1");
    assert.equal(row[7], "'+plan, other");
  });

  it('are Markdown by status, in which nothing of the account is markup', () => {
    const odd: BucketReport = {
      name: 'odd',
      assessment: {
        status: 'failing',
        reasons: [{ code: 'job-failed', severity: 'error', message: 'a | b <img src=x> [x](y)', brief: 'failed' }],
        selectedBy: [],
      },
    };
    const text = textOf(accountMarkdown(report(reported('orders'), odd)));
    assert.match(text, /^# S3 buckets and their protection\n\nAccount 111122223333 · eu\\-west\\-1 · 2 buckets/u);
    assert.ok(text.indexOf('## failing (1)') < text.indexOf('## orphaned (1)'));
    assert.ok(text.includes(String.raw`| odd |  | a \| b \<img src=x\> \[x\]\(y\) |`), text);
    assert.match(text, /^## gone, with recovery points \(1\)$/mu);
  });

  it('are the JSON that the command line prints', () => {
    const text = textOf(accountJson(report(reported('orders'), reported('invoices'))));
    const json = JSON.parse(text) as { buckets: { name: string; explanation: unknown[] }[] };
    assert.deepEqual(
      json.buckets.map(({ name }) => name),
      ['orders', 'invoices'],
    );
    assert.ok((json.buckets[0]?.explanation.length ?? 0) > 5);
    assert.equal(text, `${JSON.stringify(json, undefined, 2)}\n`);
    const none = textOf(accountJson({ ...report(), gone: [] }));
    assert.equal(none, `${JSON.stringify(JSON.parse(none), undefined, 2)}\n`);
  });
});

describe('the document that explains a status', () => {
  const frame = {
    asOf: now,
    account: '111122223333',
    consoleUrl: 'https://eu-west-1.console.aws.amazon.com/s3/buckets/orders?region=eu-west-1',
    pageOf: ({ id }: { readonly id: string }) => `https://example.org/${id}`,
    rulePage: (code: string) => (code === 'bucket-versioning' ? 'https://example.org/rule' : undefined),
  };

  it('tells the reasons, each step, and what was found', () => {
    const text = explanationMarkdown(reported('orders'), frame);
    const titles = [...text.matchAll(/^#+ .*$/gmu)].map(([line]) => line);
    assert.deepEqual(titles, [
      '# orders: orphaned',
      '## Reasons',
      '## Step by step',
      '## Newest jobs',
      '## Newest recovery points',
    ]);
    assert.match(text, /\| ✗\u00a0problem \| Selection \| There is no selection in this Region/u);
    assert.match(text, /\| 2026\\-11\\-22 05:14 UTC \| periodic \| COMPLETED \| main \|/u);
    assert.match(text, /\[Open in the AWS console\]\(https:/u);
  });

  it('leads to the plans and roles that were looked at', () => {
    const selected = estate({ selections: complete([selection('all', { Resources: ['arn:aws:s3:::orders'] })]) });
    const orders = reported('orders');
    const { evidence, s3OptIn } = orders.read ?? assert.fail();
    const read = { evidence, s3OptIn, explain: () => explain(selected, evidence, now) };
    const text = explanationMarkdown({ ...orders, read }, frame);
    assert.match(text, /\| \[Selection\]\(https:\/\/example\.org\/plan\) \| `daily` covers/u);
    assert.match(text, /\| \[Role\]\(https:\/\/example\.org\/arn:aws:iam::111122223333:role\/backup\) \|/u);
  });

  it('leads to the page of a rule', () => {
    const text = explanationMarkdown(
      reported('orders', { bucket: bucket('orders', { versioning: known('suspended') }) }),
      frame,
    );
    assert.match(text, /\(\[bucket-versioning\]\(https:\/\/example\.org\/rule\)\)/u);
  });

  it('names the action that is denied where a list is not known', () => {
    const text = explanationMarkdown(
      reported('orders', { points: { state: 'denied', action: 'backup:ListRecoveryPointsByBackupVault' } }),
      frame,
    );
    assert.match(text, /## Newest recovery points\n\nNot known: backup:ListRecoveryPointsByBackupVault is denied\\\./u);
  });
});
