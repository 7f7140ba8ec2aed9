import type { Remedy } from '../../model/remedy';
import type { TextEdit } from '../../model/source';
import type { DeclaredBucket, DeclaredResources } from './declaredResources';
import { cloudposseBucket } from './described/cloudposse';
import type { DescribedModule } from './described/describedModule';
import { s3Bucket } from './described/s3Bucket';
import type { ModuleInputs } from './inputEdits';
import { cloudposseInputs, s3BucketInputs } from './inputEdits';
import type { Declaration } from './fileDeclarations';
import type { ModuleSource } from './moduleSource';
import { selectionEdits } from './selectionEdits';
import { tagEdits } from './tagEdits';

const inputsOf: ReadonlyMap<DescribedModule, ModuleInputs> = new Map([
  [s3Bucket, s3BucketInputs],
  [cloudposseBucket, cloudposseInputs],
]);

interface Call {
  readonly call: Declaration;
  readonly source: ModuleSource;
  readonly inputs: ModuleInputs;
}

/** The call that makes all these buckets and no other one. */
function callOf(wanted: readonly DeclaredBucket[], all: readonly DeclaredBucket[]): Call | undefined {
  const [first] = wanted;
  const call = first?.module.describedCall;
  const source = first?.module.call?.caller.source;
  const description = first?.module.source.description;
  const inputs = description && inputsOf.get(description);
  if (call === undefined || source === undefined || inputs === undefined) return undefined;
  const sharing = all.filter(({ module }) => module.describedCall === call);
  const covers = sharing.length === wanted.length && sharing.every((bucket) => wanted.includes(bucket));
  return covers && !call.block.broken && call.layers.length === 1 ? { call, source, inputs } : undefined;
}

function editsOf({ call, source, inputs }: Call, remedy: Remedy, resources: DeclaredResources): readonly TextEdit[] {
  switch (remedy.kind) {
    case 'tagBucket':
      return tagEdits(call, remedy)?.edits ?? [];
    case 'addToSelection': {
      const bucket = { bucket: call, source, arn: `${call.address}.${inputs.arn}` };
      return selectionEdits(bucket, resources.of('aws_backup_selection'), remedy.selectionId)?.edits ?? [];
    }
    default:
      return inputs.edits(call, remedy);
  }
}

/**
 * The smallest edits that apply remedies to buckets that a module makes which is known by its description only: its
 * inputs are changed where it is called.
 * @returns `undefined` where no right edit is known or it would change a bucket that is not among `wanted`.
 */
export function callEdits(
  wanted: readonly DeclaredBucket[],
  all: readonly DeclaredBucket[],
  resources: DeclaredResources,
  remedies: readonly Remedy[],
): readonly TextEdit[] | undefined {
  const call = callOf(wanted, all);
  if (call === undefined) return undefined;
  const parts = remedies.map((remedy) => editsOf(call, remedy, resources));
  return parts.some((part) => part.length === 0) ? undefined : parts.flat();
}
