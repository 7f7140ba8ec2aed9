import { collectionFunctions } from './collectionFunctions';
import { formatFunctions } from './formatFunctions';
import type { Implementation, Implementations } from './functionArguments';
import { regexFunctions } from './regexFunctions';
import { textFunctions } from './textFunctions';
import type { Value } from './value';
import { failure, scalar, unknownResult } from './value';

type Lazy = () => Value;

/** Functions that give something else at each call or depend on where they run: two calls are never the same. */
const impure: ReadonlySet<string> = new Set([
  'uuid',
  'timestamp',
  'plantimestamp',
  'bcrypt',
  'file',
  'filebase64',
  'fileexists',
  'fileset',
  'filemd5',
  'filesha256',
  'templatefile',
]);

const same: Implementation = ([value]) => value;

const implementations: Implementations = new Map([
  ...collectionFunctions,
  ...textFunctions,
  ...formatFunctions,
  ...regexFunctions,
  ['nonsensitive', same],
  ['sensitive', same],
]);

/** `try` and `can` see arguments that fail, so they get them unevaluated. */
export const fallbackFunctions: ReadonlyMap<string, (values: readonly Lazy[]) => Value> = new Map([
  [
    'try',
    (values: readonly Lazy[]): Value => {
      for (const lazy of values) {
        const value = lazy();
        if (value.kind !== 'unknown') return value;
        if (!value.failed) return unknownResult('try', [value, ...values.slice(1).map((other) => other())]);
      }
      return failure('nothing of what is tried has a value');
    },
  ],
  [
    'can',
    (values: readonly Lazy[]): Value => {
      const value = values[0]?.() ?? failure('it is missing');
      if (value.kind !== 'unknown') return scalar(true, value.defaulted);
      return value.failed ? scalar(false, value.defaulted) : unknownResult('can', [value]);
    },
  ],
]);

/** Calls a function of Terraform. One that is not known here, or whose arguments are not, has an unknown result. */
export function callFunction(name: string, all: readonly Value[]): Value {
  const failed = all.find((value) => value.kind === 'unknown' && value.failed);
  if (failed !== undefined) return failed;
  return implementations.get(name)?.(all) ?? unknownResult(name, all, !impure.has(name));
}
