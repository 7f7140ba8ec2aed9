import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';

/**
 * The difference of two texts of a file as a unified diff. Relative names get the `a/` and `b/` of `git diff`, so that
 * `git apply` and `patch -p1` understand it as it is.
 */
export function unifiedDiff(file: string, before: string, after: string): string {
  const isRelative = !/^([A-Za-z]:)?\//.test(file);
  const [from, to] = isRelative ? [`a/${file}`, `b/${file}`] : [file, file];
  const patch = createTwoFilesPatch(from, to, before, after, undefined, undefined, {
    context: 3,
    headerOptions: FILE_HEADERS_ONLY,
  });
  // A tab ends a name with spaces in it: `patch` would stop at the first one.
  return file.includes(' ') ? patch.replace(/^(--- .*)\n(\+\+\+ .*)\n/, '$1\t\n$2\t\n') : patch;
}
