import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { HclParserFiles } from '../templates/terraform/parser';

/** From the source tree, where nothing has been built: the packages that the build copies them from. */
const packages = join(__dirname, '..', '..', 'node_modules');

/** Reads a file beside the running program, or where the build would take it from. */
async function readBeside(name: string, origin: string): Promise<Uint8Array> {
  try {
    return await readFile(join(__dirname, name));
  } catch {
    return readFile(join(packages, origin, name));
  }
}

/** The parser's runtime and the grammar of HCL. */
export async function readGrammar(): Promise<HclParserFiles> {
  const [runtime, grammar] = await Promise.all([
    readBeside('web-tree-sitter.wasm', 'web-tree-sitter'),
    readBeside('tree-sitter-terraform.wasm', '@tree-sitter-grammars/tree-sitter-hcl'),
  ]);
  return { runtime, grammar };
}
