import assert from 'node:assert/strict';
import { lintProject } from '../../../src/lint/project';
import { githubReport } from '../../../src/lint/reports/github';
import { jsonReport } from '../../../src/lint/reports/json';
import type { Report } from '../../../src/lint/reports/report';
import { sarifReport } from '../../../src/lint/reports/sarif';
import { stylishReport } from '../../../src/lint/reports/stylish';
import { createCloudFormationDialect } from '../../../src/templates/cloudformation/dialect';
import { bucketYaml, memoryTree } from './memoryTree';

async function report(text: string, file = '/p/my templates/a,b.yaml'): Promise<Report> {
  const outcome = await lintProject(memoryTree({ [file]: text }), ['/p'], [createCloudFormationDialect()]);
  assert.ok(outcome.kind === 'done');
  return { ...outcome.result, milliseconds: 3, directory: '/p' };
}

describe('reports', () => {
  it('json counts lines and columns from one', async () => {
    const content = JSON.parse(jsonReport(await report(bucketYaml))) as Record<string, unknown>;
    assert.deepEqual(Object.keys(content), ['findings', 'buckets', 'skipped', 'summary']);
    assert.deepEqual(content['summary'], { files: 1, buckets: 1, findings: 1, milliseconds: 3 });
    const [finding] = content['findings'] as Record<string, unknown>[];
    assert.deepEqual(finding?.['range'], { start: { line: 2, column: 3 }, end: { line: 2, column: 7 } });
    assert.equal(finding['file'], '/p/my templates/a,b.yaml');
    const [fix] = finding['fixes'] as { edits: { range: unknown }[] }[];
    assert.deepEqual(fix?.edits[0]?.range, { start: { line: 3, column: 26 }, end: { line: 3, column: 26 } });
    assert.deepEqual(content['buckets'], [
      {
        resource: 'Logs',
        file: '/p/my templates/a,b.yaml',
        dialect: 'cloudformation',
        versioning: 'disabled',
        noncurrentExpiration: 'no',
        lifecycle: 'no',
        objectLock: 'no',
        replication: 'no',
        coverage: 'unknown',
      },
    ]);
  });

  it('stylish names the place, and sums up', async () => {
    const text = stylishReport(await report(bucketYaml));
    assert.match(
      text,
      /^my templates\/a,b\.yaml\n {2}2:3 {2}warning {2}Logs: Versioning is not enabled\..* {2}bucket-versioning\n/,
    );
    assert.match(text, /1 finding \(1 warning\)\. 1 bucket in 1 file\.\n$/);
    assert.equal(stylishReport(await report('Resources: {}\n')), 'No findings. 0 buckets in 1 file.\n');
  });

  it('stylish says what was not read in full', async () => {
    assert.match(
      stylishReport(await report(`${bucketYaml}    Properties: [\n`)),
      /^Not read in full: my templates\/a,b\.yaml: Logs does not parse: .*, line \d+\n/,
    );
  });

  it('github escapes what its commands give a meaning to', async () => {
    assert.equal(
      githubReport(await report(bucketYaml)),
      '::warning file=my templates/a%2Cb.yaml,line=2,endLine=2,col=3,endColumn=7,title=bucket-versioning::Logs: Versioning is not enabled. AWS Backup cannot back up this bucket.\n',
    );
  });

  it('sarif refers to rules, places and fixes', async () => {
    const log = JSON.parse(sarifReport(await report(bucketYaml))) as {
      runs: [{ tool: { driver: { rules: { id: string }[] } }; results: Record<string, unknown>[] }];
    };
    const [{ tool, results }] = log.runs;
    const [result] = results;
    assert.equal(tool.driver.rules[result?.['ruleIndex'] as number]?.id, 'bucket-versioning');
    const [location] = result?.['locations'] as { physicalLocation: unknown }[];
    assert.deepEqual(location?.physicalLocation, {
      artifactLocation: { uri: 'my%20templates/a,b.yaml', uriBaseId: '%SRCROOT%' },
      region: { startLine: 2, startColumn: 3, endLine: 2, endColumn: 7 },
    });
    assert.equal((result?.['fixes'] as unknown[]).length, 2);
  });

  it('count what is suppressed apart', async () => {
    const quiet = await report(bucketYaml.replace('Logs:', 'Logs: # s3backup:ignore bucket-versioning: not needed'));
    assert.equal(stylishReport(quiet), 'No findings. 1 bucket in 1 file.\n1 suppressed.\n');
    assert.equal(githubReport(quiet), '');
    assert.match(sarifReport(quiet), /"justification": "not needed"/);
    const content = JSON.parse(jsonReport(quiet)) as {
      findings: { suppressed: unknown }[];
      summary: { findings: number };
    };
    assert.deepEqual(content.findings[0]?.suppressed, { by: 's3backup:ignore', reason: 'not needed' });
    assert.equal(content.summary.findings, 0);
  });
});
