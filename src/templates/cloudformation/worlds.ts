import type { Ternary } from '../../model/ternary';
import type { Assignment, Formulas, Variable } from './formula';
import { Evaluation, variablesOf } from './formula';

/** What is taken for granted, because it only matters where it is so: conditions that hold and that do not. */
export type Assumptions = ReadonlyMap<string, boolean>;

/** Whether a condition holds, and whether a parameter's default had a say in it. */
export interface Decision {
  readonly answer: Ternary;
  readonly byDefault: boolean;
  /** Nothing outside of the template has a say in it, beside what is taken for granted. */
  readonly isFixed: boolean;
}

const undecided: Decision = { answer: 'unknown', byDefault: false, isFixed: false };

/** More ways in which the variables of conditions can stand to each other are not tried. */
const maxWorlds = 512;

/** Stands for every value that no condition names. */
const anyOther = '\0';

/** One way in which all variables can be. */
type World = ReadonlyMap<string, string>;

function assignmentIn(world: World): Assignment {
  return ({ key }) => world.get(key);
}

/** Every way in which the variables of some conditions can be; `undefined` where these are too many. */
function allWorlds(names: Iterable<string>, formulas: Formulas): readonly World[] | undefined {
  let worlds: readonly World[] = [new Map()];
  for (const [key, { variable, compared }] of variablesOf(names, formulas)) {
    const { values, preset } = variable;
    const all = values ?? [...compared, ...(preset === undefined ? [] : [preset]), anyOther];
    const domain = [...new Set(all)];
    if (worlds.length * domain.length > maxWorlds) return undefined;
    worlds = worlds.flatMap((world) => domain.map((value) => new Map([...world, [key, value]])));
  }
  return worlds;
}

/** The worlds in which the variables are what they are by default, as far as there are any. */
function byPreset(worlds: readonly World[], variables: Iterable<Variable>): readonly World[] {
  let left = worlds;
  for (const { key, preset } of variables) {
    const usual = preset === undefined ? left : left.filter((world) => world.get(key) === preset);
    if (usual.length > 0) left = usual;
  }
  return left;
}

/** Decides conditions by trying all that can be, while that is not too much. */
export class Worlds {
  readonly #formulas: Formulas;
  readonly #decisions = new Map<string, Decision>();
  readonly #possible = new Map<string, readonly World[] | undefined>();

  constructor(formulas: Formulas) {
    this.#formulas = formulas;
  }

  /** How a condition decides where the assumptions are so. */
  decide(name: string, assumptions: Assumptions): Decision {
    const assumed = assumptions.get(name);
    if (assumed !== undefined) return { answer: assumed ? 'yes' : 'no', byDefault: false, isFixed: true };
    const key = JSON.stringify([name, ...assumptions]);
    const before = this.#decisions.get(key);
    if (before !== undefined) return before;
    const decision = this.#decide(name, assumptions);
    this.#decisions.set(key, decision);
    return decision;
  }

  /**
   * What something may be where the assumptions are so; `undefined` where they say nothing of it. What they leave open
   * is among the values as `undefined`.
   */
  valuesOf(variable: string, assumptions: Assumptions): ReadonlySet<string | undefined> | undefined {
    if (assumptions.size === 0 || !variablesOf(assumptions.keys(), this.#formulas).has(variable)) return undefined;
    const worlds = this.#worlds(assumptions);
    if (worlds === undefined) return new Set([undefined]);
    return new Set(
      worlds.map((world) => {
        const value = world.get(variable);
        return value === anyOther ? undefined : value;
      }),
    );
  }

  #worlds(assumptions: Assumptions, name?: string): readonly World[] | undefined {
    const key = JSON.stringify([name ?? null, ...assumptions]);
    if (!this.#possible.has(key)) {
      const names = [...assumptions.keys(), ...(name === undefined ? [] : [name])];
      const possible = allWorlds(names, this.#formulas)?.filter((world) => this.#agrees(world, assumptions));
      this.#possible.set(key, possible);
    }
    return this.#possible.get(key);
  }

  #agrees(world: World, assumptions: Assumptions): boolean {
    const evaluation = new Evaluation(assignmentIn(world), this.#formulas);
    return [...assumptions].every(([name, holds]) => evaluation.condition(name) !== (holds ? 'no' : 'yes'));
  }

  #answerIn(worlds: readonly World[], name: string): Ternary {
    const answers = new Set(worlds.map((world) => new Evaluation(assignmentIn(world), this.#formulas).condition(name)));
    const [answer = 'unknown', ...others] = answers;
    return others.length > 0 ? 'unknown' : answer;
  }

  #decide(name: string, assumptions: Assumptions): Decision {
    const worlds = this.#worlds(assumptions, name);
    if (worlds === undefined) return this.#decideAlone(name, assumptions);
    const certain = this.#answerIn(worlds, name);
    const variables = [...variablesOf([name, ...assumptions.keys()], this.#formulas).values()];
    if (certain !== 'unknown') {
      return { answer: certain, byDefault: false, isFixed: variables.length === 0 || assumptions.size > 0 };
    }
    const usual = byPreset(
      worlds,
      variables.map(({ variable }) => variable),
    );
    const answer = this.#answerIn(usual, name);
    return answer === 'unknown' ? undecided : { answer, byDefault: true, isFixed: false };
  }

  /** What the defaults alone say. Beside assumptions they may not stand. */
  #decideAlone(name: string, assumptions: Assumptions): Decision {
    if (assumptions.size > 0) return undecided;
    const answer = new Evaluation(({ preset }) => preset, this.#formulas).condition(name);
    return answer === 'unknown' ? undecided : { answer, byDefault: true, isFixed: false };
  }
}
