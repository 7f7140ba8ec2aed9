import { cloudFormationLook } from '../templates/cloudformation/look';
import type { Dialect } from '../templates/dialect';
import { lazyDialect } from '../templates/dialect';
import { terraformLook } from '../templates/terraform/look';
import { readGrammar } from './grammar';

async function createTerraform(): Promise<Dialect> {
  const [{ createTerraformDialect }, { createHclParser }, grammar] = await Promise.all([
    import('../templates/terraform/dialect'),
    import('../templates/terraform/parser'),
    readGrammar(),
  ]);
  return createTerraformDialect(await createHclParser(grammar));
}

async function createCloudFormation(): Promise<Dialect> {
  const { createCloudFormationDialect } = await import('../templates/cloudformation/dialect');
  return createCloudFormationDialect();
}

/** Every language that is linted. The parser of each is loaded with the first text in it. */
export function createDialects(): readonly Dialect[] {
  return [lazyDialect(terraformLook, createTerraform), lazyDialect(cloudFormationLook, createCloudFormation)];
}
