import type { Fact } from '../model/fact';

/** A fact as JSON, without where it comes from. `action` is the IAM action that was denied. */
export function plainFact(fact: Fact<unknown>): Readonly<Record<string, unknown>> {
  switch (fact.state) {
    case 'known':
      return { state: fact.state, value: fact.value };
    case 'denied':
      return { state: fact.state, action: fact.action };
    case 'unknown':
      return { state: fact.state, why: fact.why };
    case 'absent':
    case 'unmanaged':
      return { state: fact.state };
  }
}

/** Facts by their names. */
export function plainFacts(facts: Readonly<Record<string, Fact<unknown>>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(facts).map(([name, fact]) => [name, plainFact(fact)]));
}
