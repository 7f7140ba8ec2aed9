import type { Remedy } from '../../model/remedy';
import type { SourceRange, TextEdit } from '../../model/source';
import type { DeclaredBucket, DeclaredResources } from './declaredResources';
import { callEdits } from './callEdits';
import type { Change } from './change';
import { eventBridgeEdits } from './eventBridgeEdits';
import type { Join } from './join';
import { lifecycleAction } from './lifecycleActions';
import { lifecycleEdits, markerEdits } from './lifecycleEdits';
import { newPlanEdits } from './newPlanEdits';
import { jsonBucketEdits } from './jsonEdits';
import { isJsonSyntax } from './look';
import type { Situation } from './situation';
import { situationOf } from './situation';
import { selectionEdits } from './selectionEdits';
import { tagEdits } from './tagEdits';
import { versioningEdits } from './versioningEdits';

function positionOf({ file, range }: TextEdit): string {
  return JSON.stringify([file, range satisfies Omit<SourceRange, 'file'>]);
}

function isInsertion({ range: { start, end } }: TextEdit): boolean {
  return start.line === end.line && start.character === end.character;
}

/** Insertions at one place are one edit, in the order in which they were asked for; a replacement is made once. */
function joinInsertions(edits: readonly TextEdit[]): readonly TextEdit[] {
  const joined = new Map<string, TextEdit>();
  for (const edit of edits) {
    const position = positionOf(edit);
    const before = joined.get(position);
    const isRepeated = before?.newText === edit.newText && !isInsertion(edit);
    if (isRepeated) continue;
    joined.set(position, before === undefined ? edit : { ...edit, newText: before.newText + edit.newText });
  }
  return [...joined.values()];
}

function changeFor(
  remedy: Remedy,
  situation: Situation,
  resources: DeclaredResources,
  before: string | undefined,
): Change | undefined {
  const action = lifecycleAction(remedy);
  if (action !== undefined) return lifecycleEdits(situation, action, before);
  switch (remedy.kind) {
    case 'enableVersioning':
      return versioningEdits(situation);
    case 'leaveMarkersToExpiration':
      return markerEdits(situation);
    case 'enableEventBridge':
      return eventBridgeEdits(situation);
    case 'tagBucket':
      return tagEdits(situation.bucket, remedy);
    case 'addToSelection':
      return selectionEdits(
        { ...situation, arn: `${situation.address}.arn` },
        resources.of('aws_backup_selection'),
        remedy.selectionId,
      );
    case 'protectWithNewPlan':
      return newPlanEdits(situation, remedy.deleteAfterDays);
    default:
      return undefined;
  }
}

/** Edits that are written in HCL are none of a file in the JSON syntax. */
export function inHcl(edits: readonly TextEdit[]): readonly TextEdit[] | undefined {
  return edits.some(({ file }) => isJsonSyntax(file)) ? undefined : edits;
}

/**
 * The smallest edits that apply remedies to a declaration of buckets.
 * @param wanted the buckets that need them.
 * @param all every bucket of the estate.
 * @returns `undefined` where no right edit is known or it would change a bucket that is not among `wanted`.
 */
export function bucketEdits(
  wanted: readonly DeclaredBucket[],
  all: readonly DeclaredBucket[],
  join: Join,
  resources: DeclaredResources,
  remedies: readonly Remedy[],
): readonly TextEdit[] | undefined {
  if (wanted.some(({ module }) => module.describedCall !== undefined)) {
    const edits = callEdits(wanted, all, resources, remedies);
    return edits && inHcl(joinInsertions(edits));
  }
  const situation = situationOf(wanted, all, join);
  if (situation === undefined) return undefined;
  if (isJsonSyntax(situation.bucket.piece.file.file)) {
    return jsonBucketEdits(situation, resources.of('aws_backup_selection'), remedies);
  }
  const edits: TextEdit[] = [];
  let versioning: string | undefined;
  for (const remedy of remedies) {
    const change = changeFor(remedy, situation, resources, versioning);
    if (change === undefined || change.edits.length === 0) return undefined;
    versioning ??= change.versioning;
    edits.push(...change.edits);
  }
  return inHcl(joinInsertions(edits));
}
