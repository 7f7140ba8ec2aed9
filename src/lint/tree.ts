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
  /** @returns the names of the directories directly in a directory. */
  directories(directory: string): Promise<readonly string[]>;
  /** @returns what is in a directory; nothing where there is none. */
  entries(directory: string): Promise<Entries>;
  /** Why a file did not come, or not in full, when it was last read; `undefined` where all was well. */
  trouble?(file: string): string | undefined;
  /** Why a file is not to be changed; `undefined` where it may be. */
  refusal?(file: string): Promise<string | undefined>;
}

/** A tree in which some files have another text. */
export function withTexts(tree: Tree, texts: ReadonlyMap<string, string>): Tree {
  return {
    kind: (path) => tree.kind(path),
    list: (directory) => tree.list(directory),
    directories: (directory) => tree.directories(directory),
    entries: (directory) => tree.entries(directory),
    trouble: (file) => tree.trouble?.(file),
    refusal: (file) => tree.refusal?.(file) ?? Promise.resolve(undefined),
    read: (file) => {
      const text = texts.get(file);
      return text === undefined ? tree.read(file) : Promise.resolve(text);
    },
  };
}
