/** From `start` up to but not including `end`, in UTF-16 units from the start of the piece of text that was parsed. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export type BinaryOperator = '*' | '/' | '%' | '+' | '-' | '>' | '>=' | '<' | '<=' | '==' | '!=' | '&&' | '||';

interface Literal extends Span {
  readonly kind: 'literal';
  readonly value: string | number | boolean | null;
}

/** Text with interpolations in it, in order. */
interface Template extends Span {
  readonly kind: 'template';
  readonly parts: readonly (string | Expression)[];
}

/** A single name: the root of a reference, or what a `for` or `dynamic` binds. */
interface Name extends Span {
  readonly kind: 'name';
  readonly name: string;
}

interface AttributeAccess extends Span {
  readonly kind: 'attribute';
  readonly of: Expression;
  readonly name: string;
}

interface Index extends Span {
  readonly kind: 'index';
  readonly of: Expression;
  readonly key: Expression;
}

/** `of[*].rest`: `each` is the rest, applied to the name `splatItem`. */
interface Splat extends Span {
  readonly kind: 'splat';
  readonly of: Expression;
  readonly each: Expression;
}

interface Call extends Span {
  readonly kind: 'call';
  readonly name: string;
  readonly arguments: readonly Expression[];
  /** Whether the last argument is a list to be spread (`f(a, rest...)`). */
  readonly spread: boolean;
}

interface Tuple extends Span {
  readonly kind: 'tuple';
  readonly items: readonly Expression[];
}

interface ObjectLiteral extends Span {
  readonly kind: 'object';
  readonly items: readonly { readonly key: Expression; readonly value: Expression }[];
}

interface For extends Span {
  readonly kind: 'for';
  readonly keyName: string | undefined;
  readonly valueName: string;
  readonly collection: Expression;
  /** Present where the result is an object. */
  readonly key: Expression | undefined;
  readonly value: Expression;
  readonly condition: Expression | undefined;
  /** `=> value...`: values of equal keys are gathered in lists. */
  readonly grouped: boolean;
}

interface Conditional extends Span {
  readonly kind: 'conditional';
  readonly condition: Expression;
  readonly then: Expression;
  readonly otherwise: Expression;
}

interface Unary extends Span {
  readonly kind: 'unary';
  readonly operator: '-' | '!';
  readonly operand: Expression;
}

interface Binary extends Span {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
}

/** Something that is not looked into: a template directive, a heredoc, or text that does not parse. */
interface Opaque extends Span {
  readonly kind: 'opaque';
  readonly why: string;
}

export type Expression =
  | Literal
  | Template
  | Name
  | AttributeAccess
  | Index
  | Splat
  | Call
  | Tuple
  | ObjectLiteral
  | For
  | Conditional
  | Unary
  | Binary
  | Opaque;

/** The name that a splat binds; it cannot be written in HCL. */
export const splatItem = '*';

export interface Attribute extends Span {
  readonly name: string;
  readonly value: Expression;
}

/** A label of a block. The span is that of the text without quotes. */
export interface Label extends Span {
  readonly text: string;
}

export interface Block extends Span {
  readonly type: string;
  readonly labels: readonly Label[];
  readonly attributes: readonly Attribute[];
  readonly blocks: readonly Block[];
  /** Between the braces. */
  readonly body: Span;
  /** Something inside does not parse, so nothing may be concluded from what is missing. */
  readonly broken: boolean;
  /** What a comment in it says, in the syntax that has comments as data. */
  readonly comment?: string;
}

/** What a piece of text holds at its top level, and where it does not parse. */
export interface Body {
  readonly attributes: readonly Attribute[];
  readonly blocks: readonly Block[];
  readonly errors: readonly Span[];
}

export function attributeOf(body: Pick<Block, 'attributes'>, name: string): Attribute | undefined {
  return body.attributes.find((attribute) => attribute.name === name);
}

export function blocksOf(body: Pick<Block, 'blocks'>, type: string): readonly Block[] {
  return body.blocks.filter((block) => block.type === type);
}

/** The text of a literal string, else `undefined`. */
export function literalText(expression: Expression | undefined): string | undefined {
  return expression?.kind === 'literal' && typeof expression.value === 'string' ? expression.value : undefined;
}
