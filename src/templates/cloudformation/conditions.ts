import type { Formula, Variable } from './formula';
import type { CallNode, SyntaxNode } from './syntax';
import { entryOf } from './syntax';
import type { Value } from './value';
import { symbolOf } from './value';

/** What a definition needs of the template around it. */
export interface ConditionContext {
  /** The text of a name. */
  text(node: SyntaxNode | undefined): string | undefined;
  /** What an expression comes to with the defaults of parameters. */
  value(node: SyntaxNode): Value;
  /** What it comes to without them. */
  certainValue(node: SyntaxNode): Value;
  /** All that may be the value of `${Name}`, where the template says so. */
  allowed(symbol: string): readonly string[] | undefined;
}

/** The name in `{Condition: Name}` and `!Condition Name`. */
function conditionName(node: SyntaxNode): SyntaxNode | undefined {
  if (node.kind === 'call' && node.name === 'Condition') return node.argument;
  return node.kind === 'map' && node.entries.length === 1 ? entryOf(node, 'Condition')?.value : undefined;
}

function argumentsOf(call: CallNode): readonly SyntaxNode[] {
  return call.argument.kind === 'list' ? call.argument.items : [call.argument];
}

function textOf(value: Value | undefined): string | undefined {
  return value?.kind === 'scalar' ? value.text : undefined;
}

/** Something of which no more is known than that it holds or not. */
function flag(key: string, preset: boolean | undefined): Formula {
  const variable: Variable = {
    key,
    values: ['true', 'false'],
    ...(preset !== undefined && { preset: String(preset) }),
  };
  return { kind: 'is', variable, value: 'true' };
}

/** One of the two sides of `Fn::Equals`. */
interface Side {
  /** What it is, whatever the parameters are. */
  readonly text: string | undefined;
  /** What it refers to. */
  readonly symbol: string | undefined;
  /** What it is by default. */
  readonly usual: string | undefined;
}

function sideOf(node: SyntaxNode, context: ConditionContext): Side {
  const certain = context.certainValue(node);
  return { text: textOf(certain), symbol: symbolOf(certain), usual: textOf(context.value(node)) };
}

/** That something which is decided outside of the template is this text. */
function isText(text: string, { symbol = '', usual }: Side, context: ConditionContext): Formula {
  const values = context.allowed(symbol);
  const variable = { key: symbol, ...(values && { values }), ...(usual !== undefined && { preset: usual }) };
  return { kind: 'is', variable, value: text };
}

function equals(node: CallNode, place: string, context: ConditionContext): Formula {
  const [one, other] = argumentsOf(node).map((arg) => sideOf(arg, context));
  if (one === undefined || other === undefined) return flag(place, undefined);
  const isUsual = one.usual === undefined || other.usual === undefined ? undefined : one.usual === other.usual;
  if (one.symbol === undefined || other.symbol === undefined) return flag(place, isUsual);
  if (one.symbol === other.symbol) return { kind: 'constant', holds: true };
  if (one.text !== undefined && other.text !== undefined) return { kind: 'constant', holds: false };
  if (one.text !== undefined) return isText(one.text, other, context);
  if (other.text !== undefined) return isText(other.text, one, context);
  return flag([one.symbol, other.symbol].toSorted().join('\0'), isUsual);
}

/**
 * What the definition of a condition says. Source: CloudFormation template reference, condition functions.
 * @param place Tells the definition from others, as do positions within it.
 */
export function formulaOf(node: SyntaxNode, place: string, context: ConditionContext): Formula {
  const here = `${place}@${node.start}`;
  const name = context.text(conditionName(node));
  if (name !== undefined) return { kind: 'condition', name };
  if (node.kind !== 'call') return flag(here, undefined);
  const parts = (): readonly Formula[] => argumentsOf(node).map((arg) => formulaOf(arg, place, context));
  switch (node.name) {
    case 'Fn::Equals':
      return equals(node, here, context);
    case 'Fn::And':
      return { kind: 'all', parts: parts() };
    case 'Fn::Or':
      return { kind: 'any', parts: parts() };
    case 'Fn::Not': {
      const [part] = parts();
      return part === undefined ? flag(here, undefined) : { kind: 'not', part };
    }
    default:
      return flag(here, undefined);
  }
}
