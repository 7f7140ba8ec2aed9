import assert from 'node:assert/strict';
import type { MapNode, SyntaxNode } from '../../../../src/templates/cloudformation/syntax';
import { entryOf } from '../../../../src/templates/cloudformation/syntax';
import { parseYaml } from '../../../../src/templates/cloudformation/yamlSyntax';

function mapOf(text: string): MapNode {
  const { root, error } = parseYaml(text);
  assert.equal(error, undefined);
  assert.ok(root?.kind === 'map');
  return root;
}

function at(map: MapNode, key: string): SyntaxNode {
  const entry = entryOf(map, key);
  assert.ok(entry !== undefined, key);
  return entry.value;
}

describe('YAML of templates', () => {
  it('makes the same call of both forms of a function, its tag included', () => {
    const text = 'a: !Sub "x"\nb: {"Fn::Sub": "x"}\nc: !GetAtt  A.B\n';
    const map = mapOf(text);
    for (const key of ['a', 'b', 'c']) {
      const call = at(map, key);
      assert.ok(call.kind === 'call', key);
      assert.equal(call.name, key === 'c' ? 'Fn::GetAtt' : 'Fn::Sub');
    }
    const { start, end } = at(map, 'c');
    assert.equal(text.slice(start, end), '!GetAtt  A.B');
  });

  it('keeps texts as they are written', () => {
    const map = mapOf('a: yes\nb: 0777\nc: 2010-09-09\nd: "null"\ne: null\nf:\ng: |\n  x\n');
    const texts = map.entries.map(({ value }) => (value.kind === 'scalar' ? value.text : value.kind));
    assert.deepEqual(texts, ['yes', '0777', '2010-09-09', 'null', 'null', 'null', 'x\n']);
  });

  it('ends a node where its text ends', () => {
    const text = 'a:\n  b: c # comment\n\n# more\nd: e\n';
    const { start, end } = at(mapOf(text), 'a');
    assert.equal(text.slice(start, end), 'b: c');
  });

  it('lets a quoted text go on with less indentation, as CloudFormation does', () => {
    const text = '    Description: "one\n  two"\n    Other: \'three\r\n  four\'\n    Status: Enabled\n';
    const map = mapOf(text);
    const description = at(map, 'Description');
    assert.equal(description.kind === 'scalar' && description.text, 'one   two');
    const { start, end } = at(map, 'Status');
    assert.equal(text.slice(start, end), 'Enabled');
  });

  it('reports a quote that is not closed, whatever follows', () => {
    for (const rest of ['d: e', 'd: "e"', "d: 'e'", 'd: ""']) {
      assert.notEqual(parseYaml(`a:\n  b: "c\n  ${rest}\n`).error, undefined, rest);
    }
  });
});
