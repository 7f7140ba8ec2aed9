import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Bucket } from '../../src/model/bucket';
import { ask } from '../../src/model/fact';
import { hasEnabledRule } from '../../src/protection/lifecycle';
import { isVersioned } from '../../src/protection/versioning';
import type { Files, SourceText } from '../../src/templates/dialect';
import { FileCache } from '../../src/templates/terraform/pieces';
import { judge } from '../../src/verdict/judge';
import { tryAllFixes } from '../unit/templates/terraform/fixing';
import { hclParser, memoryFiles, terraform } from '../unit/templates/terraform/support';
import { hasTerraform, isFormatted } from '../unit/templates/terraform/terraformFmt';
import { typingStates } from '../unit/templates/terraform/typing';
import type { Label } from './corpus';
import { listCorpus, needsCorpus, readCorpus, readLabels } from './corpus';

const root = join(process.cwd(), '..', 'shared', 'corpus');

const disk: Files = {
  read: (file) => Promise.resolve(existsSync(file) ? readFileSync(file, 'utf8') : undefined),
  list: (directory) => Promise.resolve(existsSync(directory) ? readdirSync(directory) : []),
};

/** A directory of peers' cases that do not belong together: each file is a module of its own. */
function standsAlone(file: string): boolean {
  return file.includes('authored/trivy/');
}

function sourcesIn(directory: string): readonly SourceText[] {
  return readdirSync(join(root, directory))
    .filter((name) => name.endsWith('.tf'))
    .map((name) => ({ file: join(root, directory, name), text: readCorpus(join(directory, name)) }));
}

/** The buckets of the module that a file is of. */
async function bucketsAround(file: string): Promise<readonly Bucket[]> {
  const dialect = await terraform();
  const path = join(root, file);
  const alone = { [path]: readCorpus(file) };
  const readings = standsAlone(file)
    ? await dialect.read([{ file: path, text: readCorpus(file) }], memoryFiles(alone))
    : await dialect.read(sourcesIn(dirname(file)), disk);
  return readings.flatMap(({ estate }) => estate.buckets.items);
}

const questions: Readonly<Record<string, (bucket: Bucket) => 'yes' | 'no' | 'unknown'>> = {
  versioning: isVersioned,
  lifecycle: ({ lifecycle }) => hasEnabledRule(lifecycle),
  'object-lock': ({ objectLock }) => ask(objectLock, (on) => on),
  replication: ({ replication }) => ask(replication, (on) => on),
};

const verdicts = { yes: 'pass', no: 'fail', unknown: 'unknown' } as const;

interface Deviation {
  readonly at: RegExp;
  readonly rules: RegExp;
  readonly ours: readonly string[];
  readonly why: string;
}

