import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Bucket } from '../../../../src/model/bucket';
import type { Dialect, Files, SourceText, TemplateReading } from '../../../../src/templates/dialect';
import { createTerraformDialect } from '../../../../src/templates/terraform/dialect';
import type { HclParser } from '../../../../src/templates/terraform/parser';
import { createGrammarParser, createHclParser } from '../../../../src/templates/terraform/parser';

const require = createRequire(__filename);

const files = {
  runtime: readFileSync(require.resolve('web-tree-sitter/web-tree-sitter.wasm')),
  grammar: readFileSync(require.resolve('@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-terraform.wasm')),
};

let parser: Promise<HclParser> | undefined;

/** One parser for all tests: it keeps no state between texts. */
export function hclParser(): Promise<HclParser> {
  parser ??= createHclParser(files);
  return parser;
}

let grammar: Promise<HclParser> | undefined;

/** The same, by the grammar alone. */
export function hclGrammar(): Promise<HclParser> {
  grammar ??= createGrammarParser(files);
  return grammar;
}

export async function terraform(): Promise<Dialect> {
  return createTerraformDialect(await hclParser());
}

/** Files in memory, by absolute path. */
export function memoryFiles(texts: Readonly<Record<string, string>>): Files {
  return {
    read: (file) => Promise.resolve(texts[file]),
    list: (directory) =>
      Promise.resolve(
        Object.keys(texts)
          .filter((file) => file.slice(0, file.lastIndexOf('/')) === directory)
          .map((file) => file.slice(directory.length + 1)),
      ),
  };
}

export function sourcesOf(texts: Readonly<Record<string, string>>): readonly SourceText[] {
  return Object.entries(texts)
    .filter(([file]) => /\.(?:tf|tofu)(?:\.json)?$/.test(file))
    .map(([file, text]) => ({ file, text }));
}

/** Reads files whose paths are given from a project's root (`main.tf`, `modules/store/main.tf`). */
export async function readProject(
  files: Readonly<Record<string, string>>,
  dialect?: Dialect,
): Promise<readonly TemplateReading[]> {
  const texts = Object.fromEntries(Object.entries(files).map(([path, text]) => [`/project/${path}`, text]));
  return (dialect ?? (await terraform())).read(sourcesOf(texts), memoryFiles(texts));
}

/** The buckets of a module that is one file. */
export async function bucketsOf(text: string): Promise<readonly Bucket[]> {
  const readings = await readProject({ 'main.tf': text });
  return readings.flatMap((reading) => reading.estate.buckets.items);
}

/** The only bucket of a module that is one file. */
export async function onlyBucket(text: string): Promise<Bucket> {
  const buckets = await bucketsOf(text);
  if (buckets.length !== 1) throw new Error(`${buckets.length} buckets: ${buckets.map(({ id }) => id).join(', ')}`);
  return buckets[0]!;
}
