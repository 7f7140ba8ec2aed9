import * as l10n from '@vscode/l10n';
import {
  firstAfter,
  neighbour,
  newestMoment,
  oldestRestorable,
  restorableAt,
} from '../../../protection/timeline/restorable';
import type { Timeline } from '../../../protection/timeline/timeline';
import { momentWords } from '../words';
import type { View, Zoom } from './axis';
import { toMoment, toPixels, viewOf, zooms } from './axis';
import type { CursorMove } from './cursorKeys';
import { moveBy } from './cursorKeys';
import { html, svg } from './dom';
import { draw } from './drawing';
import type { Lane } from './lanes';
import { lanesOf } from './lanes';
import { markWidth } from './marks';

/** What the drawing tells of. */
export interface ChartListener {
  moved(moment: Date): void;
  zoomed(zoom: Zoom): void;
}

/** The drawing with its cursor: for the keyboard and for screen readers, a slider over time. */
export class Chart {
  readonly element: HTMLElement;
  readonly #svg = svg('svg', { 'aria-hidden': 'true' });
  readonly #cursor = svg('g', { class: 'cursor' });
  readonly #overlay = svg('svg', { class: 'overlay', 'aria-hidden': 'true' }, this.#cursor);
  readonly #listener: ChartListener;
  #timeline: Timeline | undefined;
  #lanes: readonly Lane[] = [];
  #zoom: Zoom = 'all';
  #view: View = { from: 0, to: 1 };
  #moment = 0;
  #width = 0;

  constructor(listener: ChartListener) {
    this.#listener = listener;
    this.element = html(
      'div',
      {
        class: 'chart',
        role: 'slider',
        tabindex: 0,
        'aria-label': l10n.t('Moment to restore to'),
        'aria-describedby': 'keys',
        'aria-orientation': 'horizontal',
      },
      this.#svg,
      this.#overlay,
    );
    this.element.addEventListener('keydown', (event) => {
      this.#onKey(event);
    });
    this.#followPointer();
    new ResizeObserver(() => {
      this.#fit();
    }).observe(this.element);
  }

  get moment(): Date {
    return new Date(this.#moment);
  }

  /** How many recovery points cannot be told apart where the cursor is, because they are drawn as one. */
  get pointsHere(): number {
    if (this.#width === 0) return 0;
    const half = markWidth / 2;
    const x = toPixels(this.#moment, this.#view, this.#width);
    const from = toMoment(x - half, this.#view, this.#width);
    const to = toMoment(x + half, this.#view, this.#width);
    const snapshots = this.#timeline?.snapshots ?? [];
    return firstAfter(snapshots, new Date(to)) - firstAfter(snapshots, new Date(from));
  }

  show(timeline: Timeline, moment: Date, zoom: Zoom): void {
    this.#timeline = timeline;
    this.#lanes = lanesOf(timeline);
    this.#zoom = zoom;
    this.#moment = this.#within(moment.getTime());
    this.element.setAttribute('aria-valuemin', String(timeline.from.getTime()));
    this.element.setAttribute('aria-valuemax', String(timeline.now.getTime()));
    this.#width = Math.floor(this.element.clientWidth);
    this.#look();
    this.#draw();
  }

  goTo(moment: Date): void {
    this.#moveTo(moment.getTime());
  }

  setZoom(zoom: Zoom): void {
    this.#zoom = zoom;
    this.#look();
    this.#draw();
    this.#listener.zoomed(zoom);
  }

  #within(moment: number): number {
    const timeline = this.#timeline;
    if (timeline === undefined) return moment;
    return Math.min(timeline.now.getTime(), Math.max(timeline.from.getTime(), moment));
  }

  /** Moves the view where the cursor has left it. @returns whether it moved. */
  #look(): boolean {
    const timeline = this.#timeline;
    if (timeline === undefined) return false;
    const extent = { from: timeline.from.getTime(), now: timeline.now.getTime() };
    const before = this.#view;
    this.#view = viewOf(this.#zoom, extent, this.#moment, before);
    return this.#view.from !== before.from || this.#view.to !== before.to;
  }

  #fit(): void {
    const width = Math.floor(this.element.clientWidth);
    if (width === this.#width) return;
    this.#width = width;
    this.#draw();
  }

  #draw(): void {
    if (this.#timeline === undefined || this.#width === 0) return;
    const line = Math.ceil(Number.parseFloat(getComputedStyle(this.element).fontSize) * 1.3);
    const picture = { timeline: this.#timeline, lanes: this.#lanes, view: this.#view, width: this.#width, line };
    const height = draw(this.#svg, picture);
    this.#overlay.setAttribute('viewBox', `0 0 ${this.#width} ${height}`);
    const knob = svg('circle', { cx: 0, cy: line + 2, r: 5 });
    this.#cursor.replaceChildren(svg('path', { d: `M0 ${line}V${height}` }), knob);
    this.#drawCursor();
  }

  #drawCursor(): void {
    const x = toPixels(this.#moment, this.#view, this.#width);
    this.#cursor.setAttribute('transform', `translate(${x.toFixed(1)} 0)`);
    this.element.setAttribute('aria-valuenow', String(this.#moment));
    this.element.setAttribute('aria-valuetext', momentWords(this.moment));
  }

  #moveTo(moment: number): void {
    this.#moment = this.#within(moment);
    if (this.#look()) this.#draw();
    else this.#drawCursor();
    this.#listener.moved(this.moment);
  }

  #onKey(event: KeyboardEvent): void {
    const timeline = this.#timeline;
    if (timeline === undefined) return;
    const oldest = (oldestRestorable(timeline) ?? timeline.from).getTime();
    const newest = (newestMoment(timeline) ?? timeline.now).getTime();
    const move = moveBy(event, {
      moment: this.#moment,
      view: this.#view,
      oldest,
      newest,
    });
    if (move === undefined) return;
    event.preventDefault();
    this.#carryOut(move, timeline);
  }

  #carryOut(move: CursorMove, timeline: Timeline): void {
    switch (move.kind) {
      case 'to':
        this.#moveTo(move.moment);
        return;
      case 'neighbour': {
        const next = neighbour(timeline, this.moment, move.direction);
        if (next !== undefined) this.#moveTo(next.at.getTime());
        return;
      }
      case 'snap': {
        const found = restorableAt(timeline, this.moment);
        if (found.kind !== 'none') this.#moveTo(found.at.getTime());
        return;
      }
      case 'zoom': {
        const zoom = zooms[zooms.indexOf(this.#zoom) + move.by];
        if (zoom !== undefined) this.setZoom(zoom);
      }
    }
  }

  /** A press puts the cursor there, and it follows until the button is let go. */
  #followPointer(): void {
    const follow = (event: PointerEvent): void => {
      const x = event.clientX - this.element.getBoundingClientRect().left - this.element.clientLeft;
      this.#moveTo(toMoment(x, this.#view, this.#width));
    };
    this.element.addEventListener('pointerdown', (event) => {
      if (event.button !== 0) return;
      this.element.setPointerCapture(event.pointerId);
      follow(event);
    });
    this.element.addEventListener('pointermove', (event) => {
      if (this.element.hasPointerCapture(event.pointerId)) follow(event);
    });
  }
}
