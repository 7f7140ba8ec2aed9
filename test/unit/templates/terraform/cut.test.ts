import assert from 'node:assert/strict';
import { cut } from '../../../../src/templates/terraform/cut';

/** The first lines of the pieces, each with what its header was taken for. */
function pieces(text: string): readonly string[] {
  return cut(text).map(({ start, end, header }) => {
    const first = text.slice(start, end).split('\n')[0] ?? '';
    const labels = header?.labels.map((label) => label.text).join('.') ?? '';
    return `${header?.keyword ?? '-'}(${labels}) ${first.trim()}`;
  });
}

describe('Terraform: cut', () => {
  it('makes a piece of every top-level block and loses no character', () => {
    const text = '# first\nresource "a" "b" {\n  x = 1\n}\n\nvariable "v" {}\nlocals {\n}\n';
    assert.deepEqual(pieces(text), [
      '-() # first',
      'resource(a.b) resource "a" "b" {',
      'variable(v) variable "v" {}',
      'locals() locals {',
    ]);
    assert.equal(
      cut(text)
        .map(({ start, end }) => text.slice(start, end))
        .join(''),
      text,
    );
  });

  it('gives the places of labels from the start of the piece, without quotes', () => {
    const text = '\nresource "aws_s3_bucket" logs {}\n';
    const [, piece] = cut(text);
    const spans = piece?.header?.labels.map(({ start, end }) => text.slice(piece.start + start, piece.start + end));
    assert.deepEqual(spans, ['aws_s3_bucket', 'logs']);
  });

  it('takes half-typed headers at the start of a line', () => {
    assert.deepEqual(pieces('resource "aws_s3_buck\nresource "a" "b" {}'), [
      'resource() resource "aws_s3_buck',
      'resource(a.b) resource "a" "b" {}',
    ]);
  });

  it('takes indented headers only when they are complete', () => {
    assert.equal(pieces('  resource "a" "b" {\n    provider = aws.x\n    data "x"\n  }\n').length, 2);
    assert.deepEqual(pieces('resource "a" "b" {\nprovider = aws.west\n}\n'), ['resource(a.b) resource "a" "b" {']);
  });

  it('does not look into heredocs and block comments', () => {
    assert.equal(pieces('output "o" {\n  value = <<-EOT\nresource "a" "b" {}\n  EOT\n}\n').length, 1);
    assert.equal(pieces('/*\nresource "a" "b" {}\n*/\nresource "c" "d" {}\n').length, 2);
  });

  it('does not take a wildcard in a string, a comment or a heredoc for the start of a block comment', () => {
    const rest = '\nresource "a" "b" {}\n# */\n';
    assert.equal(pieces(`locals {\n  arn = "arn:aws:s3:::x/*"\n}${rest}`).length, 2);
    assert.equal(pieces(`locals {\n  # x/*\n}${rest}`).length, 2);
    assert.equal(pieces(`locals {\n  s = <<E\nrm -rf /tmp/*\nE\n}${rest}`).length, 2);
  });

  it('goes on after a heredoc or a block comment that has just been opened', () => {
    assert.equal(pieces('resource "a" "b" {\n  p = <<EOT\n}\nresource "c" "d" {}\n').length, 2);
    assert.equal(pieces('resource "a" "b" {\n  p = <<EOT\n}\nresource "c" "d" {\n  p = <<EOT\nx\nEOT\n}\n').length, 2);
    assert.equal(pieces('/* later\nresource "a" "b" {}\n').length, 2);
  });

  it('reads CRLF and a byte order mark', () => {
    assert.deepEqual(pieces('\uFEFFresource "a" "b" {\r\n}\r\nmodule "m" {\r\n}\r\n').slice(-2), [
      'resource(a.b) resource "a" "b" {',
      'module(m) module "m" {',
    ]);
  });
});
