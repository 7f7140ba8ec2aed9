/** A request as the routing and decoding see it: header names in lower case, the body complete. */
export interface WireRequest {
  readonly method: string;
  readonly hostname: string;
  /** Percent-encoded, starts with a slash. */
  readonly path: string;
  readonly query: Query;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** Query parameters by name. A parameter without a value (`?versioning`) is null or empty. */
export type Query = Readonly<Record<string, string | readonly string[] | null>>;

export interface WireResponse {
  readonly statusCode: number;
  readonly headers: Record<string, string>;
  readonly body: Uint8Array;
}

/** The first value of a query parameter; undefined where the parameter is not there. */
export function queryValue(query: Query, name: string): string | undefined {
  const value = Object.hasOwn(query, name) ? query[name] : undefined;
  if (value === undefined) {
    return undefined;
  }
  return (typeof value === 'string' || value === null ? value : value[0]) ?? '';
}
