import fc from 'fast-check';

const seconds = Number(process.env['S3BACKUP_FUZZ_SECONDS'] ?? '15');
/** The same in each `npm test`, so that it fails for what was changed; `npm run fuzz` takes another each time. */
const seed = Number(process.env['S3BACKUP_FUZZ_SEED'] ?? 20261122);

/** Among how many properties the time is shared. */
const shares = 16;

let announced = false;

/**
 * Looks for a counterexample for its share of the time, and throws the smallest that it finds, with the seed that
 * finds it again.
 */
export async function holds<T extends readonly [unknown, ...unknown[]]>(
  property: fc.IAsyncPropertyWithHooks<T>,
): Promise<void> {
  if (!announced) console.log(`      seed ${seed}, ${seconds} seconds: npm run fuzz -- --seed ${seed}`);
  announced = true;
  await fc.assert(property, {
    seed,
    numRuns: 1_000_000,
    interruptAfterTimeLimit: (seconds * 1000) / shares,
    markInterruptAsFailure: false,
    endOnFailure: seconds <= 15,
  });
}

/**
 * Values by a fixed number, not for a fixed time: a share is to be the same however busy the machine is.
 */
export function sampleOf<T>(arbitrary: fc.Arbitrary<T>): readonly T[] {
  return fc.sample(arbitrary, { seed, numRuns: 40 * seconds });
}
