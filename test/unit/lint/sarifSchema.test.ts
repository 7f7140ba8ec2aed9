import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { createDialects } from '../../../src/cli/dialects';
import { absolutePath, disk } from '../../../src/cli/disk';
import { lintProject } from '../../../src/lint/project';
import { sarifReport } from '../../../src/lint/reports/sarif';
import type { Report } from '../../../src/lint/reports/report';
import { memoryTree } from './memoryTree';

const schemaFile = createRequire(import.meta.url).resolve('schemastore/schemas/json/sarif-2.1.0.json');

function validator(): (log: string) => readonly unknown[] {
  const ajv = new Ajv({ allErrors: true, strict: false, unicodeRegExp: false });
  addFormats(ajv);
  const validate = ajv.compile(JSON.parse(readFileSync(schemaFile, 'utf8')) as object);
  return (log) => (validate(JSON.parse(log)) ? [] : (validate.errors ?? []));
}

async function sample(): Promise<Report> {
  const directory = absolutePath('test/fixtures');
  const outcome = await lintProject(disk, [directory], createDialects());
  assert.ok(outcome.kind === 'done');
  return { ...outcome.result, milliseconds: 1, directory };
}

interface Log {
  readonly runs: readonly {
    readonly results: readonly {
      readonly ruleId: string;
      readonly relatedLocations?: readonly {
        readonly message: { readonly text: string };
        readonly physicalLocation: { readonly artifactLocation: { readonly uri: string } };
      }[];
      readonly partialFingerprints: Readonly<Record<string, string>>;
    }[];
  }[];
}

describe('sarif against its schema', () => {
  let errorsOf: (log: string) => readonly unknown[];

  before(() => {
    errorsOf = validator();
  });

  it('is valid for the sample workspace, with fixes and related places', async () => {
    const log = sarifReport(await sample());
    assert.deepEqual(errorsOf(log), []);
    assert.match(log, /"artifactChanges"/);
    const results = (JSON.parse(log) as Log).runs[0]?.results ?? [];
    const coverage = results.find(({ ruleId }) => ruleId === 'backup-coverage');
    assert.deepEqual(
      coverage?.relatedLocations?.map(({ message, physicalLocation }) => [
        message.text,
        physicalLocation.artifactLocation.uri,
      ]),
      [['`daily` came closest.', 'workspace/storage.tf']],
    );
    const fingerprints = results.map((result) => JSON.stringify(result.partialFingerprints));
    assert.equal(new Set(fingerprints).size, results.length);
  });

  it('is valid with suppressions, files that were not read in full, and odd names', async () => {
    const text =
      'Resources:\n  # s3backup:ignore bucket-versioning: "why"\n  A:\n    Type: AWS::S3::Bucket\n' +
      '  B:\n    Type: AWS::S3::Bucket\n    Properties: [\n';
    const tree = memoryTree({ '/p/a b#?%é.yaml': text, '/q/c.yaml': text });
    const outcome = await lintProject(tree, ['/p', '/q'], createDialects());
    assert.ok(outcome.kind === 'done' && outcome.result.skipped.length > 0);
    const log = sarifReport({ ...outcome.result, milliseconds: 1, directory: '/p' });
    assert.deepEqual(errorsOf(log), []);
    assert.match(log, /"toolExecutionNotifications": \[\n\s+\{/);
    assert.match(log, /"uri": "a%20b%23%3F%25%C3%A9\.yaml"/);
  });

  it('is valid for nothing', async () => {
    const outcome = await lintProject(memoryTree({ '/p/x.txt': '' }), ['/p'], createDialects());
    assert.ok(outcome.kind === 'done');
    assert.deepEqual(errorsOf(sarifReport({ ...outcome.result, milliseconds: 0, directory: '/p' })), []);
  });

  it('can fail', async () => {
    const log = sarifReport(await sample()).replaceAll('"startLine"', '"beginLine"');
    assert.notDeepEqual(errorsOf(log), []);
  });
});
