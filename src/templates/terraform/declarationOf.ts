import type { Declaration } from '../../model/declaration';
import type { DeclaredResource } from './declaredResources';
import { dialectId } from './dialectId';

/** Where a resource is declared, to point at its label. What a module makes that is only described is its call. */
export function declarationOf({ instance, module, resource }: DeclaredResource): Declaration {
  const declaration = module.describedCall ?? instance.declaration;
  const { keyword, block: declared } = declaration;
  // Of half-typed headers there may be more labels than belong to the address.
  const label = declared.labels[keyword === 'resource' || keyword === 'data' ? 1 : 0];
  const block = declaration.piece.range(declaration.block);
  return {
    dialect: dialectId,
    resource,
    name: label === undefined ? block : declaration.piece.range(label),
    block,
  };
}
