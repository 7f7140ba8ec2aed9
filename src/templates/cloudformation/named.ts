import type { Fact } from '../../model/fact';
import { known, mapFact } from '../../model/fact';
import type { Locate } from './facts';
import { stringFact } from './facts';
import type { Value } from './value';
import { symbolOf } from './value';

/** A resource that other resources refer to, by its logical id or by the name that it is given. */
export interface Named {
  readonly id: string;
  /** The property that names it. */
  readonly name: Value;
}

/** Finds resources of one kind by what is said of them. */
export class NamedResources {
  readonly #byId: ReadonlyMap<string, Named>;
  readonly #bySymbol: ReadonlyMap<string, Named>;

  constructor(resources: readonly Named[]) {
    this.#byId = new Map(resources.map((resource) => [resource.id, resource]));
    const bySymbol = new Map<string, Named>();
    const ambiguous = new Set<string>();
    for (const resource of resources) {
      const symbol = symbolOf(resource.name);
      if (symbol === undefined) continue;
      if (bySymbol.has(symbol)) ambiguous.add(symbol);
      bySymbol.set(symbol, resource);
    }
    // Two of one name are alternatives, of which a condition chooses one.
    for (const symbol of ambiguous) bySymbol.delete(symbol);
    this.#bySymbol = bySymbol;
  }

  byId(id: string): Named | undefined {
    return this.#byId.get(id);
  }

  /** The resource that `${Id}` or `${Id.Attribute}` refers to; `attribute` is empty for `Ref`. */
  referred(symbol: string | undefined, attribute: string): Named | undefined {
    const [, id = '', of = ''] = /^\$\{(\w+)(?:\.(\w+))?\}$/.exec(symbol ?? '') ?? [];
    return of === attribute ? this.#byId.get(id) : undefined;
  }

  /** The resource of a name, which may be as little known as the name in question. */
  named(symbol: string | undefined): Named | undefined {
    return symbol === undefined ? undefined : (this.#bySymbol.get(symbol) ?? this.referred(symbol, ''));
  }
}

/** The partition of ARNs that leave it to the stack. A template is judged as if it were for the partition `aws`. */
export function inPartition(text: string): string {
  return text.replaceAll('${AWS::Partition}', 'aws');
}

/** An ARN, known also where only the partition is left to the stack. */
export function arnFact(value: Value, locate: Locate): Fact<string> {
  const written = symbolOf(value);
  const symbol = written === undefined ? undefined : inPartition(written);
  if (value.kind === 'unknown' && symbol !== undefined && symbol !== written && !/\$\{(?!!)/.test(symbol)) {
    return known(symbol.replaceAll('${!', '${'), 'derived', locate(value.span));
  }
  return mapFact(stringFact(value, locate), inPartition);
}
