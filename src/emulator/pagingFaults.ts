import { NormalizedSchema } from '@smithy/core/schema';
import type { ResolvedCall } from './protocol';

/** What can be wrong with the pages of a list, though each by itself is right. */
export type PagingFault =
  /** A page without anything comes before the others. */
  | 'empty-first'
  /** The first page comes twice. */
  | 'first-twice'
  /** Each page names the same one as the next. */
  | 'no-end'
  /** The same, and nothing is on any of them. */
  | 'no-end-empty';

/** What the services call the member that says where the next page starts, in requests and in answers. */
const tokenMembers = ['NextToken', 'ContinuationToken', 'Marker'] as const;

/** Of a page that is there only because of the fault. */
const faultToken = 'a-page-of-the-fault';

/** Lets a fault happen to the pages of a list. An operation that has no pages stays as it is. */
export function withPagingFault(fault: PagingFault | undefined, call: ResolvedCall): ResolvedCall {
  const members = new Map(NormalizedSchema.of(call.operation.schema[5]).structIterator());
  const member = tokenMembers.find((name) => members.has(name));
  if (fault === undefined || member === undefined) {
    return call;
  }
  let isFollowing = false;
  return {
    operation: call.operation,
    async read() {
      const input = await call.read();
      isFollowing = input[member] === faultToken;
      return isFollowing ? without(input, member) : input;
    },
    write(output, requestId) {
      const hasEnd = fault === 'empty-first' || fault === 'first-twice';
      if (hasEnd && isFollowing) {
        return call.write(output, requestId);
      }
      const page = fault === 'empty-first' || fault === 'no-end-empty' ? emptied(output) : output;
      const truncated = members.has('IsTruncated') ? { IsTruncated: true } : {};
      return call.write({ ...page, ...truncated, [member]: faultToken }, requestId);
    },
  };
}

function without(input: Readonly<Record<string, unknown>>, member: string): Record<string, unknown> {
  return Object.fromEntries(Object.entries(input).filter(([name]) => name !== member));
}

function emptied(output: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(output).map(([name, value]) => [name, Array.isArray(value) ? [] : value]));
}
