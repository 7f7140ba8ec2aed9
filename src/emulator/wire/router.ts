import type { HttpBinding } from './httpBinding';
import { queryValue, type WireRequest } from './http';

/** What a router can find: something with a place in HTTP. */
export interface Routed {
  readonly binding: HttpBinding;
}

export interface Match<Route extends Routed> {
  readonly route: Route;
  /** The values of the labels in the path, decoded. */
  readonly labels: Readonly<Record<string, string>>;
}

/**
 * Finds the operation of a request by method, path and query.
 *
 * Several can fit (`GET /` lists objects, `GET /?versions` their versions): the one that asks for the most wins.
 */
export class Router<Route extends Routed> {
  readonly #routes = new Map<string, Route[]>();

  constructor(routes: readonly Route[]) {
    for (const route of routes) {
      const list = this.#routes.get(route.binding.method) ?? [];
      list.push(route);
      this.#routes.set(route.binding.method, list);
    }
    for (const list of this.#routes.values()) {
      list.sort((a, b) => specificity(b.binding) - specificity(a.binding));
    }
  }

  find(request: WireRequest, path: string = request.path): Match<Route> | undefined {
    const segments = path.split('/').slice(1);
    for (const route of this.#routes.get(request.method) ?? []) {
      const labels = matchPath(route.binding.segments, segments);
      if (labels !== undefined && asksForNoMore(route.binding, request)) {
        return { route, labels };
      }
    }
    return undefined;
  }
}

function specificity(binding: HttpBinding): number {
  const literalSegments = binding.segments.filter((segment) => !segment.startsWith('{')).length;
  return (
    1000 * binding.segments.length +
    100 * literalSegments +
    binding.literals.length +
    binding.requiredQuery.length +
    binding.requiredHeaders.length
  );
}

function asksForNoMore(binding: HttpBinding, request: WireRequest): boolean {
  return (
    binding.literals.every(([name, value]) => {
      const given = queryValue(request.query, name);
      return given !== undefined && (value === '' || value === given);
    }) &&
    binding.requiredQuery.every((name) => queryValue(request.query, name) !== undefined) &&
    binding.requiredHeaders.every((name) => request.headers[name] !== undefined)
  );
}

/** Clients disagree on a slash at the end (the SDK sends `/backup-vaults`, the CLI `/backup-vaults/`): it means nothing. */
function matchPath(
  pattern: readonly string[],
  segments: readonly string[],
): Readonly<Record<string, string>> | undefined {
  const labels: Record<string, string> = {};
  for (const [index, part] of pattern.entries()) {
    const label = /^\{(\w+)(\+)?\}$/.exec(part);
    const isGreedy = label?.[2] !== undefined;
    const given = isGreedy ? segments.slice(index).join('/') : segments[index];
    if (given === undefined || given === '') {
      return undefined;
    }
    if (label?.[1] === undefined) {
      if (given !== part) {
        return undefined;
      }
      continue;
    }
    const value = decodeSegment(given);
    if (value === undefined) {
      return undefined;
    }
    labels[label[1]] = value;
    if (isGreedy) {
      return labels;
    }
  }
  const rest = segments.slice(pattern.length);
  return rest.every((segment) => segment === '') ? labels : undefined;
}

function decodeSegment(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}
