import type { Tree } from '../../../src/lint/tree';

/** A tree of files that are given with their texts. */
export function memoryTree(files: Readonly<Record<string, string>>): Tree & { readonly read: Tree['read'] } {
  const below = (directory: string): readonly string[] =>
    Object.keys(files).flatMap((file) => (file.startsWith(`${directory}/`) ? [file.slice(directory.length + 1)] : []));
  return {
    read: (file) => Promise.resolve(files[file]),
    list: (directory) => Promise.resolve(below(directory).filter((name) => !name.includes('/'))),
    entries: (directory) => {
      const names = below(directory);
      const inner = names.flatMap((name) => (name.includes('/') ? [name.slice(0, name.indexOf('/'))] : []));
      const directly = names.filter((name) => !name.includes('/'));
      return Promise.resolve({ files: directly, directories: [...new Set(inner)] });
    },
    kind: (path) => {
      if (files[path] !== undefined) return Promise.resolve('file');
      return Promise.resolve(below(path).length > 0 ? 'directory' : undefined);
    },
  };
}

export const bucketYaml = 'Resources:\n  Logs:\n    Type: AWS::S3::Bucket\n';
