import type { Fact } from '../../model/fact';
import { valueOf } from '../../model/fact';
import type { BackupSelection, ConditionOperator } from '../../model/selection';

/** A selection as AWS Backup's API writes it. Source: AWS Backup API reference, BackupSelection. */
export interface SelectionText {
  readonly SelectionName?: string;
  readonly IamRoleArn?: string;
  readonly Resources?: readonly string[];
  readonly NotResources?: readonly string[];
  readonly ListOfTags?: readonly {
    readonly ConditionType: 'STRINGEQUALS';
    readonly ConditionKey: string;
    readonly ConditionValue: string;
  }[];
  readonly Conditions?: Readonly<
    Partial<Record<ConditionOperator, readonly { readonly ConditionKey: string; readonly ConditionValue: string }[]>>
  >;
}

const operators: readonly ConditionOperator[] = ['StringEquals', 'StringLike', 'StringNotEquals', 'StringNotLike'];

function text(fact: Fact<string>): string {
  return valueOf(fact) ?? '';
}

/** In an account all of a selection is known. */
export function selectionText(selection: BackupSelection): SelectionText {
  const { name, roleArn, resources, notResources, listOfTags, conditions } = selection;
  const byOperator = operators.flatMap((operator) => {
    const clauses = conditions.items
      .filter((condition) => condition.operator === operator)
      .map(({ key, value }) => ({ ConditionKey: text(key), ConditionValue: text(value) }));
    return clauses.length === 0 ? [] : [[operator, clauses] as const];
  });
  return {
    SelectionName: text(name),
    IamRoleArn: text(roleArn),
    Resources: resources.items.map(({ pattern }) => text(pattern)),
    NotResources: notResources.items.map(({ pattern }) => text(pattern)),
    ListOfTags: listOfTags.items.map(({ key, value }) => ({
      ConditionType: 'STRINGEQUALS',
      ConditionKey: text(key),
      ConditionValue: text(value),
    })),
    Conditions: Object.fromEntries(byOperator),
  };
}
