import type { Bucket } from '../../model/bucket';
import { ask, known } from '../../model/fact';
import type { ResourceContext } from './declared';
import { readDeclared } from './declared';
import type { Resource } from './template';
import { member, symbolOf } from './value';

/** Whether the text of a resource may have an event of the type `S3`. */
export function namesS3Event(text: string): boolean {
  return /["']?Type["']?\s*:\s*["']?S3["']?\s*(?:[,}#\r\n]|$)/.test(text);
}

/** The buckets whose events functions are made for, by logical id. A function that may be missing is not counted. */
export function bucketsWithEvents(functions: readonly Resource[], context: ResourceContext): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const resource of functions) {
    const { properties, exists } = readDeclared(resource, context);
    const events = member(properties, 'Events');
    if (events.kind !== 'map' || ask(exists, (isMade) => isMade) !== 'yes') continue;
    for (const event of events.entries.values()) {
      const type = member(event, 'Type');
      if (type.kind !== 'scalar' || type.text !== 'S3') continue;
      const [, id] = /^\$\{(\w+)\}$/.exec(symbolOf(member(member(event, 'Properties'), 'Bucket')) ?? '') ?? [];
      if (id !== undefined) ids.add(id);
    }
  }
  return ids;
}

/**
 * SAM writes the notifications of such a bucket, and EventBridge is not among them unless the bucket has it already.
 * Source: AWS SAM developer guide, S3 event source.
 */
export function withoutEventBridge(bucket: Bucket): Bucket {
  return bucket.eventBridge.state === 'unmanaged' ? { ...bucket, eventBridge: known(false, 'derived') } : bucket;
}
