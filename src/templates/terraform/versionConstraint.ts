interface Bound {
  readonly operator: string;
  readonly segments: readonly number[];
}

function parse(clause: string): Bound | undefined {
  const match = /^\s*(=|!=|>=|<=|>|<|~>)?\s*v?(\d+(?:\.\d+)*)/.exec(clause);
  if (match === null) return undefined;
  return { operator: match[1] ?? '=', segments: (match[2] ?? '').split('.').map(Number) };
}

/** `~> 3.1` goes up to, but not including, 4; `~> 3` has no end. Source: Terraform language, version constraints. */
function isBelow({ operator, segments }: Bound, major: number): boolean {
  const [first = 0, ...rest] = segments;
  switch (operator) {
    case '=':
    case '<=':
      return first < major;
    case '~>':
      return first < major && segments.length > 1;
    case '<':
      return first < major || (first === major && rest.every((segment) => segment === 0));
    default:
      return false;
  }
}

/** Whether a version constraint (`~> 3.70`, `>= 2.0, < 4.0`) rules out every version from a major one on. */
export function allowsOnlyBelow(constraint: string, major: number): boolean {
  return constraint.split(',').some((clause) => {
    const bound = parse(clause);
    return bound !== undefined && isBelow(bound, major);
  });
}

/** Whether a version constraint (`~> 4.2`, `4.10.0`, `>= 1.0`) rules out every version before a major one. */
export function allowsOnlyFrom(constraint: string, major: number): boolean {
  return constraint.split(',').some((clause) => {
    const { operator, segments: [first = 0] = [] } = parse(clause) ?? {};
    return operator !== undefined && ['=', '>=', '>', '~>'].includes(operator) && first >= major;
  });
}
