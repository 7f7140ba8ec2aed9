import type { S3Client } from '@aws-sdk/client-s3';
import type { Schedule } from '../../aws/call';
import type { BucketPlace } from '../../aws/changes/goal';
import type { VersionsQuery } from '../../aws/objects/listVersions';
import { listVersions } from '../../aws/objects/listVersions';
import { ObjectList, onlyOf } from './objectList';

/** What ends a folder's name in a key. */
export const delimiter = '/';

/** The objects of buckets: folders and keys that somebody has unfolded, each read when it is first asked for. */
export class ObjectLists {
  readonly #s3: (region: string) => S3Client;
  readonly #schedule: Schedule;
  readonly #signal: AbortSignal;
  readonly #folders = new Map<string, ObjectList>();
  readonly #keys = new Map<string, ObjectList>();

  constructor(s3: (region: string) => S3Client, schedule: Schedule, signal: AbortSignal) {
    this.#s3 = s3;
    this.#schedule = schedule;
    this.#signal = signal;
  }

  /** Ends all reads, with the connection. */
  get signal(): AbortSignal {
    return this.#signal;
  }

  /** The client that answers for a Region, for reads that are not kept. */
  s3(region: string): S3Client {
    return this.#s3(region);
  }

  /** What is under a prefix, up to the next slash. */
  folder(place: BucketPlace, prefix: string): ObjectList {
    return this.#once(this.#folders, `${place.bucket}/${prefix}`, () => {
      const query = { bucket: place.bucket, prefix, delimiter };
      return new ObjectList((from) => this.#list(place.region, { ...query, from }));
    });
  }

  /** The versions of one key. */
  versions(place: BucketPlace, key: string): ObjectList {
    return this.#once(this.#keys, `${place.bucket}/${key}`, () => {
      const query = { bucket: place.bucket, prefix: key };
      return new ObjectList(async (from) => onlyOf(key, await this.#list(place.region, { ...query, from })));
    });
  }

  /** Lets a bucket's folders and keys be read anew: those that begin with the prefix, and the folders that hold it. */
  forget(bucket: string, prefix = ''): void {
    const path = `${bucket}/${prefix}`;
    for (const key of this.#keys.keys()) if (key.startsWith(path)) this.#keys.delete(key);
    for (const folder of this.#folders.keys()) {
      if (folder.startsWith(path) || path.startsWith(folder)) this.#folders.delete(folder);
    }
  }

  #list(region: string, query: VersionsQuery): ReturnType<typeof listVersions> {
    return this.#schedule(() => listVersions(this.#s3(region), query, this.#signal));
  }

  #once(lists: Map<string, ObjectList>, id: string, make: () => ObjectList): ObjectList {
    const list = lists.get(id) ?? make();
    lists.set(id, list);
    return list;
  }
}
