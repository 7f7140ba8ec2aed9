import type { Ternary } from '../../model/ternary';
import { allOf, anyOf, negate, ternary } from '../../model/ternary';
import type { CallNode, SyntaxNode } from './syntax';
import { entryOf } from './syntax';
import type { Value } from './value';

/** Whether a condition holds, and whether a parameter's default had a say in it. */
export interface Decision {
  readonly answer: Ternary;
  readonly byDefault: boolean;
}

/** What is taken for granted, because it only matters where it is so. */
export interface Assumptions {
  readonly conditions: ReadonlyMap<string, boolean>;
  /** What parameters must be for it. */
  readonly parameters: ReadonlyMap<string, string>;
}

export const noAssumptions: Assumptions = { conditions: new Map(), parameters: new Map() };

/** What the functions below need of the template around them. */
export interface ConditionContext {
  /** How the condition of a name decides. */
  decide(name: string): Decision;
  value(node: SyntaxNode): Value;
  /** The text of a name. */
  text(node: SyntaxNode | undefined): string | undefined;
}

const undecided: Decision = { answer: 'unknown', byDefault: false };

function combine(decisions: readonly Decision[], combined: (answers: readonly Ternary[]) => Ternary): Decision {
  return {
    answer: combined(decisions.map((decision) => decision.answer)),
    byDefault: decisions.some((decision) => decision.byDefault),
  };
}

/** The name in `{Condition: Name}` and `!Condition Name`. */
function conditionName(node: SyntaxNode): SyntaxNode | undefined {
  if (node.kind === 'call' && node.name === 'Condition') return node.argument;
  return node.kind === 'map' && node.entries.length === 1 ? entryOf(node, 'Condition')?.value : undefined;
}

function argumentsOf(call: CallNode): readonly SyntaxNode[] {
  return call.argument.kind === 'list' ? call.argument.items : [call.argument];
}

function equals(one: Value | undefined, other: Value | undefined): Decision {
  if (one?.kind !== 'scalar' || other?.kind !== 'scalar') return undecided;
  return { answer: ternary(one.text === other.text), byDefault: one.byDefault || other.byDefault };
}

/** Decides the definition of a condition. Source: CloudFormation template reference, condition functions. */
export function decideDefinition(node: SyntaxNode, context: ConditionContext): Decision {
  const name = context.text(conditionName(node));
  if (name !== undefined) return context.decide(name);
  if (node.kind !== 'call') return undecided;
  const args = argumentsOf(node);
  const parts = (): readonly Decision[] => args.map((arg) => decideDefinition(arg, context));
  switch (node.name) {
    case 'Fn::Equals': {
      const [one, other] = args.map((arg) => context.value(arg));
      return equals(one, other);
    }
    case 'Fn::And':
      return combine(parts(), allOf);
    case 'Fn::Or':
      return combine(parts(), anyOf);
    case 'Fn::Not':
      return combine(parts(), ([answer]) => negate(answer ?? 'unknown'));
    default:
      return undecided;
  }
}

/** Adds that a condition holds or does not, and what follows from it. */
export function assume(
  assumptions: Assumptions,
  name: string,
  holds: boolean,
  definitionOf: (name: string) => SyntaxNode | undefined,
): Assumptions {
  const conditions = new Map(assumptions.conditions);
  const parameters = new Map(assumptions.parameters);
  const follow = (node: SyntaxNode, isSo: boolean): void => {
    const inner = conditionName(node);
    if (inner?.kind === 'scalar') take(inner.text, isSo);
    if (node.kind !== 'call') return;
    const args = argumentsOf(node);
    if (node.name === 'Fn::Not')
      args.forEach((arg) => {
        follow(arg, !isSo);
      });
    if ((node.name === 'Fn::And' && isSo) || (node.name === 'Fn::Or' && !isSo))
      args.forEach((arg) => {
        follow(arg, isSo);
      });
    if (node.name === 'Fn::Equals' && isSo) bind(args);
  };
  const bind = (args: readonly SyntaxNode[]): void => {
    const reference = args.find((arg) => arg.kind === 'call' && arg.name === 'Ref');
    const literal = args.find((arg) => arg.kind === 'scalar');
    if (reference?.kind !== 'call' || reference.argument.kind !== 'scalar' || literal?.kind !== 'scalar') return;
    parameters.set(reference.argument.text, literal.text);
  };
  const take = (condition: string, isSo: boolean): void => {
    if (conditions.has(condition)) return;
    conditions.set(condition, isSo);
    const definition = definitionOf(condition);
    if (definition !== undefined) follow(definition, isSo);
  };
  take(name, holds);
  return { conditions, parameters };
}
