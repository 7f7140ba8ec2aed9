import type { Declaration } from '../../model/declaration';
import type { DeclaredResource } from './declaredResources';
import { dialectId } from './dialectId';

/** Where a resource is declared, to point at its label. What a module makes that is only described is its call. */
export function declarationOf({ instance, module, resource }: DeclaredResource): Declaration {
  const declaration = module.describedCall ?? instance.declaration;
  const label = declaration.block.labels.at(-1);
  const block = declaration.piece.range(declaration.block);
  return {
    dialect: dialectId,
    resource,
    name: label === undefined ? block : declaration.piece.range(label),
    block,
  };
}
