// A recovery timeline of 100,000 recovery points: laid out, sent to its page, read there, drawn and asked at a moment.
import { decodeTimeline, encodeTimeline } from '../../src/explorer/timeline/wire';
import { viewOf } from '../../src/explorer/timeline/page/axis';
import { lanesOf } from '../../src/explorer/timeline/page/lanes';
import { marksOf } from '../../src/explorer/timeline/page/marks';
import { known } from '../../src/model/fact';
import { layTimeline } from '../../src/protection/timeline/layTimeline';
import { restorableAt } from '../../src/protection/timeline/restorable';
import type { Timeline } from '../../src/protection/timeline/timeline';
import { before, now, recoveryPoint } from '../unit/support/estates';
import { figure, heading } from './print';

const count = 100_000;
const width = 1_200;

function measured<T>(name: string, work: () => T): T {
  const started = performance.now();
  const result = work();
  figure(name, `${(performance.now() - started).toFixed(1)} ms`);
  return result;
}

function marks(timeline: Timeline): number {
  const extent = { from: timeline.from.getTime(), now: timeline.now.getTime() };
  const view = viewOf('all', extent, extent.now);
  const lanes = lanesOf(timeline);
  return lanes.reduce(
    (sum, lane) => sum + (lane.kind === 'continuous' ? 0 : marksOf(lane.items, view, width).length),
    0,
  );
}

const points = Array.from({ length: count }, (_, hour) =>
  recoveryPoint(before(hour), { expiresAt: before(hour - 24 * 365), vaultName: hour % 7 === 0 ? 'copies' : 'main' }),
);

heading(`A recovery timeline of ${count} recovery points`);
const facts = { points, eventBridge: known(true), asOf: now, jobs: known([]), vaults: [], now };
const timeline = measured('laid out', () => layTimeline(facts));
const sent = measured('written as JSON', () => JSON.stringify(encodeTimeline(timeline)));
figure('size of the message', `${(sent.length / 1_000_000).toFixed(1)} MB`);
const arrived = measured('read and checked by the page', () => decodeTimeline(JSON.parse(sent)));
const drawn = measured('placed on the drawing', () => marks(arrived));
figure('marks', String(drawn));
measured('1,000 steps of the cursor', () => {
  for (let step = 0; step < 1_000; step += 1) restorableAt(arrived, before(step * 90));
});
