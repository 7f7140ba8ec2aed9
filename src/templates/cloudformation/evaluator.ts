import { formulaOf } from './conditions';
import type { Unrolled } from './declarations';
import { Declarations } from './declarations';
import type { Formula } from './formula';
import { callFunction } from './functions';
import type { Bindings } from './loop';
import { isLoopKey, loopOf, noBindings, roundsOf, substitute, substitutedValue } from './loop';
import { allowedValues, parameterValue } from './parameter';
import { standingAlone } from './surroundings';
import type { CallNode, ListNode, MapNode, Span, SyntaxNode } from './syntax';
import { entryOf, isIntrinsic } from './syntax';
import type { Template } from './template';
import type { Value } from './value';
import { either, member, symbolicValue, symbolOf, unknownValue } from './value';
import type { Assumptions, Decision, Worlds } from './worlds';

/** Deeper than any template; stops what refers to itself. */
const maxDepth = 60;

/** What an undecided condition chooses. The same condition chooses the same everywhere. */
function chosenBy(condition: string, branches: readonly [Value, Value], span: Span): Value {
  const chosen = either(branches, `it depends on the condition ${condition}`, span);
  const [then, otherwise] = branches.map(symbolOf);
  if (chosen.kind !== 'either' || then === undefined || otherwise === undefined) return chosen;
  return { ...chosen, symbol: `\${If ${condition}?${then}:${otherwise}}` };
}

/** Where in a template, and for the sake of what, an expression is evaluated. */
interface Situation {
  readonly assumptions: Assumptions;
  readonly bindings: Bindings;
  readonly depth: number;
  /** What only a default decides is left open. */
  readonly withoutDefaults: boolean;
}

const atRest: Situation = { assumptions: new Map(), bindings: noBindings, depth: 0, withoutDefaults: false };

/** Evaluates the expressions of one template, as far as the template alone decides them. */
export class Evaluator {
  readonly #declarations: Declarations;
  readonly #situation: Situation;

  private constructor(declarations: Declarations, situation: Situation) {
    this.#declarations = declarations;
    this.#situation = situation;
  }

  static of(template: Template, surroundings = standingAlone): Evaluator {
    return new Evaluator(new Declarations(template, surroundings), atRest);
  }

  #where(change: Partial<Situation>): Evaluator {
    return new Evaluator(this.#declarations, { ...this.#situation, ...change });
  }

  /** The same, inside of loops. */
  within(bindings: Bindings): Evaluator {
    return bindings === this.#bindings ? this : this.#where({ bindings });
  }

  get #bindings(): Bindings {
    return this.#situation.bindings;
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
    return this.#where({ assumptions: new Map([...this.#situation.assumptions, [condition, holds]]) });
  }

  decide(condition: string): Decision {
    return this.#worlds.decide(condition, this.#situation.assumptions);
  }

  get #worlds(): Worlds {
    return this.#declarations.worldsOf((name) => this.#formula(name));
  }

  /** The definition of a condition. One that is not there, or leads back to itself, may hold or not. */
  #formula(name: string): Formula {
    const unroll = (map: MapNode): readonly Unrolled[] => this.#where(atRest).unroll(map);
    const definition = this.#declarations.define('Conditions', name, unroll);
    const open: Formula = { kind: 'is', variable: { key: `?${name}`, values: ['true', 'false'] }, value: 'true' };
    if (definition === undefined) return open;
    const usual = this.#where({ ...atRest, bindings: definition.bindings });
    const certain = usual.#where({ withoutDefaults: true });
    return formulaOf(definition.node, name, {
      text: (node) => usual.text(node),
      value: (node) => usual.value(node),
      certainValue: (node) => certain.value(node),
      allowed: (symbol) => this.#allowed(symbol),
    });
  }

  #allowed(symbol: string): readonly string[] | undefined {
    const [, name = ''] = /^\$\{(\w+)\}$/.exec(symbol) ?? [];
    const parameter = this.#declarations.find('Parameters', name);
    return parameter?.kind === 'map' ? allowedValues(parameter) : undefined;
  }

  value(node: SyntaxNode): Value {
    const span = { start: node.start, end: node.end };
    switch (node.kind) {
      case 'scalar':
        // Systems Manager or Secrets Manager puts the text in when the stack is made.
        if (node.text.includes('{{resolve:'))
          return symbolicValue(`\${${node.text}}`, 'it is a dynamic reference', span);
        return this.#certain(substitutedValue(node.text, this.#bindings, span));
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
    const { depth } = this.#situation;
    return depth >= maxDepth || !this.#declarations.mayFollow() ? undefined : this.#where({ depth: depth + 1 });
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
      return chosenBy(condition.text, [branch(true), branch(false)], span);
    }
    const chosen = branch(answer === 'yes');
    return { ...chosen, span, byDefault: byDefault || chosen.byDefault };
  }

  #ref(name: string, span: Span): Value {
    if (name === 'AWS::NoValue') return { kind: 'nothing', span, byDefault: false };
    const inLoop = this.#bindings.get(name);
    if (inLoop !== undefined) return this.#certain({ ...inLoop, span });
    const [, stack = '', output = ''] = /^([^.]+)\.Outputs\.(.+)$/.exec(name) ?? [];
    const given = output === '' ? undefined : this.#declarations.output(stack, output);
    if (given !== undefined) return this.#certain({ ...given, span });
    const parameter = this.#declarations.find('Parameters', name);
    const usual =
      parameter?.kind === 'map'
        ? parameterValue(name, parameter, this.#declarations.surroundings.parameter(name), span)
        : symbolicValue(`\${${name}}`, `${name} is decided when the stack is made`, span);
    return this.#assumed(name, usual);
  }

  /** What something that is decided outside of the template is where the assumptions are so. */
  #assumed(name: string, usual: Value): Value {
    const { span } = usual;
    const open = usual.byDefault ? symbolicValue(`\${${name}}`, `the parameter ${name} may be another`, span) : usual;
    if (open.kind === 'scalar') return open;
    const possible = this.#worlds.valuesOf(symbolOf(open) ?? '', this.#situation.assumptions);
    const [only, ...others] = possible ?? [];
    if (only !== undefined && others.length === 0) return { kind: 'scalar', text: only, span, byDefault: false };
    const isPossible = possible === undefined || (usual.kind === 'scalar' && possible.has(usual.text));
    return isPossible && !this.#situation.withoutDefaults ? usual : open;
  }

  /** The value, or where defaults do not count that it is not known. */
  #certain(value: Value): Value {
    const isOpen = this.#situation.withoutDefaults && value.byDefault;
    return isOpen ? unknownValue('it is so only by default', value.span) : value;
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
