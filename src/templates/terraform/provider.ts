import type { Fact } from '../../model/fact';
import { unknown } from '../../model/fact';
import { BlockBody } from './body';
import { textFact } from './facts';
import type { ModuleInstance } from './moduleInstance';
import type { ResourceInstance } from './resourceInstance';
import { attributeOf, literalText } from './syntax';
import type { Value } from './value';
import { unknownValue } from './value';

type Configuration = BlockBody | 'none' | 'unknown';

/** The `provider "aws"` block that a resource uses, as far as the template says which. */
function configurationOf(instance: ResourceInstance, module: ModuleInstance): Configuration {
  const chosen = attributeOf(instance.declaration.block, 'provider')?.value;
  if (chosen !== undefined && (chosen.kind !== 'attribute' || module.call !== undefined)) return 'unknown';
  const alias = chosen?.kind === 'attribute' ? chosen.name : undefined;
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
  return found === undefined ? 'none' : new BlockBody(found.block, found.piece, names.scope);
}

export function regionOf(instance: ResourceInstance, module: ModuleInstance): Fact<string> {
  const own = instance.body.attribute('region');
  if (own !== undefined) return textFact(own);
  const configuration = configurationOf(instance, module);
  const written = configuration instanceof BlockBody ? configuration.attribute('region') : undefined;
  return written === undefined ? unknown('the provider gets it from its environment') : textFact(written);
}

/** The tags that the provider puts on every resource, or `undefined` where it puts none. */
export function defaultTags(instance: ResourceInstance, module: ModuleInstance): Value | undefined {
  const configuration = configurationOf(instance, module);
  if (configuration === 'none') return undefined;
  if (configuration === 'unknown') return unknownValue('the provider may put tags on it');
  const { items, open } = configuration.blocks('default_tags');
  return open ? unknownValue('the provider may put tags on it') : items[0]?.attribute('tags')?.value;
}
