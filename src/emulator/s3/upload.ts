import type { ObjectContent } from './objectHistory';

/** A multipart upload that is under way: no object yet. */
export interface Upload {
  readonly id: string;
  readonly key: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  /** What the object will have beside its data. */
  readonly content: Omit<ObjectContent, 'body' | 'etag' | 'pretended'>;
  readonly parts: Map<number, UploadedPart>;
}

export interface UploadedPart {
  readonly body: Uint8Array;
  readonly etag: string;
  /** Bytes, as S3 counts them. */
  readonly size: number;
}
