import assert from 'node:assert/strict';
import { parseDocument } from 'yaml';
import { bucketFacts } from '../../src/lint/bucketFacts';
import type { BucketFacts } from '../../src/lint/result';
import { createCloudFormationDialect } from '../../src/templates/cloudformation/dialect';
import { Pieces } from '../../src/templates/cloudformation/pieces';
import { Template } from '../../src/templates/cloudformation/template';
import type { Files } from '../../src/templates/dialect';
import { checkFix, lint } from '../unit/templates/cloudformation/checkFix';
import { jsonStates, yamlStates } from '../unit/templates/cloudformation/typing';
import { listCorpus, needsCorpus, readCorpus, readLabels } from './corpus';

const noFiles: Files = { read: () => Promise.resolve(undefined), list: () => Promise.resolve([]) };
const dialect = createCloudFormationDialect();

async function factsOf(file: string): Promise<ReadonlyMap<string, BucketFacts>> {
  const readings = await dialect.read([{ file, text: readCorpus(file) }], noFiles);
  const facts = readings.flatMap(({ estate }) =>
    estate.buckets.items.flatMap((bucket) => bucketFacts(bucket, estate) ?? []),
  );
  return new Map(facts.map((bucket) => [bucket.resource, bucket]));
}

const verdicts = { yes: 'pass', no: 'fail', unknown: 'unknown' } as const;

function versioningVerdict({ versioning }: BucketFacts): string {
  if (versioning === 'unknown') return 'unknown';
  return versioning === 'enabled' ? 'pass' : 'fail';
}

const verdictOf: Readonly<Record<string, (bucket: BucketFacts) => string>> = {
  versioning: versioningVerdict,
  lifecycle: (bucket) => verdicts[bucket.lifecycle],
  'object-lock': (bucket) => verdicts[bucket.objectLock],
  'lifecycle-versioned': (bucket) => {
    const versioning = versioningVerdict(bucket);
    if (versioning === 'unknown') return 'unknown';
    return versioning === 'pass' ? verdicts[bucket.lifecycle] : 'skip';
  },
};

/** Where the labels read too literally. Each says which files it is about, what we say there, and why. */
const deviations: readonly { readonly files: RegExp; readonly ours: readonly string[]; readonly why: string }[] = [
  {
    files: /\/MacrosExamples\//,
    ours: ['unknown'],
    why: 'a macro of the account rewrites the template; what is not written may be added by it',
  },
  {
    files: /\/variable_rendering\/render_if\//,
    ours: ['pass', 'fail'],
    why: 'Fn::If whose condition the default of a parameter decides: versioning is Enabled there, no lifecycle',
  },
];

interface Disagreement {
  readonly label: string;
  readonly ours: string;
  readonly file: string;
}

describe('CloudFormation corpus: labels', () => {
  it('agrees with every label, or the disagreement is explained', async function () {
    needsCorpus(this);
    const labels = readLabels(({ kind, rule }) => /^(cfn|sam)-/.test(kind) && rule in verdictOf);
    assert.ok(labels.length > 900, `${labels.length} labels`);
    const facts = new Map<string, ReadonlyMap<string, BucketFacts>>();
    for (const { file } of labels) if (!facts.has(file)) facts.set(file, await factsOf(file));
    const disagreements = labels.flatMap(({ file, rule, address, expected }): Disagreement[] => {
      const bucket = facts.get(file)?.get(address);
      const ours = bucket === undefined ? 'not found' : (verdictOf[rule]?.(bucket) ?? '');
      return ours === expected ? [] : [{ label: `${address} ${rule} ${expected}`, ours, file }];
    });
    const unexplained = disagreements.filter(
      ({ file, ours }) => !deviations.some((deviation) => deviation.files.test(file) && deviation.ours.includes(ours)),
    );
    console.log(`      ${labels.length} labels, ${disagreements.length} explained disagreements`);
    assert.deepEqual(unexplained, []);
  });
});

function templateFiles(): readonly string[] {
  const folders = [
    'real/cfn-json',
    'real/cfn-yaml',
    'real/sam-json',
    'real/sam-yaml',
    'unlabelled/cfn-yaml',
    'unlabelled/sam-yaml',
  ];
  return folders.flatMap(listCorpus);
}