/** Where we say something else than the label, and why. */
const deviations: readonly Deviation[] = [
  {
    at: /CKV2_AWS_61\/main\.tf aws_s3_bucket\.pass$/,
    rules: /^lifecycle$/,
    ours: ['fail'],
    why: 'the only rule has an empty status, so it is not enabled',
  },
  {
    at: /count-local\/main\.tf|edw-19c\/s3\.tf aws_s3_bucket\.replica$/,
    rules: /./,
    ours: ['not there'],
    why: 'a local that is written as false makes its count 0',
  },
  {
    at: /data_with_resource\/main\.tf aws_s3_bucket\.data_(?:dict|count)\[/,
    rules: /./,
    ours: ['not there'],
    why: 'the variable has no default (its block holds an attribute that Terraform does not know), so the keys are unknown',
  },
  {
    at: /dynamic-block-william\/terraform\.tf aws_s3_bucket\.two$/,
    rules: /^lifecycle$/,
    ours: ['fail'],
    why: 'the dynamic block runs over an empty list by default, so there is no rule',
  },
  {
    at: /apex\/cloudfront\.tf aws_s3_bucket\.cloudfront$/,
    rules: /^lifecycle$/,
    ours: ['unknown'],
    why: 'the lifecycle is there in one environment only, and which one it is cannot be known',
  },
  {
    at: /aft-backend\/main\.tf aws_s3_bucket\.primary-backend-bucket$/,
    rules: /^replication$/,
    ours: ['unknown'],
    why: 'it is replicated only if a second Region is set',
  },
  {
    at: /aft-backend\/main\.tf aws_s3_bucket\.secondary-backend-bucket$/,
    rules: /^replication$/,
    ours: ['fail'],
    why: 'it is the destination of a replication, not its source',
  },
  {
    at: /ppud\/s3_general\.tf aws_s3_bucket\.s3_general$/,
    rules: /^versioning$/,
    ours: ['unknown'],
    why: 'versioning is there only for the members of the map that ask for it',
  },
  {
    at: /test_inputs\/data\/invalid\.tf aws_s3_bucket\.exposedbucket$/,
    rules: /^versioning$/,
    ours: ['fail'],
    why: 'the file has a brace too many further down; the bucket itself is whole, and nothing versions it',
  },
];

/** What checkov was told to keep still about has no verdict to compare with. */
function isComparable({ kind, rule, expected }: Label): boolean {
  return kind === 'tf' && rule in questions && expected !== 'suppressed';
}

describe('Terraform corpus: labels', () => {
  it('agrees with every label, or the disagreement is explained', async function () {
    needsCorpus(this);
    this.timeout(60_000);
    const labels = readLabels(isComparable);
    assert.ok(labels.length > 950, `${labels.length} labels`);
    const around = new Map<string, readonly Bucket[]>();
    const disagreements: {
      readonly place: string;
      readonly rule: string;
      readonly label: string;
      readonly ours: string;
    }[] = [];
    for (const { file, rule, address, expected } of labels) {
      const key = standsAlone(file) ? file : dirname(file);
      if (!around.has(key)) around.set(key, await bucketsAround(file));
      const found = (around.get(key) ?? []).filter(
        ({ id, declaration }) =>
          (id === address || declaration?.resource === address) && declaration?.name.file === join(root, file),
      );
      const answers = [...new Set(found.map((bucket) => verdicts[questions[rule]!(bucket)]))];
      const ours = answers.length === 0 ? 'not there' : answers.join(' and ');
      if (ours !== expected) disagreements.push({ place: `${file} ${address}`, rule, label: expected, ours });
    }
    const unexplained = disagreements.filter(
      ({ place, rule, ours }) =>
        !deviations.some((known) => known.at.test(place) && known.rules.test(rule) && known.ours.includes(ours)),
    );
    console.log(`      ${labels.length} labels, ${disagreements.length} explained disagreements`);
    assert.deepEqual(unexplained, []);
    const idle = deviations.filter(
      ({ at, rules }) => !disagreements.some((found) => at.test(found.place) && rules.test(found.rule)),
    );
    assert.deepEqual(
      idle.map(({ why }) => why),
      [],
      'explanations without a disagreement',
    );
  });
});

function directoriesOf(folder: string): readonly string[] {
  const files = listCorpus(folder).filter((file) => file.endsWith('.tf'));
  return [...new Set(files.map((file) => dirname(file)))];
}

/** What a module makes that is fetched from a registry: there is no file to change but the call. */
function isMadeByCall(subject: string): boolean {
  return /^module\.[^.]+$/.test(subject);
}

describe('Terraform corpus: fixes', () => {
  it('puts each finding right and changes nothing else, in the format of terraform fmt', async function () {
    needsCorpus(this);
    this.timeout(300_000);
    const dialect = await terraform();
    const faults: string[] = [];
    let fixed = 0;
    let without = 0;
    let formatted = 0;
    for (const directory of ['authored', 'real/tf', 'unlabelled/tf', 'evaluator'].flatMap(directoriesOf)) {
      for (const attempt of await tryAllFixes(dialect, sourcesIn(directory), disk)) {
        if (attempt.texts === undefined && attempt.subjects.every(isMadeByCall)) continue;
        if (attempt.texts === undefined) without += 1;
        else fixed += 1;
        faults.push(
          ...attempt.faults.map((fault) => `${directory} ${attempt.rule} ${attempt.subjects.join()}: ${fault}`),
        );
        for (const [file, text] of attempt.texts ?? []) {
          // One in four: each starts a process of its own.
          if (!hasTerraform || fixed % 4 !== 0 || !isFormatted(readFileSync(file, 'utf8'))) continue;
          formatted += 1;
          if (!isFormatted(text)) faults.push(`${file} ${attempt.rule}: terraform fmt would change it`);
        }
      }
    }
    console.log(`      ${fixed} fixes, ${without} findings without one, ${formatted} given to terraform fmt`);
    assert.deepEqual(faults, []);
    assert.ok(fixed > 600);
    assert.ok(without < 20);
  });
});

describe('Terraform corpus: typing', () => {
  it('keeps 98 % and more of the other blocks, and invents no finding', async function () {
    needsCorpus(this);
    this.timeout(300_000);
    const parser = await hclParser();
    const dialect = await terraform();
    const wholeBlocks = (text: string): readonly string[] =>
      new FileCache(parser)
        .open({ file: '/main.tf', text })
        .pieces.flatMap((piece) =>
          piece.body.blocks
            .filter((block) => block.type === 'resource' && !block.broken)
            .map((block) => piece.text.slice(block.start, block.end)),
        );
    const findings = async (text: string): Promise<readonly string[]> => {
      const readings = await dialect.read([{ file: '/main.tf', text }], memoryFiles({ '/main.tf': text }));
      return readings.flatMap(({ estate }) => judge(estate)).map(({ rule, subject }) => `${rule} ${subject}`);
    };
    const kept = new Map(typingStates.map(({ name }) => [name, { blocks: 0, of: 0 }]));
    const invented: string[] = [];
    let files = 0;
    for (const file of ['real/tf', 'unlabelled/tf'].flatMap(listCorpus).filter((name) => name.endsWith('.tf'))) {
      const text = readCorpus(file).replaceAll('\r\n', '\n');
      const before = wholeBlocks(text);
      const middle = before[before.length >> 1];
      if (before.length < 3 || middle === undefined || files >= 400) continue;
      files += 1;
      const known = new Set(await findings(text));
      for (const { name, apply } of typingStates) {
        const broken = apply(text, text.indexOf(middle));
        const after = new Set(wholeBlocks(broken));
        const count = kept.get(name)!;
        count.blocks += before.filter((block) => block !== middle && after.has(block)).length;
        count.of += before.filter((block) => block !== middle).length;
        const found = await findings(broken);
        invented.push(
          ...found.filter((finding) => !known.has(finding)).map((finding) => `${file} ${name}: ${finding}`),
        );
      }
    }
    for (const [name, { blocks, of }] of kept) {
      console.log(`      ${name.padEnd(32)} ${((100 * blocks) / of).toFixed(2).padStart(6)} % of ${of} blocks`);
      assert.ok(blocks / of >= 0.98, name);
    }
    assert.equal(files, 400);
    assert.deepEqual(invented, []);
  });
});
