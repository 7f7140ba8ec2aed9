import * as l10n from '@vscode/l10n';
import type { ContinuousSpan, Gap, Timeline } from '../../../protection/timeline/timeline';
import { formatDay, formatTime } from '../../../ui/format';
import { failureWords, gapLabel, gapWords, spanWords } from '../words';
import type { View } from './axis';
import { ticksOf, toPixels } from './axis';
import { svg } from './dom';
import type { Lane } from './lanes';
import type { Mark } from './marks';
import { markWidth, marksOf } from './marks';

/** What is drawn, and where. */
export interface Picture {
  readonly timeline: Timeline;
  readonly lanes: readonly Lane[];
  readonly view: View;
  /** In pixels. */
  readonly width: number;
  /** The height of a line of text, in pixels. */
  readonly line: number;
}

/** A place for lines, and what is drawn on it. In pixels. */
interface Track {
  readonly top: number;
  readonly height: number;
}

/** A row with marks. */
type Marked = Exclude<Lane, { kind: 'continuous' }>;

/** Between two rows, in pixels. */
const gap = 6;

/** About how wide a text is, in pixels. */
function widthOf(text: string, line: number): number {
  return text.length * line * 0.45;
}

function heightOf({ kind }: Lane, line: number): number {
  return kind === 'continuous' ? Math.round(line * 1.6) : line;
}

/** Parts of a span that are out of view need not be drawn. */
function between(from: number, to: number, { view, width }: Picture): { x: number; width: number } | undefined {
  const left = Math.max(0, toPixels(from, view, width));
  const right = Math.min(width, toPixels(to, view, width));
  return right < 0 || left > width || right < left ? undefined : { x: left, width: Math.max(2, right - left) };
}

function titled<T extends SVGElement>(element: T, words: string): T {
  element.append(svg('title', {}, words));
  return element;
}

function drawSpan(span: ContinuousSpan, picture: Picture, { top, height }: Track): readonly Node[] {
  const place = between(span.from.getTime(), span.to.getTime(), picture);
  if (place === undefined) return [];
  const words = spanWords(span, picture.timeline.now);
  return [titled(svg('rect', { class: `band ${span.end}`, y: top, height, ...place }), words)];
}

/** The name of a gap is written into it where there is room. */
function drawGap(one: Gap, picture: Picture, { top, height }: Track): readonly Node[] {
  const { timeline, line } = picture;
  const place = between(one.notBefore.getTime(), (one.to ?? timeline.now).getTime(), picture);
  if (place === undefined) return [];
  const hatch = titled(svg('rect', { class: 'gap', y: top, height, ...place }), gapWords(one, timeline.now));
  const label = gapLabel(one);
  if (widthOf(label, line) > place.width) return [hatch];
  const text = svg('text', { class: 'gap-label', x: place.x + place.width / 2, y: top + height / 2 }, label);
  return [hatch, svg('rect', { class: 'gap-ground' }), text];
}

function markWords({ count, first, last }: Mark, lane: Marked, now: Date): string {
  const from = formatTime(first, now);
  if (count > 1) return l10n.t('{0} here, from {1} to {2}', count, from, formatTime(last, now));
  const failure = lane.kind === 'failures' ? lane.items.find(({ at }) => at === first) : undefined;
  return failure === undefined ? from : `${from} · ${failureWords(failure)}`;
}

function drawMarks(lane: Marked, picture: Picture, track: Track): readonly Node[] {
  const { view, width, timeline } = picture;
  return marksOf(lane.items, view, width).map((mark) => {
    const kind = `mark ${lane.kind}${mark.count > 1 ? ' many' : ''}`;
    return titled(shape(lane.kind, mark.x, track, kind), markWords(mark, lane, timeline.now));
  });
}

/** Each kind has a shape of its own, so that colour is never alone: a bar, a cross, a ring. */
function shape(kind: Lane['kind'], left: number, { top, height }: Track, className: string): SVGElement {
  const x = left + markWidth / 2;
  const middle = top + height / 2;
  const arm = Math.min(4, height / 3);
  switch (kind) {
    case 'continuous':
    case 'snapshots':
      return svg('rect', { class: className, x: left + 0.5, y: top, width: markWidth - 1, height });
    case 'expiry':
      return svg('circle', { class: className, cx: x, cy: middle, r: arm - 0.5 });
    case 'failures': {
      const d = `M${x - arm} ${middle - arm}l${2 * arm} ${2 * arm}m0 ${-2 * arm}l${-2 * arm} ${2 * arm}`;
      return svg('path', { class: className, d });
    }
  }
}

