import type { Formula } from './formula';
import type { Bindings } from './loop';
import type { Surroundings } from './surroundings';
import type { Entry, MapNode, SyntaxNode } from './syntax';
import { childrenOf, entryOf } from './syntax';
import type { Template } from './template';
import type { Value } from './value';
import { Worlds } from './worlds';

/** More references than any template follows; stops a few lines of aliases that stand for millions. */
const maxReferences = 100_000;

/** More rounds than the loops of any template go: a stack has at most 500 resources. Source: CloudFormation quotas. */
const maxRounds = 2000;

function mentions(node: SyntaxNode, text: string): boolean {
  return node.kind === 'scalar' ? node.text === text : childrenOf(node).some((child) => mentions(child, text));
}

/** What a name of the template stands for, and the loops around it. */
export interface Definition {
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
export class Declarations {
  readonly template: Template;
  readonly surroundings: Surroundings;
  readonly #asked = new Set<string>();
  readonly #sections = new Map<string, SyntaxNode | undefined>();
  readonly #definitions = new Map<string, ReadonlyMap<string, Definition>>();
  #followed = 0;
  #rounds = 0;
  #worlds: Worlds | undefined;

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

  /** @param define How a condition is defined; asked once for each. */
  worldsOf(define: (name: string) => Formula): Worlds {
    const formulas = new Map<string, Formula>();
    this.#worlds ??= new Worlds((name) => {
      const known = formulas.get(name);
      if (known !== undefined) return known;
      // While it is read it stands for itself: what leads back to it is not known.
      formulas.set(name, { kind: 'condition', name });
      const formula = define(name);
      formulas.set(name, formula);
      return formula;
    });
    return this.#worlds;
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
