/** An attribute: its name, and its value as it is written. */
export type HclAttribute = readonly [name: string, value: string];

/** What stands in a block, in this order: attributes, then blocks. */
export interface HclBlock {
  /** Such as `resource "aws_backup_vault" "main"`. */
  readonly header: string;
  readonly attributes?: readonly HclAttribute[];
  readonly blocks?: readonly HclBlock[];
}

/** A text as HCL writes it. Nothing in it is a template. */
export function hclText(text: string): string {
  return JSON.stringify(text).replaceAll(/[$%](?=\{)/gu, (sign) => sign + sign);
}

export function hclList(texts: readonly string[]): string {
  return `[${texts.map(hclText).join(', ')}]`;
}

function aligned(attributes: readonly HclAttribute[]): readonly string[] {
  const longest = Math.max(0, ...attributes.map(([name]) => name.length));
  return attributes.map(([name, value]) => `${name.padEnd(longest)} = ${value}`);
}

/** A map with a key on each line, as `terraform fmt` lays it out. */
export function hclMap(entries: readonly (readonly [string, string])[]): string {
  const lines = aligned(entries.map(([key, value]) => [hclText(key), value] as const));
  return ['{', ...lines.map((line) => `  ${line}`), '}'].join('\n');
}

function indented(text: string): string {
  return text.replaceAll(/^(?=.)/gmu, '  ');
}

/** Attributes of one line are aligned with each other; one of several lines stands by itself. */
function attributeGroups(attributes: readonly HclAttribute[]): readonly string[] {
  const short = attributes.filter(([, value]) => !value.includes('\n'));
  const long = attributes.filter(([, value]) => value.includes('\n'));
  return [...(short.length === 0 ? [] : [aligned(short).join('\n')]), ...long.map((one) => aligned([one]).join('\n'))];
}

/** A block as `terraform fmt` lays it out. */
export function hclBlock({ header, attributes = [], blocks = [] }: HclBlock): string {
  const parts = [...attributeGroups(attributes), ...blocks.map(hclBlock)];
  if (parts.length === 0) return `${header} {}`;
  return `${header} {\n${indented(parts.join('\n\n'))}\n}`;
}
