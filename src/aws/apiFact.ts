import type { Fact } from '../model/fact';
import { absent, known } from '../model/fact';

/** A member of an answer of AWS: what is left out is absent, because the account decides it. */
export function apiFact<T>(value: T | undefined): Fact<T> {
  return value === undefined ? absent : known(value);
}
