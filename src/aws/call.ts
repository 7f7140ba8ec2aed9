import type { Fact } from '../model/fact';
import { classify, errorName, failureFact, isAbort } from './failure';

/** Lets a call start when its turn has come. */
export type Schedule = <T>(call: () => Promise<T>) => Promise<T>;

/** Requests on their way at once: enough to be quick, few enough not to be throttled. */
export const parallelCalls = 8;

/** Calls that are got ready meanwhile, or whose answers are read. */
export const callsInHand = 4;

/** Buckets under way at once: enough that calls never run dry. */
export const parallelBuckets = 16;

/** A read of one fact. */
export interface Reading<T> {
  /** The IAM action it needs. */
  readonly action: string;
  /** Names of errors by which AWS says that nothing is configured. */
  readonly absentErrors?: readonly string[];
  read(): Promise<Fact<T>>;
}

/** Reads a fact. What fails is a fact too; only giving up on purpose is thrown. */
export async function readFact<T>(reading: Reading<T>): Promise<Fact<T>> {
  try {
    return await reading.read();
  } catch (error) {
    if (isAbort(error)) throw error;
    if (reading.absentErrors?.includes(errorName(error)) === true) return { state: 'absent' };
    return failureFact(classify(error, reading.action));
  }
}
