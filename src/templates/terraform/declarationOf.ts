import type { Declaration } from '../../model/declaration';
import type { DeclaredResource } from './declaredResources';
import { dialectId } from './dialectId';

/** Where a resource is declared, to point at its label. */
export function declarationOf({ instance: { declaration }, resource }: DeclaredResource): Declaration {
  const label = declaration.block.labels[1];
  const block = declaration.piece.range(declaration.block);
  return {
    dialect: dialectId,
    resource,
    name: label === undefined ? block : declaration.piece.range(label),
    block,
  };
}
