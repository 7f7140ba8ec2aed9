import assert from 'node:assert/strict';
import { FileCache } from '../../../../src/templates/terraform/pieces';
import type { HclParser } from '../../../../src/templates/terraform/parser';
import { hclParser } from './support';

const text = Array.from({ length: 5 }, (_, at) => `resource "aws_s3_bucket" "b${at}" {\n  bucket = "b${at}"\n}\n`).join(
  '\n',
);

describe('Terraform: pieces', () => {
  /** The real parser, with a note of what it is given. */
  async function counting(): Promise<{ readonly parser: HclParser; readonly parsed: string[] }> {
    const real = await hclParser();
    const parsed: string[] = [];
    return { parsed, parser: { parse: (piece) => (parsed.push(piece), real.parse(piece)) } };
  }

  it('parses nothing before somebody asks', async () => {
    const { parser, parsed } = await counting();
    new FileCache(parser).open({ file: '/a.tf', text });
    assert.deepEqual(parsed, []);
  });

  it('parses only the changed piece again', async () => {
    const { parser, parsed } = await counting();
    const cache = new FileCache(parser);
    const read = (version: string): number =>
      cache.open({ file: '/a.tf', text: version }).pieces.flatMap((piece) => piece.body.blocks).length;
    assert.equal(read(text), 5);
    const first = parsed.length;
    assert.equal(read(text.replace('"b2"\n', '"changed"\n')), 5);
    assert.equal(parsed.length, first + 1);
    assert.ok(parsed.at(-1)?.includes('changed'));
  });

  it('gives places in the new text for pieces that only moved', async () => {
    const cache = new FileCache((await counting()).parser);
    cache.open({ file: '/a.tf', text }).pieces.forEach((piece) => piece.body);
    const moved = cache.open({ file: '/a.tf', text: `\n\n${text}` });
    const last = moved.pieces.at(-1)!;
    assert.equal(last.range(last.body.blocks[0]!).start.line, 18);
  });
});
