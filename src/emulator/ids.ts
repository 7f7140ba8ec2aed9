/** Identifiers that look like AWS's and are the same on every run with the same seed. */
export interface IdSource {
  /** A number from 0 up to, not including, 1. */
  random(): number;
  /** `length` lower-case hexadecimal digits. */
  hex(length: number): string;
  uuid(): string;
  /** A version id of an S3 object: 32 URL-safe characters. */
  versionId(): string;
}

const versionAlphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._';

/** A seeded source of identifiers (generator: mulberry32). */
export function createIdSource(seed: number): IdSource {
  let state = seed >>> 0;
  const random = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const characters = (length: number, alphabet: string): string => {
    let text = '';
    for (let i = 0; i < length; i++) {
      text += alphabet.charAt(Math.floor(random() * alphabet.length));
    }
    return text;
  };
  const hex = (length: number): string => characters(length, '0123456789abcdef');
  return {
    random,
    hex,
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(12)}`,
    versionId: () => characters(32, versionAlphabet),
  };
}

/** A hash that spreads similar names (FNV-1a, 32 bit), as eight hexadecimal digits. */
export function spread(text: string, seed: number): string {
  let hash = (0x811c9dc5 ^ seed) >>> 0;
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0;
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b) >>> 0;
  return (hash ^ (hash >>> 15)).toString(16).replace('-', '').padStart(8, '0');
}
