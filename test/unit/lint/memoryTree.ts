import type { Tree } from '../../../src/lint/tree';

/** A tree of files that are given with their texts. */
export function memoryTree(files: Readonly<Record<string, string>>): Tree & { readonly read: Tree['read'] } {
  const below = (directory: string): readonly string[] =>
    Object.keys(files).flatMap((file) => (file.startsWith(`${directory}/`) ? [file.slice(directory.length + 1)] : []));
  const filesIn = (directory: string): readonly string[] => below(directory).filter((name) => !name.includes('/'));
  const directoriesIn = (directory: string): readonly string[] => {
    const inner = below(directory).filter((name) => name.includes('/'));
    return [...new Set(inner.map((name) => name.slice(0, name.indexOf('/'))))];
  };
  return {
    read: (file) => Promise.resolve(files[file]),
    list: (directory) => Promise.resolve(filesIn(directory)),
    directories: (directory) => Promise.resolve(directoriesIn(directory)),
    entries: (directory) => Promise.resolve({ files: filesIn(directory), directories: directoriesIn(directory) }),
    kind: (path) => {
      if (files[path] !== undefined) return Promise.resolve('file');
      return Promise.resolve(below(path).length > 0 ? 'directory' : undefined);
    },
  };
}

export const bucketYaml = 'Resources:\n  Logs:\n    Type: AWS::S3::Bucket\n';
