import type { SourceRange } from './source';

/** Where a template declares a thing. */
export interface Declaration {
  readonly dialect: string;
  /** The address of the declared resource, without the index of an instance. */
  readonly resource: string;
  /** The smallest thing to point at: the resource's name. */
  readonly name: SourceRange;
  /** The whole declaration, with its body. */
  readonly block: SourceRange;
}
