import { BlockBody } from './body';
import { ancestors } from './declaredResources';
import type { ModuleInstance } from './moduleInstance';
import type { Declaration } from './fileDeclarations';
import type { ResourceInstance } from './resourceInstance';
import type { Expression } from './syntax';
import { attributeOf, literalText } from './syntax';
import type { Value } from './value';
import { unknownValue } from './value';

type Configuration = BlockBody | 'none' | 'unknown';

/** What an expression names as a provider: `aws` or `aws.east`. */
function providerName(expression: Expression): string | undefined {
  if (expression.kind === 'name') return expression.name;
  if (expression.kind === 'literal') return literalText(expression);
  if (expression.kind !== 'attribute' || expression.of.kind !== 'name') return undefined;
  return `${expression.of.name}.${expression.name}`;
}

/** How the caller of a module calls the provider that the module has under a name. */
function handedAs(name: string, call: Declaration): string | undefined {
  const providers = attributeOf(call.block, 'providers')?.value;
  // Only the provider without an alias comes along by itself.
  if (providers === undefined) return name === 'aws' ? name : undefined;
  if (providers.kind !== 'object') return undefined;
  const item = providers.items.find(({ key }) => providerName(key) === name);
  return item && providerName(item.value);
}

function declaredAs(name: string, { source }: ModuleInstance): Declaration | undefined {
  const [, alias] = name.split('.');
  return source.providers.find(
    ({ address, block }) => address === 'provider.aws' && literalText(attributeOf(block, 'alias')?.value) === alias,
  );
}

/** The `provider "aws"` block that a resource uses, as far as the template says which. */
export function configurationOf(instance: ResourceInstance, module: ModuleInstance): Configuration {
  const chosen = attributeOf(instance.declaration.block, 'provider')?.value;
  let name = chosen === undefined ? 'aws' : providerName(chosen);
  let at = module;
  for (;;) {
    if (name === undefined || !/^aws(?:\.|$)/.test(name)) return 'unknown';
    const found = declaredAs(name, at);
    if (found !== undefined) return new BlockBody(found.layers, at.scope);
    if (at.call === undefined) return name === 'aws' ? 'none' : 'unknown';
    name = handedAs(name, at.call.declaration);
    at = at.call.caller;
  }
}

/** The same for two resources only where they use the same configuration of the provider and no Region of their own. */
export function providerOf(instance: ResourceInstance, module: ModuleInstance): string {
  if (instance.body.attribute('region') !== undefined) return `region of ${instance.id}`;
  const configuration = configurationOf(instance, module);
  if (configuration instanceof BlockBody) return JSON.stringify(configuration.at);
  if (configuration === 'none') return configuration;
  const chosen = attributeOf(instance.declaration.block, 'provider')?.value;
  return chosen === undefined ? `unknown in ${module.address}` : `unknown of ${instance.id}`;
}

/** The tags that the provider puts on every resource, or `undefined` where it puts none. */
export function defaultTags(instance: ResourceInstance, module: ModuleInstance): Value | undefined {
  const configuration = configurationOf(instance, module);
  if (configuration === 'none') {
    const { source } = ancestors(module).at(-1) ?? module;
    return source.isMadeToBeCalled ? unknownValue('who calls the module may put tags on it') : undefined;
  }
  if (configuration === 'unknown') return unknownValue('the provider may put tags on it');
  const { items, open } = configuration.blocks('default_tags');
  return open ? unknownValue('the provider may put tags on it') : items[0]?.attribute('tags')?.value;
}
