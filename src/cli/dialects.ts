import { createCloudFormationDialect } from '../templates/cloudformation/dialect';
import type { Dialect } from '../templates/dialect';
import { createTerraformDialect } from '../templates/terraform/dialect';
import { createHclParser } from '../templates/terraform/parser';
import { readGrammar } from './grammar';

/** Every language that is linted. */
export async function createDialects(): Promise<readonly Dialect[]> {
  const terraform = createTerraformDialect(await createHclParser(await readGrammar()));
  return [terraform, createCloudFormationDialect()];
}
