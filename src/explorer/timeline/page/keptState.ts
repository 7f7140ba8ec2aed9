import { number, optional, record, text } from '../untrusted';
import type { Zoom } from './axis';
import { zooms } from './axis';

/** What a reload of the window brings back. */
export interface KeptState {
  readonly bucket: string;
  readonly region: string;
  /** Milliseconds since 1970. */
  readonly cursor?: number;
  readonly zoom?: Zoom;
}

/** @throws TypeError where it is not what a page keeps. */
export function readKept(value: unknown): KeptState {
  const kept = record(value);
  const cursor = optional(kept['cursor'], number);
  const zoom = zooms.find((one) => one === kept['zoom']);
  return {
    bucket: text(kept['bucket']),
    region: text(kept['region']),
    ...(cursor !== undefined && { cursor }),
    ...(zoom !== undefined && { zoom }),
  };
}
