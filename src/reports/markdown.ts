function escapePlain(text: string): string {
  return text.replace(/[\\*_{}[\]()#+\-.!|<>~]/gu, '\\$&');
}

/**
 * Names and messages come from an account: nothing in them may act as markup, but for what we put between backticks,
 * where backslashes would show.
 */
export function escape(text: string): string {
  const parts = text.replaceAll('\n', ' ').split('`');
  if (parts.length % 2 === 0) return parts.map(escapePlain).join('\\`');
  return parts.map((part, index) => (index % 2 === 1 ? part.replaceAll('|', '') : escapePlain(part))).join('`');
}

/** Two columns without a heading. */
export function table(rows: readonly (readonly [string, string])[]): string {
  return ['| | |', '|:--|:--|', ...rows.map(([name, value]) => `| ${name} | ${value} |`)].join('\n');
}
