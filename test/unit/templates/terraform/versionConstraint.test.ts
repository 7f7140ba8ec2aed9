import assert from 'node:assert/strict';
import { allowsOnlyBelow, allowsOnlyFrom } from '../../../../src/templates/terraform/versionConstraint';

describe('Terraform: version constraints', () => {
  const below = ['~> 3.0', '~> 3.74.1', '3.1', '= 3.1', '< 4.0.0', '>= 2.0, < 4', '<= 3.9', 'v3.0'];
  const notBelow = ['~> 4.0', '>= 3.0', '~> 3', '< 4.1', '<= 4.0', '!= 4.0', '> 2', '', 'latest'];
  for (const constraint of below) {
    it(`${constraint} allows only versions below 4`, () => {
      assert.equal(allowsOnlyBelow(constraint, 4), true);
    });
  }
  for (const constraint of notBelow) {
    it(`"${constraint}" may allow version 4`, () => {
      assert.equal(allowsOnlyBelow(constraint, 4), false);
    });
  }
  for (const [constraint, expected] of [
    ['4.10.0', true],
    ['~> 4.2', true],
    ['>= 3.1, < 5', true],
    ['> 4', true],
    ['0.48.0', false],
    ['~> 0.47', false],
    ['< 5', false],
    ['!= 4.0', false],
    ['', false],
  ] as const) {
    it(`"${constraint}" ${expected ? 'rules out' : 'may allow'} versions before 1`, () => {
      assert.equal(allowsOnlyFrom(constraint, 1), expected);
    });
  }
});
