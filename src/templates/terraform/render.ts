import type { Style } from './style';

/** A block to be written. Groups of attributes and nested blocks are set apart by blank lines. */
export interface NewBlock {
  readonly header: string;
  readonly body: readonly NewMember[];
}

export type NewMember =
  | { readonly kind: 'attributes'; readonly values: readonly (readonly [name: string, value: string])[] }
  | { readonly kind: 'block'; readonly block: NewBlock }
  /** `name = [{ … }]`, over several lines. */
  | { readonly kind: 'list'; readonly name: string; readonly item: readonly NewMember[] };

/** A member that is a block of its own. */
export type BlockMember = Extract<NewMember, { readonly kind: 'block' }>;

export function attributes(...values: readonly (readonly [string, string])[]): NewMember {
  return { kind: 'attributes', values };
}

export function nested(header: string, ...body: readonly NewMember[]): BlockMember {
  return { kind: 'block', block: { header, body } };
}

/** `terraform fmt` lines up the values of attributes that follow each other. */
function attributeLines(values: readonly (readonly [string, string])[]): readonly string[] {
  const width = Math.max(...values.map(([name]) => name.length));
  return values.map(([name, value]) => `${name.padEnd(width)} = ${value}`);
}

function memberLines(member: NewMember, step: string): readonly string[] {
  switch (member.kind) {
    case 'attributes':
      return attributeLines(member.values);
    case 'block':
      return blockLines(member.block, step);
    case 'list': {
      const item = objectLines(member.item, step).map((line) => (line === '' ? line : step + line));
      return [`${member.name} = [`, ...item, ']'];
    }
  }
}

/** An object over several lines. Its nested objects have headers that end in an equals sign. */
export function objectLines(body: readonly NewMember[], step: string): readonly string[] {
  const [, ...rest] = blockLines({ header: '', body }, step);
  return ['{', ...rest];
}

/** The same on one line. */
export function objectText(body: readonly NewMember[]): string {
  return `{ ${body.map(inlineText).join(', ')} }`;
}

function inlineText(member: NewMember): string {
  switch (member.kind) {
    case 'attributes':
      return member.values.map(([name, value]) => `${name} = ${value}`).join(', ');
    case 'block':
      return `${member.block.header} ${objectText(member.block.body)}`;
    case 'list':
      return `${member.name} = [${objectText(member.item)}]`;
  }
}

function blockLines({ header, body }: NewBlock, step: string): readonly string[] {
  if (body.length === 0) return [`${header} {}`];
  const lines = body.flatMap((member, at) => [...(at === 0 ? [] : ['']), ...memberLines(member, step)]);
  return [`${header} {`, ...lines.map((line) => (line === '' ? line : step + line)), '}'];
}

/** The text of a member, each line behind `indent`, without a line end after the last. */
export function render(member: NewMember, style: Style, indent: string): string {
  return memberLines(member, style.step)
    .map((line) => (line === '' ? line : indent + line))
    .join(style.lineEnd);
}
