/** The name of something in a directory. Both may be paths with forward slashes, or URIs. */
export function join(directory: string, name: string): string {
  return directory.endsWith('/') ? directory + name : `${directory}/${name}`;
}

export function directoryOf(file: string): string {
  const slash = file.lastIndexOf('/');
  return slash <= 0 ? '/' : file.slice(0, slash);
}

/** Where a path or URI may not be shortened any more: the root, a drive, or the authority of a URI. */
const top = /^(?:[A-Za-z][A-Za-z0-9+.-]*:\/\/[^/]*|[A-Za-z]:)?\/?$/;

/** The directories that hold a file, the nearest first. */
export function ancestors(file: string): readonly string[] {
  const all: string[] = [];
  for (let directory = directoryOf(file); ; directory = directoryOf(directory)) {
    all.push(directory);
    if (top.test(directory) || !directory.includes('/')) return all;
  }
}

/** A name as it is written in a file of a directory: relative, or a whole path. */
export function resolveFrom(directory: string, written: string): string {
  const name = written.replaceAll('\\', '/');
  if (name.startsWith('/') || /^[A-Za-z]:\//.test(name)) return name;
  const parts = directory.split('/');
  for (const part of name.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/');
}

/** A file as something in a directory would name it, with `..` where it lies elsewhere. */
export function relativeTo(directory: string, file: string): string {
  const from = directory.split('/');
  const to = file.split('/');
  let shared = 0;
  while (shared < from.length && shared < to.length - 1 && from[shared] === to[shared]) shared += 1;
  return [...from.slice(shared).map(() => '..'), ...to.slice(shared)].join('/');
}
