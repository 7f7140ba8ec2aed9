import type { Assumptions, Decision } from './conditions';
import { assume, decideDefinition, noAssumptions } from './conditions';
import { callFunction } from './functions';
import type { CallNode, ListNode, MapNode, Span, SyntaxNode } from './syntax';
import { entryOf, isIntrinsic } from './syntax';
import type { Template } from './template';
import type { Value } from './value';
import { either, symbolicValue, unknownValue } from './value';

/** Deeper than any template; stops what refers to itself. */
const maxDepth = 60;

/** More references than any template follows; stops a few lines of aliases that stand for millions. */
const maxReferences = 20_000;

/** The named things of a template that expressions refer to. */
class Declarations {
  readonly template: Template;
  readonly #sections = new Map<string, SyntaxNode | undefined>();
  #followed = 0;

  constructor(template: Template) {
    this.template = template;
  }

  /** Counts one reference that is followed. @returns whether it may be. */
  mayFollow(): boolean {
    this.#followed += 1;
    return this.#followed <= maxReferences;
  }

  section(name: string): SyntaxNode | undefined {
    if (!this.#sections.has(name)) this.#sections.set(name, this.template.section(name));
    return this.#sections.get(name);
  }

  find(section: string, name: string): SyntaxNode | undefined {
    const node = this.section(section);
    return node?.kind === 'map' ? entryOf(node, name)?.value : undefined;
  }
}

/** Evaluates the expressions of one template, as far as the template alone decides them. */
export class Evaluator {
  readonly #declarations: Declarations;
  readonly #assumptions: Assumptions;
  readonly #depth: number;

  private constructor(declarations: Declarations, assumptions: Assumptions, depth: number) {
    this.#declarations = declarations;
    this.#assumptions = assumptions;
    this.#depth = depth;
  }

  static of(template: Template): Evaluator {
    return new Evaluator(new Declarations(template), noAssumptions, 0);
  }

  /** The same, where a condition is taken to hold or not to. */
  assuming(condition: string, holds: boolean): Evaluator {
    const assumptions = assume(this.#assumptions, condition, holds, (name) =>
      this.#declarations.find('Conditions', name),
    );
    return new Evaluator(this.#declarations, assumptions, this.#depth);
  }

  decide(condition: string): Decision {
    const assumed = this.#assumptions.conditions.get(condition);
    if (assumed !== undefined) return { answer: assumed ? 'yes' : 'no', byDefault: false };
    const definition = this.#declarations.find('Conditions', condition);
    const deeper = this.#deeper();
    if (definition === undefined || deeper === undefined) return { answer: 'unknown', byDefault: false };
    return decideDefinition(definition, deeper);
  }

  value(node: SyntaxNode): Value {
    const span = { start: node.start, end: node.end };
    switch (node.kind) {
      case 'scalar':
        // Systems Manager or Secrets Manager puts the text in when the stack is made.
        if (node.text.includes('{{resolve:')) return unknownValue('it is a dynamic reference', span);
        return { kind: 'scalar', text: node.text, span, byDefault: false };
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
    return new Evaluator(this.#declarations, this.#assumptions, this.#depth + 1);
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
    for (const entry of node.entries) {
      if (isIntrinsic(entry.key)) open = `${entry.key} adds to it when the stack is made`;
      else entries.set(entry.key, this.value(entry.value));
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
      if (node.argument.kind === 'scalar') return this.#ref(node.argument.text, span);
      return unknownValue('what Ref refers to is not known', span);
    }
    const argument = this.value(node.argument);
    const args = argument.kind === 'list' && node.argument.kind === 'list' ? argument.items : [argument];
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
    const bound = this.#assumptions.parameters.get(name);
    if (bound !== undefined) return { kind: 'scalar', text: bound, span, byDefault: false };
    const symbolic = (why: string): Value => symbolicValue(`\${${name}}`, why, span);
    const parameter = this.#declarations.find('Parameters', name);
    if (parameter?.kind !== 'map') return symbolic(`${name} is decided when the stack is made`);
    const type = entryOf(parameter, 'Type')?.value;
    const preset = entryOf(parameter, 'Default')?.value;
    if (type?.kind !== 'scalar' || preset?.kind !== 'scalar') return symbolic(`the parameter ${name} has no default`);
    // The default of such a parameter is the name under which Systems Manager keeps the value.
    if (type.text.startsWith('AWS::SSM::')) return symbolic(`Systems Manager keeps the parameter ${name}`);
    if (type.text !== 'CommaDelimitedList' && !type.text.startsWith('List<')) {
      return { kind: 'scalar', text: preset.text, span, byDefault: true };
    }
    const items = preset.text
      .split(',')
      .map((text): Value => ({ kind: 'scalar', text: text.trim(), span, byDefault: true }));
    return { kind: 'list', items, span, byDefault: true };
  }

  #mappings(span: Span): Value {
    const section = this.#declarations.section('Mappings');
    return section === undefined ? unknownValue('there are no Mappings', span) : this.value(section);
  }
}
