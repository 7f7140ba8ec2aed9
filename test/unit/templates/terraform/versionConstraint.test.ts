import assert from 'node:assert/strict';
import { allowsOnlyBelow } from '../../../../src/templates/terraform/versionConstraint';

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
});
