import { BlockBody } from './body';
import { ancestors } from './declaredResources';
import type { ModuleInstance } from './moduleInstance';
import type { ResourceInstance } from './resourceInstance';
import { attributeOf, literalText } from './syntax';
import type { Value } from './value';
import { unknownValue } from './value';

type Configuration = BlockBody | 'none' | 'unknown';

/** The `provider "aws"` block that a resource uses, as far as the template says which. */
export function configurationOf(instance: ResourceInstance, module: ModuleInstance): Configuration {
  const chosen = attributeOf(instance.declaration.block, 'provider')?.value;
  const isDefault = chosen === undefined || (chosen.kind === 'name' && chosen.name === 'aws');
  if (!isDefault && (chosen.kind !== 'attribute' || module.call !== undefined)) return 'unknown';
  const alias = !isDefault && chosen.kind === 'attribute' ? chosen.name : undefined;
  let { source, call } = module;
  let names = module;
  while (call !== undefined) {
    if (attributeOf(call.declaration.block, 'providers') !== undefined) return 'unknown';
    names = call.caller;
    ({ source, call } = names);
  }
  const found = source.providers.find(
    ({ address, block }) => address === 'provider.aws' && literalText(attributeOf(block, 'alias')?.value) === alias,
  );
  return found === undefined ? 'none' : new BlockBody(found.layers, names.scope);
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
