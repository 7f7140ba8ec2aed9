import assert from 'node:assert/strict';
import { createDialects } from '../../../../src/cli/dialects';
import { fixProject } from '../../../../src/lint/fix';
import type { Remedy } from '../../../../src/model/remedy';
import { valueOf } from '../../../../src/model/fact';
import { coverageOf } from '../../../../src/protection/coverage';
import { applyEdits } from '../../../../src/lint/applyEdits';
import { memoryTree } from '../../lint/memoryTree';
import { abort, enable, expire, tryAllFixes } from './fixing';
import { memoryFiles, readProject, sourcesOf, terraform } from './support';

const file = 'main.tf.json';

async function fix(text: string, remedies: readonly Remedy[]): Promise<string | undefined> {
  const [reading] = await readProject({ [file]: text });
  const subjects = reading?.estate.buckets.items.map(({ id }) => id) ?? [];
  const edits = reading?.edits(subjects, remedies);
  return edits && applyEdits(text, edits);
}

const rule = (id: string, action: object): object => ({ id, status: 'Enabled', filter: {}, ...action });
const expiry = rule('expire-noncurrent-versions', { noncurrent_version_expiration: { noncurrent_days: 30 } });
const aborting = rule('abort-incomplete-uploads', { abort_incomplete_multipart_upload: { days_after_initiation: 7 } });
const reference = '${aws_s3_bucket.b.id}';

function module(bucket: object, beside: object = {}): object {
  return { resource: { aws_s3_bucket: { b: bucket }, ...beside }, output: { x: { value: 1 } } };
}

const versioning = (status: string, more: object = { bucket: reference }): object => ({
  aws_s3_bucket_versioning: { b: { ...more, versioning_configuration: { status } } },
});
const rules = (...all: readonly object[]): object => ({
  aws_s3_bucket_lifecycle_configuration: { b: { bucket: reference, rule: all } },
});

const arn = '${aws_s3_bucket.b.arn}';
const tag: Remedy = { kind: 'tagBucket', key: 'backup', value: 'true' };
const select: Remedy = { kind: 'addToSelection', selectionId: 'aws_backup_selection.s' };
const selection = (more: object): object => ({ aws_backup_selection: { s: { plan_id: 'p', ...more } } });

const cases: readonly (readonly [
  title: string,
  remedies: readonly Remedy[],
  before: object,
  after: object | undefined,
])[] = [
  ['versioning beside a bucket', [enable], module({}), module({}, versioning('Enabled'))],
  ['versioning that is suspended', [enable], module({}, versioning('Suspended')), module({}, versioning('Enabled'))],
  [
    'versioning of several',
    [enable],
    module({ for_each: '${toset(["a", "b"])}' }),
    module(
      { for_each: '${toset(["a", "b"])}' },
      versioning('Enabled', { for_each: '${aws_s3_bucket.b}', bucket: '${each.value.id}' }),
    ),
  ],
  [
    'a rule that waits for versioning',
    [enable, expire],
    module({}),
    module(
      {},
      {
        ...versioning('Enabled'),
        aws_s3_bucket_lifecycle_configuration: {
          b: { depends_on: ['aws_s3_bucket_versioning.b'], bucket: reference, rule: [expiry] },
        },
      },
    ),
  ],
  ['a rule behind others', [abort], module({}, rules(expiry)), module({}, rules(expiry, aborting))],
  ['versioning that a variable decides', [enable], module({}, versioning('${var.status}')), undefined],
  ['a bucket with a provider of its own', [enable], module({ provider: 'aws.west' }), undefined],
  ['settings inside of the bucket', [enable], module({ versioning: { enabled: false } }), undefined],
  ['a first tag', [tag], module({}), module({ tags: { backup: 'true' } })],
  ['one more tag', [tag], module({ tags: { a: 'b' } }), module({ tags: { a: 'b', backup: 'true' } })],
  ['another value of a tag', [tag], module({ tags: { backup: 'no' } }), module({ tags: { backup: 'true' } })],
  [
    'a tag beside those that are decided elsewhere',
    [tag],
    module({ tags: '${local.tags}' }),
    module({ tags: '${merge(local.tags, { "backup" = "true" })}' }),
  ],
  ['a tag whose value a variable decides', [tag], module({ tags: { backup: '${var.b}' } }), undefined],
  ['a bucket in a selection', [select], module({}, selection({})), module({}, selection({ resources: [arn] }))],
  [
    'one more bucket in a selection',
    [select],
    module({}, selection({ resources: ['a'] })),
    module({}, selection({ resources: ['a', arn] })),
  ],
  ['a bucket in a list of a variable', [select], module({}, selection({ resources: '${var.r}' })), undefined],
];

