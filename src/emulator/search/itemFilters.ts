import { AwsError } from '../awsError';
import type { FoundItem } from './searchJob';

interface Condition<T> {
  readonly Value: T;
  readonly Operator?: string;
}

/** What an item must be like: all of the members that are there, and of each list any condition. */
export interface S3ItemFilter {
  readonly ObjectKeys?: readonly Condition<string>[];
  readonly Sizes?: readonly Condition<number>[];
  readonly CreationTimes?: readonly Condition<Date>[];
  readonly VersionIds?: readonly Condition<string>[];
  readonly ETags?: readonly Condition<string>[];
}

const ofText: Readonly<Record<string, (text: string, value: string) => boolean>> = {
  EQUALS_TO: (text, value) => text === value,
  NOT_EQUALS_TO: (text, value) => text !== value,
  CONTAINS: (text, value) => text.includes(value),
  DOES_NOT_CONTAIN: (text, value) => !text.includes(value),
  BEGINS_WITH: (text, value) => text.startsWith(value),
  ENDS_WITH: (text, value) => text.endsWith(value),
  DOES_NOT_BEGIN_WITH: (text, value) => !text.startsWith(value),
  DOES_NOT_END_WITH: (text, value) => !text.endsWith(value),
};

const ofNumber: Readonly<Record<string, (number: number, value: number) => boolean>> = {
  EQUALS_TO: (number, value) => number === value,
  NOT_EQUALS_TO: (number, value) => number !== value,
  LESS_THAN_EQUAL_TO: (number, value) => number <= value,
  GREATER_THAN_EQUAL_TO: (number, value) => number >= value,
};

function holds<T>(
  conditions: readonly Condition<T>[] | undefined,
  operators: Readonly<Record<string, (item: T, value: T) => boolean>>,
  item: T,
): boolean {
  return (
    conditions === undefined ||
    conditions.some(({ Value, Operator = 'EQUALS_TO' }) => {
      const operator = Object.hasOwn(operators, Operator) ? operators[Operator] : undefined;
      if (operator === undefined) {
        throw new AwsError('ValidationException', `${Operator} is no operator here.`);
      }
      return operator(item, Value);
    })
  );
}

/** Whether an item passes one of the filters; without any, all do. @throws AwsError for an unknown operator. */
export function passesAny(filters: readonly S3ItemFilter[] | undefined, item: FoundItem): boolean {
  return (
    filters === undefined ||
    filters.length === 0 ||
    filters.some(
      ({ ObjectKeys, Sizes, CreationTimes, VersionIds, ETags }) =>
        holds(ObjectKeys, ofText, item.key) &&
        holds(Sizes, ofNumber, item.bytes) &&
        holds(
          CreationTimes?.map(({ Value, ...rest }) => ({ ...rest, Value: Value.getTime() })),
          ofNumber,
          item.lastModified,
        ) &&
        holds(VersionIds, ofText, item.versionId) &&
        holds(ETags, ofText, item.etag),
    )
  );
}
