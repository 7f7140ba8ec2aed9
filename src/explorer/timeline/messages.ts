import type { Timeline } from '../../protection/timeline/timeline';
import { flag, list, moment, number, optional, record, text } from './untrusted';
import type { WireTimeline } from './wire';
import { decodeTimeline } from './wire';

/** What the page can be told to offer, where there is no timeline to show. */
export type PageRemedy = 'refresh' | 'copy-policy' | 'connect';

interface Heading {
  readonly bucket: string;
  readonly region: string;
  /** What the connection is called. */
  readonly connection: string;
}

/** What the extension tells the page. */
export type ToPage =
  | { readonly kind: 'language'; readonly contents: unknown }
  | {
      readonly kind: 'show';
      /** Counts the timelines that were sent; points are named within one of them. */
      readonly look: number;
      readonly heading: Heading;
      readonly asOf: number;
      readonly timeline: WireTimeline;
      readonly notes: readonly string[];
      readonly canRestore: boolean;
      /** Where the cursor is to go, where somebody asked for a moment. */
      readonly moment?: number | undefined;
    }
  | { readonly kind: 'say'; readonly text: string; readonly remedies: readonly PageRemedy[] };

/** The same as the page reads it. */
export type PageNews =
  | { readonly kind: 'language'; readonly contents: Readonly<Record<string, string>> }
  | {
      readonly kind: 'show';
      readonly look: number;
      readonly heading: Heading;
      readonly asOf: Date;
      readonly timeline: Timeline;
      readonly notes: readonly string[];
      readonly canRestore: boolean;
      readonly moment?: Date;
    }
  | { readonly kind: 'say'; readonly text: string; readonly remedies: readonly PageRemedy[] };

/** What the page asks of the extension. */
export type FromPage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'refresh' }
  | { readonly kind: 'older' }
  | { readonly kind: 'copy-policy' }
  | { readonly kind: 'connect' }
  | {
      readonly kind: 'restore';
      readonly look: number;
      /** Milliseconds since 1970. */
      readonly at: number;
      /** The recovery point, by its place in that timeline. */
      readonly point: number;
    };

function remedy(value: unknown): PageRemedy {
  if (value === 'refresh' || value === 'copy-policy' || value === 'connect') return value;
  throw new TypeError('This is no remedy.');
}

function bundle(value: unknown): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(record(value)).map(([key, told]) => [
      key,
      typeof told === 'string' ? told : text(record(told)['message']),
    ]),
  );
}

function heading(value: unknown): Heading {
  const told = record(value);
  return { bucket: text(told['bucket']), region: text(told['region']), connection: text(told['connection']) };
}

/** @throws TypeError where it is none of what the extension says. */
export function readNews(value: unknown): PageNews {
  const message = record(value);
  switch (message['kind']) {
    case 'language':
      return { kind: 'language', contents: bundle(message['contents']) };
    case 'say':
      return { kind: 'say', text: text(message['text']), remedies: list(message['remedies'], remedy) };
    case 'show': {
      const asked = optional(message['moment'], moment);
      return {
        kind: 'show',
        look: number(message['look']),
        heading: heading(message['heading']),
        asOf: moment(message['asOf']),
        timeline: decodeTimeline(message['timeline']),
        notes: list(message['notes'], text),
        canRestore: flag(message['canRestore']),
        ...(asked && { moment: asked }),
      };
    }
    default:
      throw new TypeError('This is no news.');
  }
}

/** @throws TypeError where it is nothing that the page may ask. */
export function readRequest(value: unknown): FromPage {
  const message = record(value);
  switch (message['kind']) {
    case 'ready':
    case 'refresh':
    case 'older':
    case 'copy-policy':
    case 'connect':
      return { kind: message['kind'] };
    case 'restore':
      return {
        kind: 'restore',
        look: number(message['look']),
        at: moment(message['at']).getTime(),
        point: number(message['point']),
      };
    default:
      throw new TypeError('This is no request.');
  }
}
