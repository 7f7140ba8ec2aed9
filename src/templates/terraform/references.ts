import type { Fact } from '../../model/fact';
import { known } from '../../model/fact';
import type { Written } from './body';
import type { DeclaredResource } from './declaredResources';
import { comparableText } from './sharedIdentity';
import { identity } from './value';

/** Finds the declared resource that a value names by one of its attributes. */
export class References<T> {
  readonly #byIdentity = new Map<string, T>();

  /** @param attributes what others refer to it by: `id`, `arn`, `name`. */
  add(resource: DeclaredResource, attributes: readonly string[], target: T): void {
    for (const name of attributes) {
      const own = identity(resource.instance.attribute(name));
      if (own !== undefined && !this.#byIdentity.has(own)) this.#byIdentity.set(own, target);
    }
  }

  find(written: Written | undefined): T | undefined {
    const own = written && identity(written.value);
    return own === undefined ? undefined : this.#byIdentity.get(own);
  }
}

/** What an attribute says: the id of the resource that it refers to, or the text that is written. */
export function referenceFact(
  references: References<string>,
  written: Written | undefined,
  of: DeclaredResource,
): Fact<string> {
  const id = references.find(written);
  return id === undefined || written === undefined
    ? comparableText(written, of)
    : known(id, written.value.defaulted ? 'default' : 'written', written.at);
}