function drawLane(lane: Lane, picture: Picture, track: Track): SVGGElement {
  const { timeline, line } = picture;
  const group = svg('g', { class: `lane ${lane.kind}` });
  group.append(svg('text', { class: 'lane-label', x: 4, y: track.top - line * 0.3 }, lane.label));
  group.append(svg('rect', { class: 'track', x: 0, y: track.top, width: picture.width, height: track.height }));
  if (lane.kind === 'continuous') {
    group.append(...timeline.continuous.flatMap((span) => drawSpan(span, picture, track)));
    group.append(...timeline.gaps.flatMap((one) => drawGap(one, picture, track)));
    group.append(...timeline.gaps.flatMap((one) => drawStop(one, picture, track)));
  } else {
    group.append(...drawMarks(lane, picture, track));
  }
  return group;
}

/** Where a continuous backup had stopped at the latest. */
function drawStop({ cause, to }: Gap, { view, width, timeline }: Picture, { top, height }: Track): readonly Node[] {
  if (cause.kind !== 'stopped') return [];
  const x = toPixels((to ?? timeline.now).getTime(), view, width);
  if (x < 0 || x > width) return [];
  return [svg('path', { class: 'stop', d: `M${x} ${top - 2}v${height + 4}` })];
}

function drawAxis({ view, width, timeline, line }: Picture, height: number): SVGGElement {
  const group = svg('g', { class: 'axis' });
  for (const { at, isDay } of ticksOf(view, width)) {
    const x = toPixels(at, view, width);
    const moment = new Date(at);
    const label = isDay ? formatDay(moment, timeline.now) : formatTime(moment, moment);
    group.append(svg('path', { class: 'tick', d: `M${x} ${line}V${height}` }));
    // A label that would be cut off says nothing.
    const isWhole = x + 3 + widthOf(label, line) <= width;
    if (isWhole) group.append(svg('text', { class: 'tick-label', x: x + 3, y: line * 0.8 }, label));
  }
  return group;
}

/** What is not read, what lies ahead, and the present. */
function drawTimes({ timeline, view, width, line }: Picture, height: number): readonly Node[] {
  const now = toPixels(timeline.now.getTime(), view, width);
  const unread = timeline.unreadBefore && Math.min(width, toPixels(timeline.unreadBefore.getTime(), view, width));
  const part = (x: number, length: number, name: string): Node =>
    svg('rect', { class: name, x, y: line, width: length, height: height - line });
  return [
    ...(now < width ? [part(Math.max(0, now), width - Math.max(0, now), 'ahead')] : []),
    ...(unread !== undefined && unread > 0 ? [part(0, unread, 'unread')] : []),
    ...(now >= 0 && now <= width ? [svg('path', { class: 'now', d: `M${now} ${line}V${height}` })] : []),
  ];
}

function hatching(): SVGDefsElement {
  const line = svg('path', { class: 'hatch-line', d: 'M0 0V8' });
  const attributes = { id: 'hatch', width: 6, height: 6, patternUnits: 'userSpaceOnUse' };
  return svg('defs', {}, svg('pattern', { ...attributes, patternTransform: 'rotate(45)' }, line));
}

/** How wide a text is can be asked only once it is there: then a ground is put beneath it, so that hatching does not cross it. */
function groundLabels(target: SVGSVGElement): void {
  for (const text of target.querySelectorAll<SVGTextElement>('.gap-label')) {
    const { x, y, width, height } = text.getBBox();
    const ground = text.previousElementSibling;
    for (const [name, value] of Object.entries({ x: x - 4, y, width: width + 8, height })) {
      ground?.setAttribute(name, String(value));
    }
  }
}

/** Draws all but the cursor anew. @returns how high it is, in pixels. */
export function draw(target: SVGSVGElement, picture: Picture): number {
  const { lanes, width, line } = picture;
  const tracks: Track[] = [];
  let top = line + gap;
  for (const lane of lanes) {
    top += line + 2;
    const height = heightOf(lane, line);
    tracks.push({ top, height });
    top += height + gap;
  }
  const height = Math.max(top, line * 4);
  target.replaceChildren(
    hatching(),
    ...drawTimes(picture, height),
    drawAxis(picture, height),
    ...lanes.flatMap((lane, place) => {
      const track = tracks[place];
      return track === undefined ? [] : [drawLane(lane, picture, track)];
    }),
  );
  target.setAttribute('viewBox', `0 0 ${width} ${height}`);
  target.setAttribute('width', String(width));
  target.setAttribute('height', String(height));
  groundLabels(target);
  return height;
}
