import type { AccountState } from '../state';
import { generateAccount } from './generate';
import mixed from './mixed.json';
import { playScenario } from './play';
import type { Scenario } from './scenario';

/** The scenarios there are, by name. */
export const scenarioNames = ['mixed', 'empty', 'large'] as const;

// JSON has no literal types; a step that names no operation fails when it is played.
const mixedScenario = mixed as Scenario;

export interface AccountSize {
  readonly buckets: number;
  readonly recoveryPoints: number;
}

const largeByDefault: AccountSize = { buckets: 1000, recoveryPoints: 10_000 };

/** @throws RangeError for a name that no scenario has. */
export function loadScenario(name: string, now: number, size: AccountSize = largeByDefault): AccountState {
  switch (name) {
    case 'mixed':
      return playScenario(mixedScenario, now);
    case 'empty':
      return playScenario({ ...mixedScenario, pretended: {}, denials: [], steps: [] }, now);
    case 'large':
      return generateAccount(size, now);
    default:
      throw new RangeError(`There is no scenario "${name}". Choose one of: ${scenarioNames.join(', ')}.`);
  }
}
