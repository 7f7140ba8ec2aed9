import type { Assumptions, Decision } from './conditions';
import { assume, decideDefinition, noAssumptions } from './conditions';
import { callFunction } from './functions';
import type { Bindings } from './loop';
import { isLoopKey, loopOf, noBindings, roundsOf, substitute, substitutedValue } from './loop';
import { parameterValue } from './parameter';
import type { Surroundings } from './surroundings';
import { standingAlone } from './surroundings';
import type { CallNode, Entry, ListNode, MapNode, Span, SyntaxNode } from './syntax';
import { childrenOf, entryOf, isIntrinsic } from './syntax';
import type { Template } from './template';
import type { Value } from './value';
import { either, member, symbolicValue, unknownValue } from './value';

/** Deeper than any template; stops what refers to itself. */
const maxDepth = 60;

/** More references than any template follows; stops a few lines of aliases that stand for millions. */
const maxReferences = 20_000;

/** More rounds than the loops of any template go: a stack has at most 500 resources. Source: CloudFormation quotas. */
const maxRounds = 2000;

function mentions(node: SyntaxNode, text: string): boolean {
  return node.kind === 'scalar' ? node.text === text : childrenOf(node).some((child) => mentions(child, text));
}

/** What a name of the template stands for, and the loops around it. */
interface Definition {
  readonly node: SyntaxNode;
  readonly bindings: Bindings;
}

/** One member that a map has when its loops are done. */
export interface Unrolled {
  /** Placeholders of what is not known stay. */
  readonly key: string;
  /** Whether the key is known in full. */
  readonly isNamed: boolean;
  readonly entry: Entry;
  readonly bindings: Bindings;
}

/** The named things of a template that expressions refer to. */
class Declarations {
  readonly template: Template;
  readonly surroundings: Surroundings;
  readonly #asked = new Set<string>();
  readonly #sections = new Map<string, SyntaxNode | undefined>();
  readonly #definitions = new Map<string, ReadonlyMap<string, Definition>>();
  #followed = 0;
  #rounds = 0;

  constructor(template: Template, surroundings: Surroundings) {
    this.template = template;
    this.surroundings = surroundings;
  }

