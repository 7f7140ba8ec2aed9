import type { ListObjectsV2CommandOutput } from '@aws-sdk/client-s3';
import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import { compareKeys } from '../../model/objectKey';
import { NotAwsError } from '../failure';
import type { Batch } from './batches';
import type { LookPlace } from './lookAgain';

/** The IAM action of a listing of current objects. Source: AWS service authorization reference. */
export const listLiveAction = 's3:ListBucket';

/** An object that is current, as a listing without versions shows it. */
export interface LiveObject {
  readonly sizeBytes: number;
  readonly lastModified: Date;
}

/** What all keys of a batch begin with: a listing of no more need not walk over what lies behind them. */
function sharedPrefix(keys: readonly { readonly key: string }[]): string {
  const first = keys[0]?.key ?? '';
  const last = keys.at(-1)?.key ?? '';
  let end = 0;
  while (end < first.length && first[end] === last[end]) end += 1;
  // Half of a character is no prefix of a key.
  const code = first.charCodeAt(end - 1);
  return first.slice(0, code >= 0xd800 && code <= 0xdbff ? end - 1 : end);
}

function decoder({ EncodingType }: ListObjectsV2CommandOutput): (text: string) => string {
  return EncodingType === 'url' ? (text) => decodeURIComponent(text.replaceAll('+', ' ')) : (text) => text;
}

/** @throws NotAwsError. */
function objectsOf(output: ListObjectsV2CommandOutput): readonly (readonly [key: string, LiveObject])[] {
  const decode = decoder(output);
  return (output.Contents ?? []).map(({ Key, Size = 0, LastModified }) => {
    if (Key === undefined || LastModified === undefined) throw new NotAwsError();
    return [decode(Key), { sizeBytes: Size, lastModified: LastModified }];
  });
}

/**
 * Which keys of a batch are current objects. Where most are deleted that costs next to nothing, because nothing is listed.
 * @throws what the SDK throws, and NotAwsError.
 */
export async function listLive(
  { s3, bucket }: LookPlace,
  { behind, keys }: Batch,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, LiveObject>> {
  const wanted = new Set(keys.map(({ key }) => key));
  const last = keys.at(-1)?.key ?? '';
  const live = new Map<string, LiveObject>();
  const common = { Bucket: bucket, Prefix: sharedPrefix(keys), EncodingType: 'url' } as const;
  for (let token: string | undefined, isFirst = true; ; isFirst = false) {
    const from = isFirst ? { StartAfter: behind } : { ContinuationToken: token };
    const output = await s3.send(new ListObjectsV2Command({ ...common, ...from }), { abortSignal: signal });
    let reached: string | undefined;
    for (const [key, object] of objectsOf(output)) {
      reached = key;
      if (wanted.has(key)) live.set(key, object);
    }
    const next = output.IsTruncated === true ? output.NextContinuationToken : undefined;
    if (next === undefined || (reached !== undefined && compareKeys(reached, last) >= 0)) return live;
    if (next === token) throw new NotAwsError();
    token = next;
  }
}
