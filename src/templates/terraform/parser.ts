import { Language, Parser } from 'web-tree-sitter';
import { convert } from './convert';
import { readPlainHcl } from './plainHcl';
import type { Body } from './syntax';

/** Parses HCL. What does not parse is reported in the result; nothing is thrown. */
export interface HclParser {
  parse(text: string): Body;
}

/** The bytes of `web-tree-sitter.wasm` and of `tree-sitter-terraform.wasm`; the host knows where they are. */
export interface HclParserFiles {
  readonly runtime: Uint8Array;
  readonly grammar: Uint8Array;
}

/** `1e3`: HCL has such numbers, the grammar only with a fraction before the exponent. Not `a-1e3`, which is a name. */
const exponents = /(?<![\w."-])\d+[eE][+-]?\d+(?![\w.])/g;

/** The same text with other digits in the place of such numbers, whose values are read from the text itself. */
function parseable(text: string): string {
  return text.replace(exponents, (number) => '0'.repeat(number.length));
}

/** Reads all of it by the grammar. */
export async function createGrammarParser(files: HclParserFiles): Promise<HclParser> {
  await Parser.init({ wasmBinary: files.runtime });
  const language = await Language.load(files.grammar);
  const parser = new Parser();
  parser.setLanguage(language);
  return {
    parse(text) {
      const tree = parser.parse(parseable(text));
      if (tree === null) return { attributes: [], blocks: [], errors: [{ start: 0, end: text.length }] };
      try {
        return convert(tree.rootNode, text);
      } finally {
        tree.delete();
      }
    },
  };
}

export async function createHclParser(files: HclParserFiles): Promise<HclParser> {
  const grammar = await createGrammarParser(files);
  return { parse: (text) => readPlainHcl(text) ?? grammar.parse(text) };
}
