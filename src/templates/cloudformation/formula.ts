import type { Ternary } from '../../model/ternary';
import { allOf, anyOf, negate, ternary } from '../../model/ternary';

/** A condition in terms of what whoever makes the stack, or the account, decides. */
export type Formula =
  | { readonly kind: 'constant'; readonly holds: boolean }
  | { readonly kind: 'is'; readonly variable: Variable; readonly value: string }
  | { readonly kind: 'condition'; readonly name: string }
  | { readonly kind: 'all' | 'any'; readonly parts: readonly Formula[] }
  | { readonly kind: 'not'; readonly part: Formula };

/** One thing that is decided outside of the template. Two of one key are the same thing. */
export interface Variable {
  readonly key: string;
  /** All that it may be, where that is known; otherwise also what no condition names. */
  readonly values?: readonly string[];
  /** What it is by default. */
  readonly preset?: string;
}

/** What the variables are. `undefined` is not known. */
export type Assignment = (variable: Variable) => string | undefined;

/** The conditions of a template by name. */
export type Formulas = (name: string) => Formula;

/** Evaluates formulas under one assignment, each condition once, however many refer to it. */
export class Evaluation {
  readonly #assignment: Assignment;
  readonly #formulas: Formulas;
  readonly #answers = new Map<string, Ternary>();

  constructor(assignment: Assignment, formulas: Formulas) {
    this.#assignment = assignment;
    this.#formulas = formulas;
  }

  condition(name: string): Ternary {
    const before = this.#answers.get(name);
    if (before !== undefined) return before;
    this.#answers.set(name, 'unknown');
    const answer = this.#formula(this.#formulas(name));
    this.#answers.set(name, answer);
    return answer;
  }

  #formula(formula: Formula): Ternary {
    switch (formula.kind) {
      case 'constant':
        return ternary(formula.holds);
      case 'is': {
        const value = this.#assignment(formula.variable);
        return value === undefined ? 'unknown' : ternary(value === formula.value);
      }
      case 'condition':
        return this.condition(formula.name);
      case 'all':
        return allOf(formula.parts.map((part) => this.#formula(part)));
      case 'any':
        return anyOf(formula.parts.map((part) => this.#formula(part)));
      case 'not':
        return negate(this.#formula(formula.part));
    }
  }
}

/** The variables of conditions, and what conditions compare each with. */
export function variablesOf(
  names: Iterable<string>,
  formulas: Formulas,
): ReadonlyMap<string, { readonly variable: Variable; readonly compared: ReadonlySet<string> }> {
  const found = new Map<string, { readonly variable: Variable; readonly compared: Set<string> }>();
  const seen = new Set<string>();
  const visit = (formula: Formula): void => {
    switch (formula.kind) {
      case 'constant':
        return;
      case 'is': {
        const { variable, value } = formula;
        const at = found.get(variable.key) ?? { variable, compared: new Set() };
        at.compared.add(value);
        found.set(variable.key, at);
        return;
      }
      case 'condition':
        take(formula.name);
        return;
      case 'all':
      case 'any':
        formula.parts.forEach(visit);
        return;
      case 'not':
        visit(formula.part);
    }
  };
  const take = (name: string): void => {
    if (seen.has(name)) return;
    seen.add(name);
    visit(formulas(name));
  };
  for (const name of names) take(name);
  return found;
}
