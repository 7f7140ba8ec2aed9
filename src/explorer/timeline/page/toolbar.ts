import * as l10n from '@vscode/l10n';
import type { Zoom } from './axis';
import { zooms } from './axis';
import { button, html } from './dom';

function zoomName(zoom: Zoom): string {
  switch (zoom) {
    case 'all':
      return l10n.t('All');
    case 'month':
      return l10n.t('35 days');
    case 'week':
      return l10n.t('Week');
    case 'day':
      return l10n.t('Day');
  }
}

/** How much of time is in view, to choose from. */
export class Toolbar {
  readonly element: HTMLElement;
  readonly #buttons: ReadonlyMap<Zoom, HTMLButtonElement>;

  constructor(chosen: (zoom: Zoom) => void) {
    this.#buttons = new Map(
      zooms.map((zoom) => [
        zoom,
        button(zoomName(zoom), () => {
          chosen(zoom);
        }),
      ]),
    );
    this.element = html(
      'div',
      { class: 'toolbar', role: 'group', 'aria-label': l10n.t('Time in view') },
      ...this.#buttons.values(),
    );
  }

  show(zoom: Zoom): void {
    for (const [one, element] of this.#buttons) element.setAttribute('aria-pressed', String(one === zoom));
  }
}