describe('CloudFormation corpus: cutting', () => {
  it('finds the resources that parsing the whole text finds', async function () {
    needsCorpus(this);
    let compared = 0;
    for (const file of templateFiles().filter((name) => /\.(ya?ml|template)$/.test(name))) {
      const text = readCorpus(file);
      const document = parseDocument(text, { schema: 'failsafe', logLevel: 'silent', uniqueKeys: false });
      if (document.errors.length > 0 || /^\s*\{/.test(text)) continue;
      const whole: unknown = document.toJS({ maxAliasCount: -1 });
      const resources: unknown =
        typeof whole === 'object' && whole !== null && 'Resources' in whole ? whole.Resources : {};
      if (typeof resources !== 'object' || resources === null) continue;
      const template = new Template(text, 'yaml', new Pieces());
      const found = [...template.resources(() => true), ...template.loops(() => true)];
      const broken = found.filter((resource) => resource.broken !== undefined);
      assert.deepEqual(
        broken.map(({ id }) => id),
        [],
        file,
      );
      assert.deepEqual(new Set(found.map(({ id }) => id)), new Set(Object.keys(resources)), file);
      compared += 1;
    }
    console.log(`      ${compared} templates`);
    assert.ok(compared > 300);
    await Promise.resolve();
  });
});

describe('CloudFormation corpus: fixes', () => {
  it('remove the finding and change nothing else', async function () {
    needsCorpus(this);
    let fixes = 0;
    let without = 0;
    for (const file of templateFiles()) {
      const text = readCorpus(file);
      for (const finding of await lint(file, text)) {
        if (finding.fixes.length === 0) without += 1;
        for (const { edits } of finding.fixes) {
          await checkFix(file, text, finding, edits);
          fixes += 1;
        }
      }
    }
    console.log(`      ${fixes} fixes applied, ${without} findings without one`);
    assert.ok(fixes > 200);
  });
});

interface Tally {
  kept: number;
  all: number;
}

/** Puts a line behind the middle line of the middle resource, and counts which others are still read. */
function tryState(text: string, format: 'yaml' | 'json', line: (indent: string) => string, tally: Tally): void {
  const resources = new Template(text, format, new Pieces()).resources(() => true);
  const middle = resources[Math.floor(resources.length / 2)];
  if (middle === undefined || resources.length < 3 || middle.entry.value.kind !== 'map') return;
  const within = (middle.entry.value.start + middle.entry.value.end) >> 1;
  const at = text.indexOf('\n', within) + 1;
  if (at === 0 || at >= middle.entry.value.end) return;
  const indent = /^ */.exec(text.slice(at))?.[0] ?? '';
  const after = new Template(`${text.slice(0, at)}${line(indent)}\n${text.slice(at)}`, format, new Pieces());
  const whole = new Set(after.resources(() => true).flatMap(({ id, broken }) => (broken === undefined ? [id] : [])));
  const others = resources.filter(({ id, broken }) => id !== middle.id && broken === undefined);
  tally.all += others.length;
  tally.kept += others.filter(({ id }) => whole.has(id)).length;
}

describe('CloudFormation corpus: typing', () => {
  for (const [format, states] of [
    ['yaml', yamlStates],
    ['json', jsonStates],
  ] as const) {
    it(`keeps 98 % of the other resources in every state of half-typed ${format}`, async function () {
      needsCorpus(this);
      const texts = templateFiles()
        .filter((file) => (format === 'json' ? file.endsWith('.json') : /\.ya?ml$/.test(file)))
        .map(readCorpus)
        .filter((text) => text.includes('Resources') && (format === 'json' || !/^\s*\{/.test(text)))
        .slice(0, 120);
      for (const [name, line] of Object.entries(states)) {
        const tally: Tally = { kept: 0, all: 0 };
        for (const text of texts) tryState(text, format, line, tally);
        const share = (100 * tally.kept) / tally.all;
        console.log(`      ${name}: ${share.toFixed(1)} % of ${tally.all}`);
        assert.ok(share >= 98, `${name}: ${share} %`);
      }
      await Promise.resolve();
    });
  }

  it('invents no finding', async function () {
    needsCorpus(this);
    const invented: string[] = [];
    let tried = 0;
    for (const file of templateFiles()) {
      const text = readCorpus(file);
      if (!dialect.mayConcern(text)) continue;
      const isJson = file.endsWith('.json');
      const before = new Set((await lint(file, text)).map(({ rule, resource }) => `${rule} ${resource}`));
      const lines = text.split('\n');
      const bucketLines = lines.flatMap((line, index) =>
        /AWS::S3::Bucket["']?,?\s*$/.test(line) ? [index + 1, index + 3] : [],
      );
      for (const [name, state] of Object.entries(isJson ? jsonStates : yamlStates)) {
        for (const at of bucketLines.slice(0, 8)) {
          const indent = /^ */.exec(lines[at] ?? '')?.[0] ?? '';
          const typed = lines.toSpliced(at, 0, state(indent)).join('\n');
          const after = await lint(file, typed);
          tried += 1;
          const more = after.filter(({ rule, resource }) => !before.has(`${rule} ${resource}`));
          invented.push(...more.map(({ rule, resource }) => `${name}: ${rule} ${resource} ${file}:${at + 1}`));
        }
      }
    }
    console.log(`      ${tried} states`);
    assert.deepEqual(invented, []);
  });
});
