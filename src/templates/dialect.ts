import type { Estate } from '../model/estate';
import type { Remedy } from '../model/remedy';
import type { SourceRange, TextEdit } from '../model/source';

/** Paths are absolute, with forward slashes, or URIs. */
export interface SourceText {
  readonly file: string;
  readonly text: string;
}

/** Where texts come from: a disk, an editor whose open documents come before the disk, or a test. */
export interface Files {
  /** @returns the text, or `undefined` where there is no such file or it cannot be read. */
  read(file: string): Promise<string | undefined>;
  /** @returns the names of the files directly in a directory; empty where there is none. */
  list(directory: string): Promise<readonly string[]>;
  /** @returns the names of the directories directly in a directory, where that can be told. */
  directories?(directory: string): Promise<readonly string[]>;
}

/** A relevant file that could not be read in full, and why. */
export interface Skipped {
  readonly file: string;
  readonly reason: string;
}

/** A suppression that a format keeps as data, for want of comments. Comments are found by the lint floor. */
export type WrittenSuppression = {
  /** The whole declaration that it is for. */
  readonly block: SourceRange;
} & (
  | {
      readonly by: 's3backup';
      /** `RULE[,RULE]: reason` */
      readonly directive: string;
    }
  | {
      /** Another linter, which was asked to be silent about one of its own ids. */
      readonly by: 'checkov' | 'guard' | 'cdk_nag' | 'cfn_nag';
      readonly id: string;
      readonly reason: string;
    }
);

/** What one root module or one template declares. */
export interface TemplateReading {
  readonly estate: Estate;
  readonly skipped: readonly Skipped[];
  readonly suppressions?: readonly WrittenSuppression[];
  /**
   * The smallest edits that apply the remedies to what a finding is about, in the file's own style.
   * @param subjects The ids of all things of the estate that share the declaration and need the remedies.
   * @returns `undefined` where no right edit is known, and where the edit would also change an instance that is not
   * among `subjects`.
   */
  edits(subjects: readonly string[], remedies: readonly Remedy[]): readonly TextEdit[] | undefined;
}

/** What can be told of the files of a language without its parser. */
export interface DialectLook {
  readonly id: string;
  /** What makes one reading: every file by itself, or all files of a directory together. */
  readonly unit: 'file' | 'directory';
  /** Whether a file of this name may be of this dialect. */
  accepts(file: string): boolean;
  /** A cheap look: whether the text can hold anything that is judged here. Never wrong with `false`. */
  mayConcern(text: string): boolean;
  /**
   * A cheap look at a text of a unit that may concern us: whether a selection of buckets may be declared in it, or in a
   * module that is called in it and has no files. Never wrong with `false`.
   */
  maySelect(text: string): boolean;
  /**
   * A cheap look: the files, or directories where these are the unit, that what the text declares may depend on. It may
   * name too many, never too few.
   */
  mayLeanOn(source: SourceText): readonly string[];
}

/** One language in which buckets are declared. */
export interface Dialect extends DialectLook {
  /**
   * Reads what the given files declare. Files that belong together (the `.tf` files of a directory) make one reading,
   * and what they lean on beside them (local modules) is read through `files`.
   */
  read(sources: readonly SourceText[], files: Files): Promise<readonly TemplateReading[]>;
}

/** A dialect whose parser is loaded when the first text is read. */
export function lazyDialect(look: DialectLook, load: () => Promise<Dialect>): Dialect {
  let loading: Promise<Dialect> | undefined;
  return {
    ...look,
    read: async (sources, files) => {
      loading ??= load();
      return (await loading).read(sources, files);
    },
  };
}
