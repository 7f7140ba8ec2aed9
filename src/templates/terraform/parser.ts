import { Language, Parser } from 'web-tree-sitter';
import { convert } from './convert';
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

export async function createHclParser(files: HclParserFiles): Promise<HclParser> {
  await Parser.init({ wasmBinary: files.runtime });
  const language = await Language.load(files.grammar);
  const parser = new Parser();
  parser.setLanguage(language);
  return {
    parse(text) {
      const tree = parser.parse(text);
      if (tree === null) return { attributes: [], blocks: [], errors: [{ start: 0, end: text.length }] };
      try {
        return convert(tree.rootNode, text);
      } finally {
        tree.delete();
      }
    },
  };
}
