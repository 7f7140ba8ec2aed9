import type { Answer, Letter, Vector } from './vectors';
import { truth } from './vectors';

/** One way to write a vector down, and what is to be said of each bucket so written. */
export interface Form {
  readonly title: string;
  /** The files, and where each bucket is in them: the start of its address. */
  write(vector: Vector): Readonly<Record<string, string>>;
  expected(vector: Vector, letter: Letter): Answer;
  /** The linter may know less than is expected, and never say the opposite. */
  readonly mayKnowLess?: true;
}

/** All is known, as it is to AWS. */
export const asAwsDoes = truth;

/** Nothing is known of the buckets: only what holds for all buckets is. */
export function unknownBuckets({ always = 'unknown' }: Vector): Answer {
  return always;
}

/** The selections are those of another scope: they may cover it, and it is not known whether they do. */
export function ofAnotherScope(inOneScope: Form['expected']): Form['expected'] {
  return (vector, letter) => (inOneScope(vector, letter) === 'uncovered' ? 'uncovered' : 'unknown');
}
