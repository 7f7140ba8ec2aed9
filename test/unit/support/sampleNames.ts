import mixed from '../../../src/emulator/scenarios/mixed.json';

/** Names that AWS gives to what is in every account. */
const given = ['Default', 'aws/backup'];

/** Every text in a piece of JSON, names of properties left out. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** The names of the sample account: buckets, plans, vaults, roles, tags and their values. */
export const accountNames: ReadonlySet<string> = new Set(
  [...given, ...textsIn(mixed)].filter((text) => text.length > 2 && !text.includes(' ') && !text.startsWith('-')),
);
