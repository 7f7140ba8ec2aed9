import { insertInto, replace } from './blockEdits';
import type { Change } from './change';
import { attributes } from './render';
import type { Situation } from './situation';
import { attributeOf } from './syntax';

/** Turns EventBridge on where a resource for notifications is there; one of its own would switch off what others set. */
export function eventBridgeEdits(situation: Situation): Change | undefined {
  const beside = situation.beside('aws_s3_bucket_notification');
  if (beside.kind !== 'one') return undefined;
  const { piece, block } = beside.place;
  const written = attributeOf(block, 'eventbridge');
  if (written !== undefined) {
    return written.value.kind === 'literal' ? { edits: [replace(piece, written.value, 'true')] } : undefined;
  }
  return { edits: insertInto(beside.place, attributes(['eventbridge', 'true']), block.attributes.at(-1)) };
}
