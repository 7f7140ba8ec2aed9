import type { ProjectResult } from '../project';

/** What a report tells of. */
export interface Report extends ProjectResult {
  readonly milliseconds: number;
  /** The directory that file names may be shortened to, absolute, with forward slashes. */
  readonly directory: string;
}

/** A file as a person in the directory would name it. */
export function shortName(file: string, directory: string): string {
  const prefix = directory.endsWith('/') ? directory : `${directory}/`;
  return file.startsWith(prefix) ? file.slice(prefix.length) : file;
}
