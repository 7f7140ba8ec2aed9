import type { WireRequest } from './http';

/** The bucket a request to S3 is about, and its path without it. */
export interface S3Address {
  readonly bucket: string | undefined;
  readonly path: string;
}

/**
 * Reads the bucket from the host (`orders.s3.eu-west-1.amazonaws.com`, `orders.localhost`) or, in path style, from the
 * first segment of the path.
 */
export function readS3Address(request: WireRequest): S3Address {
  const host = request.hostname.replace(/:\d+$/, '');
  const bucket = /^(.+?)\.s3[.-](?:[a-z0-9-]+\.)*amazonaws\.com(?:\.cn)?$/.exec(host) ?? /^(.+)\.localhost$/.exec(host);
  if (bucket?.[1] !== undefined) {
    return { bucket: bucket[1], path: request.path };
  }
  const [, first = '', ...rest] = request.path.split('/');
  return first === '' ? { bucket: undefined, path: '/' } : { bucket: first, path: `/${rest.join('/')}` };
}
