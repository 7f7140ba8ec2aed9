import type { Fact } from '../../model/fact';
import { known } from '../../model/fact';
import type { Given } from './parameter';
import type { Span } from './syntax';
import type { Value } from './value';

/** What a template needs of the stacks around its own, and of those inside of it. */
export interface Surroundings {
  /** What the stack around gives a parameter; `undefined` where there is none, and whoever makes the stack decides. */
  parameter(name: string): Given | undefined;
  /** The output of a nested stack, by the logical id of the stack. */
  output(stack: string, name: string): Value | undefined;
  /** Whether the stack is made at all. */
  readonly exists: Fact<boolean>;
}

/** Those of a stack that stands by itself. */
export const standingAlone: Surroundings = {
  parameter: () => undefined,
  output: () => undefined,
  exists: known(true, 'derived'),
};

/** The pseudo parameters that are the same in a stack and in those inside of it. */
const common: ReadonlySet<string> = new Set(['AWS::AccountId', 'AWS::Partition', 'AWS::Region', 'AWS::URLSuffix']);

function rename(symbol: string, change: (name: string) => string): string {
  return symbol.replaceAll(/\$\{(?!!)([^}]*)\}/g, (whole, name: string) =>
    common.has(name) ? whole : `\${${change(name)}}`,
  );
}

/** The same value where another template refers to it. */
function carry(value: Value, change: (name: string) => string, span: Span): Value {
  switch (value.kind) {
    case 'scalar':
    case 'nothing':
      return { ...value, span };
    case 'unknown':
      return { ...value, span, ...(value.symbol !== undefined && { symbol: rename(value.symbol, change) }) };
    case 'either':
      return { ...value, span, options: value.options.map((option) => carry(option, change, span)) };
    case 'list':
      return { ...value, span, items: value.items.map((item) => carry(item, change, span)) };
    case 'map':
      return {
        ...value,
        span,
        entries: new Map([...value.entries].map(([key, entry]) => [key, carry(entry, change, span)])),
      };
  }
}

const nowhere: Span = { start: 0, end: 0 };

/** A value of a stack as a stack inside of it sees it: `${Name}` is `${../Name}` there. */
export function seenFromInside(value: Value): Value {
  return carry(value, (name) => `../${name}`, nowhere);
}

/** A value of a nested stack as the stack around it sees it: `${Name}` is `${Nested/Name}` there. */
export function seenFromOutside(value: Value, stack: string): Value {
  return carry(value, (name) => (name.startsWith('../') ? name.slice(3) : `${stack}/${name}`), nowhere);
}
