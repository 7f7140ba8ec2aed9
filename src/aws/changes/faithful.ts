import { HttpResponse, collectBody } from '@smithy/core/protocols';
import type { MiddlewareStack, SerdeContext } from '@smithy/types';

/** Elements that hold a text or nothing. */
const leafElement = /<([\w:]+)(?:\s[^>]*)?\/>|<([\w:]+)(?:\s[^>]*)?>[^<]*<\/\2>/gu;

/** How many values an answer of XML holds. */
export function leavesOfXml(xml: string): number {
  return [...xml.matchAll(leafElement)].length;
}

/** How many values the SDK has read. What is empty counts once, as its element does. */
export function leavesOf(value: unknown): number {
  if (value === undefined) return 0;
  if (typeof value !== 'object' || value === null || value instanceof Date) return 1;
  const members: readonly unknown[] = Object.values(value);
  return members.length === 0 ? 1 : members.reduce((sum: number, member) => sum + leavesOf(member), 0);
}

/**
 * Keeps the text of the answer to a command.
 * @returns what gives the text once the answer is there.
 */
export function keepAnswer<Input extends object, Output extends object>(
  stack: MiddlewareStack<Input, Output>,
  config: Pick<SerdeContext, 'streamCollector'>,
): () => string {
  let text = '';
  stack.add(
    (next) => async (args) => {
      const result = await next(args);
      const { response } = result;
      if (HttpResponse.isInstance(response)) {
        const body = await collectBody(response.body, config);
        response.body = body;
        text = new TextDecoder().decode(body);
      }
      return result;
    },
    // Inside of the SDK's own reader of answers, where they are still text.
    { step: 'deserialize', name: 's3backupKeepAnswer', priority: 'low' },
  );
  return () => text;
}

/**
 * Whether the SDK has read all that an answer holds. Settings that are newer than this SDK would be lost where it is
 * written back as a whole.
 */
export function isReadWhole(xml: string, document: unknown): boolean {
  return leavesOfXml(xml) === leavesOf(document);
}
