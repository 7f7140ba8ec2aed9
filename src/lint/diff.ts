import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';

/**
 * The difference of two texts of a file as a unified diff. Relative names get the `a/` and `b/` of `git diff`, so that
 * `git apply` and `patch -p1` understand it as it is.
 */
export function unifiedDiff(file: string, before: string, after: string): string {
  const isRelative = !/^([A-Za-z]:)?\//.test(file);
  // A tab ends a name with spaces in it: `patch` would stop at the first one.
  const end = file.includes(' ') ? '\t' : '';
  const [from, to] = isRelative ? [`a/${file}`, `b/${file}`] : [file, file];
  return createTwoFilesPatch(from + end, to + end, before, after, undefined, undefined, {
    context: 3,
    headerOptions: FILE_HEADERS_ONLY,
  });
}
