import type { Budget } from './budget';
import { stepsOfModule } from './budget';
import { agreement } from './agree';
import { doubtOfCall } from './described/describedCall';
import { evaluate } from './evaluate';
import type { Expansion, Slot } from './expand';
import { expand, instanceKey } from './expand';
import type { Declaration } from './fileDeclarations';
import type { ModuleSource } from './moduleSource';
import { ResourceInstance } from './resourceInstance';
import type { SourceRange } from '../../model/source';
import type { Definition, Names, Scope } from './scope';
import { bind } from './scope';
import type { Block } from './syntax';
import { attributeOf } from './syntax';
import type { RootValues } from './tfvars';
import { conform } from './typeConstraint';
import type { Instance, Rest, UnknownValue, Value } from './value';
import { eachKeyOf, isNull, list, mentions, object, scalar, unknownValue, withDefaulted } from './value';
import type { World } from './world';

/** The modules that a root leans on, by directory, and the values that the root's variables are given. */
export interface ModuleTree {
  readonly root: ModuleSource;
  /** @returns the module that a call names by path, or `undefined` where it is not read. */
  called(source: ModuleSource, call: Declaration): ModuleSource | undefined;
  /** The root and all modules that are read for it. */
  readonly sources: ReadonlySet<ModuleSource>;
  readonly rootValues: RootValues;
  /** Pays for everything that is done with the root. */
  readonly budget: Budget;
}

interface Call {
  readonly declaration: Declaration;
  /** Where the arguments stand: in the calling module. */
  readonly scope: Scope;
  readonly slot: Slot;
  readonly caller: ModuleInstance;
}

const circular: UnknownValue = unknownValue('it refers to itself');

/** One use of a module. Everything in it is evaluated when it is first asked for. */
export class ModuleInstance implements Names, Instance {
  readonly source: ModuleSource;
  /** With the keys of instances: `module.store["a"]`; empty for the root. */
  readonly address: string;
  /** Without them: what all instances of a call have in common. */
  readonly path: string;
  readonly call: Call | undefined;
  readonly world: World;
  readonly #tree: ModuleTree;
  readonly #values = new Map<string, Value>();
  readonly #resources = new Map<Declaration, readonly ResourceInstance[]>();
  readonly #modules = new Map<Declaration, readonly ModuleInstance[]>();
  readonly #expansions = new Map<Declaration, Expansion>();
  #doubt: { readonly why: string | undefined } | undefined;

  constructor(tree: ModuleTree, world: World, source: ModuleSource = tree.root, call?: Call) {
    this.#tree = tree;
    this.world = world;
    this.source = source;
    this.call = call;
    const prefix = call?.caller.address ? `${call.caller.address}.` : '';
    const pathPrefix = call?.caller.path ? `${call.caller.path}.` : '';
    this.address = call ? `${prefix}${call.declaration.address}${instanceKey(call.slot)}` : '';
    this.path = call ? `${pathPrefix}${call.declaration.address}` : '';
  }

  get id(): string {
    return this.address;
  }

  get budget(): Budget {
    return this.#tree.budget;
  }

  get assumed(): ReadonlyMap<string, boolean> {
    return this.world.assumed;
  }

  get scope(): Scope {
    return { names: this, bound: new Map() };
  }

  /** The call, if the module is known by its description only. */
  get describedCall(): Declaration | undefined {
    return this.source.description === undefined ? undefined : this.call?.declaration;
  }

  get site(): SourceRange | undefined {
    const call = this.describedCall;
    return call?.piece.range(call.block.labels[0] ?? call.block);
  }

  /** Why the module may be another one than is described, if so: then its defaults do not count. */
  get doubt(): string | undefined {
    this.#doubt ??= { why: this.describedCall && doubtOfCall(this.describedCall, this.source) };
    return this.#doubt.why;
  }

  /** The address of something in this module, seen from the root. */
  absolute(address: string): string {
    return this.address === '' ? address : `${this.address}.${address}`;
  }

  variable(name: string): Value {
    return this.#remember(`var.${name}`, () => this.#evaluateVariable(name));
  }