  /** The output of a nested stack. Outputs that lead back to themselves come to nothing. */
  output(stack: string, name: string): Value | undefined {
    const key = `${stack}.${name}`;
    if (this.#asked.has(key)) return undefined;
    this.#asked.add(key);
    const value = this.surroundings.output(stack, name);
    this.#asked.delete(key);
    return value;
  }

  /** Counts one round of a loop. @returns whether it may be gone. */
  mayGo(): boolean {
    this.#rounds += 1;
    return this.#rounds <= maxRounds;
  }

  /** Counts one reference that is followed. @returns whether it may be. */
  mayFollow(): boolean {
    this.#followed += 1;
    return this.#followed <= maxReferences;
  }

  get isExhausted(): boolean {
    return this.#followed > maxReferences || this.#rounds > maxRounds;
  }

  section(name: string): SyntaxNode | undefined {
    if (!this.#sections.has(name)) this.#sections.set(name, this.template.section(name));
    return this.#sections.get(name);
  }

  find(section: string, name: string): SyntaxNode | undefined {
    const node = this.section(section);
    return node?.kind === 'map' ? entryOf(node, name)?.value : undefined;
  }

  /** The same in a section that may have loops. */
  define(section: string, name: string, unroll: (map: MapNode) => readonly Unrolled[]): Definition | undefined {
    let definitions = this.#definitions.get(section);
    if (definitions === undefined) {
      // Seen from within its own loops a section has nothing yet.
      this.#definitions.set(section, new Map());
      const node = this.section(section);
      const members = node?.kind === 'map' ? unroll(node) : [];
      definitions = new Map(members.map(({ key, entry, bindings }) => [key, { node: entry.value, bindings }]));
      this.#definitions.set(section, definitions);
    }
    return definitions.get(name);
  }

  /** Whether loops are loops. Source: CloudFormation template reference, AWS::LanguageExtensions. */
  get hasExtensions(): boolean {
    const transform = this.section('Transform');
    return transform !== undefined && mentions(transform, 'AWS::LanguageExtensions');
  }
}

/** Evaluates the expressions of one template, as far as the template alone decides them. */
export class Evaluator {
  readonly #declarations: Declarations;
  readonly #assumptions: Assumptions;
  readonly #bindings: Bindings;
  readonly #depth: number;

  private constructor(declarations: Declarations, assumptions: Assumptions, bindings: Bindings, depth: number) {
    this.#declarations = declarations;
    this.#assumptions = assumptions;
    this.#bindings = bindings;
    this.#depth = depth;
  }

  static of(template: Template, surroundings = standingAlone): Evaluator {
    return new Evaluator(new Declarations(template, surroundings), noAssumptions, noBindings, 0);
  }

  /** The same, inside of loops. */
  within(bindings: Bindings): Evaluator {
    return new Evaluator(this.#declarations, this.#assumptions, bindings, this.#depth);
  }

  get hasExtensions(): boolean {
    return this.#declarations.hasExtensions;
  }

  /** The text of a name, where loops write it in part. */
  text(node: SyntaxNode | undefined): string | undefined {
    return node?.kind === 'scalar' ? substitute(node.text, this.#bindings).text : undefined;
  }

  /**
   * The members of a map, those that its loops make among them. Without the transform that loops need they make
   * nothing, and neither do those that are not written out yet.
   */
  unroll(map: Pick<MapNode, 'entries'>): readonly Unrolled[] {
    return map.entries.flatMap((entry): readonly Unrolled[] => {
      if (!isLoopKey(entry.key)) {
        const { text: key, why } = substitute(entry.key, this.#bindings);
        return [{ key, isNamed: why === undefined, entry, bindings: this.#bindings }];
      }
      const loop = this.hasExtensions ? loopOf(entry.value) : undefined;
      const deeper = this.#deeper();
      if (loop === undefined || deeper === undefined) return [];
      return roundsOf(deeper.value(loop.collection)).flatMap((round) =>
        this.#declarations.mayGo()
          ? deeper.within(new Map([...this.#bindings, [loop.identifier, round]])).unroll(loop.body)
          : [],
      );
    });
  }

  /** Whether the template refers to and repeats more than is followed, so that what was found may lack something. */
  get isExhausted(): boolean {
    return this.#declarations.isExhausted;
  }

  /** The same, where a condition is taken to hold or not to. */
  assuming(condition: string, holds: boolean): Evaluator {
    const assumptions = assume(this.#assumptions, condition, holds, (name) => this.#condition(name)?.node);
    return new Evaluator(this.#declarations, assumptions, this.#bindings, this.#depth);
  }

  decide(condition: string): Decision {
    const assumed = this.#assumptions.conditions.get(condition);
    if (assumed !== undefined) return { answer: assumed ? 'yes' : 'no', byDefault: false };
    const definition = this.#condition(condition);
    const deeper = this.#deeper();
    if (definition === undefined || deeper === undefined) return { answer: 'unknown', byDefault: false };
    return decideDefinition(definition.node, deeper.within(definition.bindings));
  }

  #condition(name: string): Definition | undefined {
    return this.#declarations.define('Conditions', name, (map) => this.within(noBindings).unroll(map));
  }

  value(node: SyntaxNode): Value {
    const span = { start: node.start, end: node.end };
    switch (node.kind) {
      case 'scalar':
        // Systems Manager or Secrets Manager puts the text in when the stack is made.
        if (node.text.includes('{{resolve:')) return unknownValue('it is a dynamic reference', span);
        return substitutedValue(node.text, this.#bindings, span);
      case 'null':
        return unknownValue('its value is not written', span);
      case 'map':
        return this.#map(node, span);
      case 'list':
        return this.#list(node, span);
      case 'call':
        return this.#call(node, span);
      case 'alias': {
        const target = this.#declarations.template.anchored(node.name, node.start);
        const deeper = this.#deeper();
        if (target === undefined || deeper === undefined)
          return unknownValue(`the anchor ${node.name} is not found`, span);
        return { ...deeper.value(target), span };
      }
    }
  }

  #deeper(): Evaluator | undefined {
    if (this.#depth >= maxDepth || !this.#declarations.mayFollow()) return undefined;
    return new Evaluator(this.#declarations, this.#assumptions, this.#bindings, this.#depth + 1);
  }

  #map(node: MapNode, span: Span): Value {
    const entries = new Map<string, Value>();
    let open: string | undefined;
    for (const merge of node.merges.toReversed()) {
      const merged = this.value(merge);
      const at = { start: merge.start, end: merge.end };
      if (merged.kind === 'map') for (const [key, value] of merged.entries) entries.set(key, { ...value, span: at });
      if (merged.kind !== 'map' || merged.open !== undefined) open = 'what is merged into it is not known';
    }
    for (const written of node.entries) {
      const members = this.unroll({ entries: [written] });
      if (members.length === 0) open = `${written.key} adds to it when the stack is made`;
      for (const { key, isNamed, entry, bindings } of members) {
        if (!isNamed) open = 'a loop whose collection is not known adds to it';
        else if (isIntrinsic(key)) open = `${key} adds to it when the stack is made`;
        else entries.set(key, this.within(bindings).value(entry.value));
      }
    }
    return { kind: 'map', entries, span, byDefault: false, ...(open !== undefined && { open }) };
  }

  #list(node: ListNode, span: Span): Value {
    const items = node.items.map((item) => this.value(item)).filter((item) => item.kind !== 'nothing');
    return { kind: 'list', items, span, byDefault: false };
  }

  #call(node: CallNode, span: Span): Value {
    if (node.name === 'Fn::If') return this.#choose(node, span);
    if (node.name === 'Ref') {
      const name = this.text(node.argument);
      if (name !== undefined) return this.#ref(name, span);
      return unknownValue('what Ref refers to is not known', span);
    }
    const argument = this.value(node.argument);
    // The one argument of Fn::Length is a list itself.
    const isList = argument.kind === 'list' && node.argument.kind === 'list' && node.name !== 'Fn::Length';
    const args = isList ? argument.items : [argument];
    return callFunction(node.name, args, span, {
      ref: (name, at) => this.#ref(name, at),
      mappings: () => this.#mappings(span),
    });
  }

  #choose(node: CallNode, span: Span): Value {
    const [condition, then, otherwise] = node.argument.kind === 'list' ? node.argument.items : [];
    if (condition?.kind !== 'scalar' || then === undefined || otherwise === undefined) {
      return unknownValue('Fn::If is not complete', span);
    }
    const { answer, byDefault } = this.decide(condition.text);
    const branch = (holds: boolean): Value => this.assuming(condition.text, holds).value(holds ? then : otherwise);
    if (answer === 'unknown') {
      return either([branch(true), branch(false)], `it depends on the condition ${condition.text}`, span);
    }
    const chosen = branch(answer === 'yes');
    return { ...chosen, span, byDefault: byDefault || chosen.byDefault };
  }

  #ref(name: string, span: Span): Value {
    if (name === 'AWS::NoValue') return { kind: 'nothing', span, byDefault: false };
    const inLoop = this.#bindings.get(name);
    if (inLoop !== undefined) return { ...inLoop, span };
    const bound = this.#assumptions.parameters.get(name);
    if (bound !== undefined) return { kind: 'scalar', text: bound, span, byDefault: false };
    const [, stack = '', output = ''] = /^([^.]+)\.Outputs\.(.+)$/.exec(name) ?? [];
    const given = output === '' ? undefined : this.#declarations.output(stack, output);
    if (given !== undefined) return { ...given, span };
    const parameter = this.#declarations.find('Parameters', name);
    if (parameter?.kind === 'map') {
      return parameterValue(name, parameter, this.#declarations.surroundings.parameter(name), span);
    }
    return symbolicValue(`\${${name}}`, `${name} is decided when the stack is made`, span);
  }

  /** What an output of the stack comes to, for the stack around it. */
  output(name: string): Value {
    const definition = this.#declarations.define('Outputs', name, (map) => this.within(noBindings).unroll(map));
    const span = { start: 0, end: 0 };
    if (definition === undefined) return unknownValue(`there is no output ${name}`, span);
    const { node, bindings } = definition;
    const around = this.within(bindings);
    const condition = around.text(node.kind === 'map' ? entryOf(node, 'Condition')?.value : undefined);
    // Who refers to an output relies on its being there.
    const evaluator = condition === undefined ? around : around.assuming(condition, true);
    return member(evaluator.value(node), 'Value');
  }

  #mappings(span: Span): Value {
    const section = this.#declarations.section('Mappings');
    return section === undefined ? unknownValue('there are no Mappings', span) : this.value(section);
  }
}
