/**
 * Whether a value matches a pattern in which `*` stands for zero or more characters other than white space.
 * Source: AWS Backup developer guide, assigning resources with JSON.
 */
export function matchesPattern(pattern: string, value: string): boolean {
  const literal = pattern.split('*').map((part) => part.replace(/[\\^$.|?+()[\]{}]/g, '\\$&'));
  return new RegExp(`^${literal.join('\\S*')}$`, 'u').test(value);
}
