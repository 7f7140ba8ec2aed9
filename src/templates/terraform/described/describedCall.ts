import { mayCallDescribed } from '../look';
import type { Declaration } from '../fileDeclarations';
import type { ModuleSource } from '../moduleSource';
import { attributeOf, literalText } from '../syntax';
import type { DescribedModule } from './describedModule';
import { describedModule, doubtOf } from './describedModules';

/** What a call gives to a module, beside how and how often it is called. */
const metaArguments: ReadonlySet<string> = new Set([
  'source',
  'version',
  'providers',
  'depends_on',
  'count',
  'for_each',
]);

/** The description of the module that a call names, if there is one. */
export function descriptionOf(call: Declaration): DescribedModule | undefined {
  if (!mayCallDescribed(call.piece.text)) return undefined;
  const source = literalText(attributeOf(call.block, 'source')?.value);
  return source === undefined ? undefined : describedModule(source);
}

/** Why a call may be of another module than is described, if so. */
export function doubtOfCall(call: Declaration, called: ModuleSource): string | undefined {
  if (called.description === undefined) return undefined;
  return doubtOf(
    called.description,
    {
      source: literalText(attributeOf(call.block, 'source')?.value) ?? '',
      version: literalText(attributeOf(call.block, 'version')?.value),
      inputs: call.block.attributes.map(({ name }) => name).filter((name) => !metaArguments.has(name)),
    },
    (input) => called.find(`variable.${input}`) !== undefined,
  );
}
