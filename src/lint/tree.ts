import type { Files } from '../templates/dialect';

/** The names of what is directly in a directory; links to directories are neither. */
export interface Entries {
  readonly files: readonly string[];
  readonly directories: readonly string[];
}

/** Files that can also be walked. */
export interface Tree extends Files {
  /** @returns `undefined` where there is nothing of that name. */
  kind(path: string): Promise<'file' | 'directory' | undefined>;
  /** @returns what is in a directory; nothing where there is none. */
  entries(directory: string): Promise<Entries>;
}

/** A tree in which some files have another text. */
export function withTexts(tree: Tree, texts: ReadonlyMap<string, string>): Tree {
  return {
    kind: (path) => tree.kind(path),
    list: (directory) => tree.list(directory),
    entries: (directory) => tree.entries(directory),
    read: (file) => {
      const text = texts.get(file);
      return text === undefined ? tree.read(file) : Promise.resolve(text);
    },
  };
}