  local(name: string): Value {
    return this.#remember(`local.${name}`, () => {
      const local = this.source.local(name);
      if (local === undefined) return unknownValue(`local.${name} is not declared`);
      return evaluate(local.expression, this.scope);
    });
  }

  resource(type: string, name: string): Value {
    const address = `${type}.${name}`;
    return this.#remember(address, () => this.#referTo(this.source.find(address), address));
  }

  data(type: string, name: string): Value {
    const address = `data.${type}.${name}`;
    return this.#remember(address, () => {
      if (type === 'aws_s3_bucket') return this.#referTo(this.source.find(address), address);
      return unknownValue(`${address} is read only when it runs`, { key: `${this.address}|${address}` });
    });
  }

  module(name: string): Value {
    const address = `module.${name}`;
    return this.#remember(address, () => {
      const call = this.source.find(address);
      if (call === undefined) return unknownValue(`${address} is not declared`);
      if (this.#tree.called(this.source, call) === undefined) return this.#unread(call);
      return this.#collection(call, this.moduleInstances(call));
    });
  }

  /** An output, seen from the calling module. */
  attribute(name: string): Value {
    const address = `output.${name}`;
    return this.#remember(address, () => {
      const output = this.source.find(address);
      const value = output && attributeOf(output.block, 'value');
      if (value === undefined) return unknownValue(`${this.address} has no output ${name}`);
      return evaluate(value.value, this.scope);
    });
  }

  definition(root: string, name: string): Definition | undefined {
    if (root === 'local') {
      const local = this.source.local(name);
      return local && { expression: local.expression, scope: this.scope };
    }
    const argument = root === 'var' && this.call ? attributeOf(this.call.declaration.block, name) : undefined;
    return argument && this.call && { expression: argument.value, scope: this.call.scope };
  }

  expansion(declaration: Declaration): Expansion {
    const before = this.#expansions.get(declaration);
    if (before !== undefined) return before;
    this.#expansions.set(declaration, { slots: [], defaulted: false });
    const expansion = expand(declaration.block, this.scope);
    this.#expansions.set(declaration, expansion);
    return expansion;
  }

  resourceInstances(declaration: Declaration): readonly ResourceInstance[] {
    const before = this.#resources.get(declaration);
    if (before !== undefined) return before;
    const { slots } = this.expansion(declaration);
    this.budget.spend(slots.length);
    const instances = slots.map((slot) => new ResourceInstance(this, declaration, slot, bind(this.scope, slot.bound)));
    this.#resources.set(declaration, instances);
    return instances;
  }

  /** The instances of a called module; none where the module is not read. */
  moduleInstances(declaration: Declaration): readonly ModuleInstance[] {
    const before = this.#modules.get(declaration);
    if (before !== undefined) return before;
    const source = this.#tree.called(this.source, declaration);
    // Terraform refuses a module that calls itself, through whatever others.
    const slots = source === undefined || this.#isWithin(source) ? [] : this.expansion(declaration).slots;
    this.budget.spend(slots.length * stepsOfModule);
    const instances = slots.map((slot) => {
      const scope = bind(this.scope, slot.bound);
      return new ModuleInstance(this.#tree, this.world, source, { declaration, scope, slot, caller: this });
    });
    this.#modules.set(declaration, instances);
    return instances;
  }

  /** Whether a module that is called here is known. */
  reads(call: Declaration): boolean {
    return this.#tree.called(this.source, call) !== undefined;
  }

  /** What a call gives to a module, for all its instances. */
  argument(call: Declaration, name: string): Value {
    const written = attributeOf(call.block, name);
    return written === undefined ? scalar(null) : evaluate(written.value, this.scope);
  }

  #isWithin(source: ModuleSource): boolean {
    const caller = this.call?.caller;
    return this.source === source || (caller !== undefined && caller.#isWithin(source));
  }

  #remember(key: string, compute: () => Value): Value {
    const before = this.#values.get(key);
    if (before !== undefined) return before;
    this.#values.set(key, circular);
    const value = compute();
    this.#values.set(key, value);
    return value;
  }

  #evaluateVariable(name: string): Value {
    const block = this.source.find(`variable.${name}`)?.block;
    const type = block && attributeOf(block, 'type')?.value;
    const key = `${this.path}|var.${name}`;
    const chosen = this.call === undefined ? this.#fromFiles(name, key) : undefined;
    if (chosen !== undefined) return chosen;
    const given = this.#given(name);
    if (given !== undefined && !(isNull(given) && refusesNull(block))) return conform(given, type);
    const fallback = block && attributeOf(block, 'default')?.value;
    if (fallback === undefined || this.#isUndecided(key) || this.doubt !== undefined) {
      return this.#undecided(name, key);
    }
    return withDefaulted(conform(evaluate(fallback, this.scope), type), true);
  }

  /** What the files of values decide of a variable of the root, beyond what is loaded by itself. */
  #fromFiles(name: string, key: string): Value | undefined {
    const { alternatives, unread } = this.#tree.rootValues;
    if (unread) return this.#undecided(name, key);
    const values = alternatives.get(name) ?? [];
    return values.length > 0 ? this.#chosen(name, values) : undefined;
  }

  /** The value of a variable that files of values give, of which one is chosen when it runs. */
  #chosen(name: string, alternatives: readonly Value[]): Value {
    const block = this.source.find(`variable.${name}`)?.block;
    const type = block && attributeOf(block, 'type')?.value;
    const given = this.#given(name);
    const fallback = given === undefined ? block && attributeOf(block, 'default')?.value : undefined;
    const key = `${this.path}|var.${name}`;
    if (fallback !== undefined && this.#isUndecided(key)) return this.#undecided(name, key);
    const base = given ?? (fallback && evaluate(fallback, this.scope));
    const [first, ...others] = [...(base === undefined ? [] : [base]), ...alternatives].map((value) =>
      conform(value, type),
    );
    if (first === undefined) return this.#undecided(name, key);
    const agreed = agreement([first, ...others], `files of values set var.${name} differently`);
    return agreed.kind === 'unknown' ? this.#undecided(name, key) : withDefaulted(agreed, fallback !== undefined);
  }

  /** Whether the default of a variable does not count in this world. */
  #isUndecided(key: string): boolean {
    const { symbolic, touched } = this.world;
    const isUndecided = symbolic === 'all' || symbolic.has(key);
    if (isUndecided) touched.add(key);
    return isUndecided;
  }

  #undecided(name: string, key: string): Value {
    const assumed = this.assumed.get(key);
    return assumed === undefined ? unknownValue(`var.${name} has no value here`, { key }) : scalar(assumed);
  }

  #given(name: string): Value | undefined {
    if (this.call === undefined) return this.#tree.rootValues.given.get(name);
    const { block } = this.call.declaration;
    const argument = attributeOf(block, name);
    if (argument !== undefined) return evaluate(argument.value, this.call.scope);
    return block.broken ? unknownValue('the call of the module does not parse') : undefined;
  }

  #referTo(declaration: Declaration | undefined, address: string): Value {
    if (declaration === undefined) return unknownValue(`${address} is not declared here`);
    return this.#collection(declaration, this.resourceInstances(declaration));
  }

  /** What a reference to a whole block stands for: its instance, a list of them, or a map of them. */
  #collection(declaration: Declaration, instances: readonly (ResourceInstance | ModuleInstance)[]): Value {
    const { defaulted } = this.expansion(declaration);
    const values = instances.map((instance): Value => ({ kind: 'instance', instance, defaulted }));
    const slots = instances.map((instance) => instance.slot);
    const [only] = values;
    const { block } = declaration;
    const byEach = attributeOf(block, 'for_each') !== undefined;
    if (!byEach && attributeOf(block, 'count') === undefined && only !== undefined) return only;
    const uncounted = slots.findIndex((slot) => slot?.uncounted);
    const representative = values[uncounted];
    const rest = representative && restOf(slots[uncounted], representative);
    const counted = values.filter((_, at) => !slots[at]?.uncounted);
    if (!byEach) return list(counted, defaulted, rest);
    const keys = slots.filter((slot) => !slot?.uncounted).map((slot) => String(slot?.key));
    return object(
      counted.map((value, at) => [keys[at] ?? '', value] as const),
      defaulted,
      rest,
    );
  }

  get slot(): Slot | undefined {
    return this.call?.slot;
  }

  /** A module that is not read can make its outputs only of what it is given. */
  #unread(call: Declaration): Value {
    const arguments_ = call.block.attributes.map((attribute) => evaluate(attribute.value, this.scope));
    return unknownValue(`${call.address} is not read`, {
      key: `${this.address}|${call.address}`,
      from: call.block.broken ? undefined : new Set(arguments_.flatMap(mentions)),
    });
  }
}

function refusesNull(variable: Block | undefined): boolean {
  const nullable = variable && attributeOf(variable, 'nullable')?.value;
  return nullable?.kind === 'literal' && nullable.value === false;
}

function restOf(slot: Slot | undefined, value: Value): Rest {
  const key = slot?.bound.find(([name]) => name === 'each.key' || name === 'count.index')?.[1];
  const keyed = slot?.keyed;
  return {
    keyed,
    key: key ?? unknownValue('the keys are not known', { key: keyed && eachKeyOf(keyed) }),
    value,
  };
}
