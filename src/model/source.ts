/** A place in a text, zero-based as in the Language Server Protocol. `character` counts UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** From `start` up to but not including `end`. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** A range in a file. `file` is an absolute path or a URI, with forward slashes. */
export interface SourceRange extends Range {
  readonly file: string;
}

/** One replacement in one file. An insertion has an empty range. */
export interface TextEdit {
  readonly file: string;
  readonly range: Range;
  readonly newText: string;
}