const layouts: Readonly<Record<string, (value: object) => string>> = {
  'two spaces': (value) => `${JSON.stringify(value, undefined, 2)}\n`,
  'tabs and CRLF': (value) => JSON.stringify(value, undefined, '\t').replaceAll('\n', '\r\n'),
  'one line': (value) => JSON.stringify(value),
};

describe('Terraform edits: the JSON syntax', () => {
  for (const [title, remedies, before, after] of cases) {
    for (const [layout, write] of Object.entries(layouts)) {
      it(`${title}, ${layout}`, async () => {
        const text = write(before);
        const fixed = await fix(text, remedies);
        if (layout === 'one line') assert.deepEqual(fixed && JSON.parse(fixed), after);
        else assert.equal(fixed, after && write(after));
        const texts = { [`/project/${file}`]: text };
        const attempts = await tryAllFixes(await terraform(), sourcesOf(texts), memoryFiles(texts));
        assert.deepEqual(
          attempts.flatMap(({ faults }) => faults),
          [],
        );
      });
    }
  }

  it('a new plan, which covers the bucket', async () => {
    const remedy: Remedy = { kind: 'protectWithNewPlan', deleteAfterDays: 35 };
    const fixed = (await fix(layouts['two spaces']?.(module({})) ?? '', [remedy])) ?? '';
    const [reading] = await readProject({ [file]: fixed });
    const { buckets, selections, plans, vaults, roles } = reading!.estate;
    assert.deepEqual([selections.items.length, plans.items.length, vaults.items.length], [1, 1, 1]);
    assert.deepEqual(
      buckets.items.map((bucket) => coverageOf(bucket, reading!.estate).coverage),
      ['covered'],
    );
    assert.deepEqual(
      roles.items.map(({ canBackUpS3 }) => canBackUpS3.state === 'known' && canBackUpS3.value),
      [true],
    );
    const [rule] = plans.items.flatMap(({ rules: { items } }) => items);
    assert.equal(rule && valueOf(rule.deleteAfterDays), 35);
  });

  it('keep the layout of what they do not change', async () => {
    const text =
      '{"resource": {\n  "aws_s3_bucket": {"b": {}},\n  "aws_s3_bucket_acl": {"b": {"acl": "private"}}\n}}\n';
    const fixed = (await fix(text, [enable])) ?? '';
    assert.ok(fixed.startsWith(text.slice(0, -'\n}}\n'.length)), fixed);
    assert.ok(fixed.endsWith('\n}}\n'), fixed);
    JSON.parse(fixed);
  });

  it('can all be made, for several buckets one after the other', async () => {
    const name = `/p/${file}`;
    const text = layouts['two spaces']?.({ resource: { aws_s3_bucket: { one: {}, two: {} } } }) ?? '';
    const outcome = await fixProject(memoryTree({ [name]: text }), ['/p'], createDialects(), { rules: 'all' });
    assert.ok(outcome.kind === 'done');
    assert.deepEqual(outcome.after.findings, []);
    const { resource } = JSON.parse(outcome.texts.get(name) ?? '') as { resource: Record<string, object> };
    assert.deepEqual(
      Object.entries(resource).map(([type, all]) => [type, Object.keys(all)]),
      ['aws_s3_bucket', 'aws_s3_bucket_versioning', 'aws_s3_bucket_lifecycle_configuration'].map((type) => [
        type,
        ['one', 'two'],
      ]),
    );
  });
});
