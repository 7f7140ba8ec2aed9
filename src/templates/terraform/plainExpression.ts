import { isOperator } from './convertExpression';
import type { PlainCursor } from './plainCursor';
import { continuesName, isDigit, startsName } from './plainCursor';
import { readHeredoc, readQuoted } from './plainTemplate';
import type { BinaryOperator, Expression } from './syntax';
import { splatItem } from './syntax';

/** How tightly operators bind. Source: HCL native syntax specification, operations. */
const precedences: Readonly<Record<BinaryOperator, number>> = {
  '||': 1,
  '&&': 2,
  '==': 3,
  '!=': 3,
  '>': 4,
  '>=': 4,
  '<': 4,
  '<=': 4,
  '+': 5,
  '-': 5,
  '*': 6,
  '/': 6,
  '%': 6,
};

const constants: ReadonlyMap<string, boolean | null> = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
]);

/** Names that mean something in some places only. */
const keywords: ReadonlySet<string> = new Set(['for', 'in', 'if', 'else', 'endif', 'endfor']);

const numberPattern = /\d+(?:\.\d+)?(?![\w.]|[^\0-\x7F])/y;

const firstOfOperators = '*/%+-<>=!&|';

/** Two slashes are a comment. */
const operatorPattern = /[*%+-]|\/(?![/*])|[<>]=?|[=!]=|&&|\|\|/y;

/** How long a chain of operators or of steps may be: whoever goes through it does so by calls. */
const longest = 100;

/** Reads an expression. The place of the cursor is then behind it and the spaces after it. */
export class PlainExpressions {
  readonly #cursor: PlainCursor;
  /** Where what was read last ends, without the spaces after it. */
  #end = 0;
  /** How many brackets are open. */
  #brackets = 0;

  constructor(cursor: PlainCursor) {
    this.#cursor = cursor;
  }

  get end(): number {
    return this.#end;
  }

  read(): Expression {
    this.#cursor.goDown();
    const expression = this.#conditional();
    this.#cursor.goUp();
    return expression;
  }

  #conditional(): Expression {
    const start = this.#cursor.at;
    const operation = this.#operation(0);
    const condition = this.#from(start, operation);
    if (!this.#cursor.startsWith('?')) return condition;
    this.#go('?');
    const then = this.read();
    this.#go(':');
    const otherwise = this.read();
    return { kind: 'conditional', condition, then, otherwise, start, end: this.#end };
  }

  /** Parentheses belong to what they are around. */
  #from(start: number, expression: Expression): Expression {
    const end = this.#end;
    return expression.start === start && expression.end === end ? expression : { ...expression, start, end };
  }

  #ended(expression: Expression): Expression {
    this.#end = this.#cursor.at;
    return expression;
  }

  #pass(part: string): void {
    this.#cursor.pass(part);
    this.#end = this.#cursor.at;
  }

  #go(part: string): void {
    this.#pass(part);
    this.#cursor.skipAll();
  }

  #enter(opening: string): void {
    this.#brackets += 1;
    this.#go(opening);
  }

  #leave(closing: string): void {
    this.#brackets -= 1;
    this.#pass(closing);
  }

  /** What may stand between the parts of an expression: in brackets it may go on in the next line. */
  #skipBetween(): void {
    if (this.#brackets > 0) this.#cursor.skipAll();
    else this.#cursor.skipSpaces();
  }

  #operation(above: number): Expression {
    const start = this.#cursor.at;
    let left = this.#operand();
    for (let length = 0; ; length += 1) {
      if (length > longest) this.#cursor.giveUp();
      this.#skipBetween();
      const operator = this.#operator();
      if (operator === undefined || precedences[operator] <= above) return left;
      this.#go(operator);
      const right = this.#operation(precedences[operator]);
      left = { kind: 'binary', operator, left, right, start, end: this.#end };
    }
  }

  /** The operator that stands here. It is not passed over. */
  #operator(): BinaryOperator | undefined {
    const { text, at } = this.#cursor;
    if (!firstOfOperators.includes(text.charAt(at))) return undefined;
    operatorPattern.lastIndex = at;
    const operator = operatorPattern.exec(text)?.[0];
    return operator !== undefined && isOperator(operator) ? operator : undefined;
  }

  #operand(): Expression {
    const start = this.#cursor.at;
    const operator = this.#cursor.startsWith('!') ? '!' : this.#cursor.startsWith('-') ? '-' : undefined;
    if (operator === undefined) return this.#steps(this.#term());
    this.#go(operator);
    const operand = this.#steps(this.#term());
    return { kind: 'unary', operator, operand, start, end: this.#end };
  }

  #term(): Expression {
    const cursor = this.#cursor;
    switch (cursor.text.charAt(cursor.at)) {
      case '"':
        return this.#ended(readQuoted(cursor, this.#interpolation));
      case '<':
        return this.#ended(readHeredoc(cursor, this.#interpolation));
      case '(':
        return this.#parenthesized();
      case '[':
        return this.#tuple();
      case '{':
        return this.#object();
      default:
        return isDigit(cursor.next) ? this.#number() : this.#named();
    }
  }

  #parenthesized(): Expression {
    this.#enter('(');
    const inner = this.read();
    this.#leave(')');
    return inner;
  }

  #number(): Expression {
    const start = this.#cursor.at;
    const digits = this.#cursor.match(numberPattern);
    if (digits === '') this.#cursor.giveUp();
    this.#end = this.#cursor.at;
    return { kind: 'literal', value: Number(digits), start, end: this.#end };
  }

  #named(): Expression {
    const start = this.#cursor.at;
    const name = this.#cursor.name();
    const end = (this.#end = this.#cursor.at);
    if (keywords.has(name)) this.#cursor.giveUp();
    const constant = constants.get(name);
    if (constant !== undefined) return { kind: 'literal', value: constant, start, end };
    if (this.#cursor.startsWith('(')) return this.#call(name, start);
    return { kind: 'name', name, start, end };
  }

  #call(name: string, start: number): Expression {
    const given: Expression[] = [];
    let spread = false;
    this.#enter('(');
    while (!spread && !this.#cursor.startsWith(')')) {
      given.push(this.read());
      spread = this.#cursor.startsWith('...');
      if (spread) this.#go('...');
      else if (!this.#cursor.startsWith(')')) this.#go(',');
    }
    this.#leave(')');
    return { kind: 'call', name, arguments: given, spread, start, end: this.#end };
  }

  #tuple(): Expression {
    const start = this.#cursor.at;
    this.#enter('[');
    if (this.#isFor()) return this.#for(start, 'tuple');
    const items: Expression[] = [];
    while (!this.#cursor.startsWith(']')) {
      items.push(this.read());
      if (!this.#cursor.startsWith(']')) this.#go(',');
    }
    this.#leave(']');
    return { kind: 'tuple', items, start, end: this.#end };
  }

  #object(): Expression {
    const start = this.#cursor.at;
    this.#enter('{');
    if (this.#isFor()) return this.#for(start, 'object');
    const items: { readonly key: Expression; readonly value: Expression }[] = [];
    while (!this.#cursor.startsWith('}')) {
      const key = this.#key();
      this.#go(this.#cursor.startsWith(':') ? ':' : '=');
      const value = this.read();
      items.push({ key, value });
      if (this.#cursor.startsWith(',')) this.#go(',');
      // After a name, this would be a call.
      else if (this.#cursor.startsWith('(')) this.#cursor.giveUp();
    }
    this.#leave('}');
    return { kind: 'object', items, start, end: this.#end };
  }

  /** A bare name is the key itself; in parentheses it is an expression. */
  #key(): Expression {
    const isInParentheses = this.#cursor.startsWith('(');
    if (!isInParentheses && !this.#cursor.startsWith('"') && !startsName(this.#cursor.next)) this.#cursor.giveUp();
    const key = this.read();
    if (key.kind !== 'name' || isInParentheses) return key;
    return { kind: 'literal', value: key.name, start: key.start, end: key.end };
  }

  #isFor(): boolean {
    return this.#cursor.startsWith('for') && !continuesName(this.#cursor.text.charCodeAt(this.#cursor.at + 3));
  }

  #for(start: number, kind: 'tuple' | 'object'): Expression {
    this.#keyword('for');
    const names = [this.#bound()];
    if (this.#cursor.startsWith(',')) {
      this.#go(',');
      names.push(this.#bound());
    }
    this.#keyword('in');
    const collection = this.read();
    this.#go(':');
    const first = this.read();
    if (kind === 'object') this.#go('=>');
    const value = kind === 'object' ? this.read() : first;
    const grouped = kind === 'object' && this.#cursor.startsWith('...');
    if (grouped) this.#go('...');
    const closing = kind === 'object' ? '}' : ']';
    const condition = this.#cursor.startsWith(closing) ? undefined : this.#condition();
    this.#leave(closing);
    return {
      kind: 'for',
      keyName: names.length > 1 ? names[0] : undefined,
      valueName: names.at(-1) ?? '',
      collection,
      key: kind === 'object' ? first : undefined,
      value,
      condition,
      grouped,
      start,
      end: this.#end,
    };
  }

  #condition(): Expression {
    this.#keyword('if');
    return this.read();
  }

  #keyword(keyword: string): void {
    if (this.#cursor.name() !== keyword) this.#cursor.giveUp();
    this.#cursor.skipAll();
  }

  #bound(): string {
    const name = this.#cursor.name();
    this.#cursor.skipAll();
    return name;
  }

  /** `.name`, `[key]` and splats after a term. */
  #steps(term: Expression): Expression {
    let result = term;
    for (let length = 0; ; length += 1) {
      if (length > longest) this.#cursor.giveUp();
      if (this.#cursor.startsWith('.*') || this.#cursor.startsWith('[*]')) {
        result = this.#splat(result);
        continue;
      }
      const next = this.#step(result);
      if (next === undefined) return result;
      result = next;
    }
  }

  #splat(of: Expression): Expression {
    const start = this.#cursor.at;
    this.#pass(this.#cursor.startsWith('.*') ? '.*' : '[*]');
    let each: Expression = { kind: 'name', name: splatItem, start, end: start };
    for (let next = this.#step(each); next !== undefined; next = this.#step(each)) each = next;
    return { kind: 'splat', of, each, start: of.start, end: this.#end };
  }

  /** `.0`, as `[0]` was written once. */
  #oldIndex(of: Expression, start: number): Expression {
    const digits = this.#cursor.match(/\d+/y);
    const end = (this.#end = this.#cursor.at);
    return { kind: 'index', of, key: { kind: 'literal', value: Number(digits), start, end }, start: of.start, end };
  }

  #step(of: Expression): Expression | undefined {
    if (this.#cursor.startsWith('.') && !this.#cursor.startsWith('...') && !this.#cursor.startsWith('.*')) {
      const at = this.#cursor.at;
      this.#pass('.');
      if (isDigit(this.#cursor.next)) return this.#oldIndex(of, at);
      const name = this.#cursor.name();
      this.#end = this.#cursor.at;
      return { kind: 'attribute', of, name, start: of.start, end: this.#end };
    }
    if (!this.#cursor.startsWith('[') || this.#cursor.startsWith('[*]')) return undefined;
    this.#enter('[');
    const key = this.read();
    this.#leave(']');
    return { kind: 'index', of, key, start: of.start, end: this.#end };
  }

  #interpolation = (): Expression => {
    this.#enter('${');
    const expression = this.read();
    this.#leave('}');
    return expression;
  };
}
