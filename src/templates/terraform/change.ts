import type { TextEdit } from '../../model/source';

/** What one remedy asks for. */
export interface Change {
  readonly edits: readonly TextEdit[];
  /** The address of the resource that then enables versioning, if it is one of its own. */
  readonly versioning?: string;
}
