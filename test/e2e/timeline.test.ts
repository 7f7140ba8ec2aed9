import assert from 'node:assert/strict';
import { denied, known } from '../../src/model/fact';
import type { RecoveryPoint } from '../../src/model/recoveryPoint';
import type { TimelineFacts } from '../../src/protection/timeline/layTimeline';
import { layTimeline } from '../../src/protection/timeline/layTimeline';
import type { ToPage } from '../../src/explorer/timeline/messages';
import { encodeTimeline } from '../../src/explorer/timeline/wire';
import { before, now, recoveryPoint } from '../unit/support/estates';
import type { AlonePage, PageOptions } from './timelinePage';
import { closeBrowser, openPage } from './timelinePage';

const day = 24;

/** Every night for seventy days, copies once a week, and a continuous backup that was stopped and begun anew. */
const history: readonly RecoveryPoint[] = [
  ...Array.from({ length: 70 }, (_, night) => recoveryPoint(before(3 + night * day), { sizeBytes: 4.1e10 })),
  ...Array.from({ length: 8 }, (_, week) => recoveryPoint(before(6 + week * 7 * day), { vaultName: 'copies' })),
  recoveryPoint(before(60 * day), { arn: 'first', kind: 'continuous', status: 'STOPPED', retentionDays: 35 }),
  recoveryPoint(before(20 * day), { arn: 'second', kind: 'continuous', status: 'AVAILABLE', retentionDays: 35 }),
];

const failed = {
  id: 'job',
  resourceArn: 'arn:aws:s3:::orders',
  state: 'FAILED',
  createdAt: before(60),
  statusMessage: 'The role may not read the bucket.',
};

function news(changes: Partial<TimelineFacts> = {}, told: Partial<Extract<ToPage, { kind: 'show' }>> = {}): ToPage {
  const timeline = layTimeline({
    points: history,
    eventBridge: known(true),
    asOf: now,
    jobs: known([failed]),
    vaults: [],
    now,
    ...changes,
  });
  return {
    kind: 'show',
    look: 1,
    heading: { bucket: 'orders-prod', region: 'eu-west-1', connection: 'sample account' },
    asOf: now.getTime(),
    timeline: encodeTimeline(timeline),
    notes: [],
    canRestore: true,
    ...told,
  };
}

describe('the page of a recovery timeline', () => {
  let alone: AlonePage;

  async function open(options: PageOptions = {}, shown: ToPage = news()): Promise<void> {
    alone = await openPage(options);
    await alone.tell(shown);
    await alone.page.getByRole('heading', { level: 1 }).or(alone.page.getByRole('status')).waitFor();
  }

  /** Where the cursor is, in the words for who hears it. */
  async function at(): Promise<string | null> {
    return alone.page.getByRole('slider').getAttribute('aria-valuetext');
  }

  async function press(...keys: readonly string[]): Promise<void> {
    await alone.page.getByRole('slider').focus();
    for (const key of keys) await alone.page.keyboard.press(key);
  }

  afterEach(async () => {
    const { faults } = alone;
    await alone.close();
    assert.deepEqual(faults, []);
  });

  after(closeBrowser);

  it('asks for its content, and keeps whose it is', async () => {
    await open();
    assert.deepEqual(await alone.asked(), [{ kind: 'ready' }]);
    assert.deepEqual(await alone.kept(), { bucket: 'orders-prod', region: 'eu-west-1' });
  });

  it('begins at the newest moment that can be restored, and moves by keys', async () => {
    await open();
    assert.equal(await at(), 'Nov 22, 2026 08:59');
    const walk: readonly (readonly [string, string])[] = [
      ['ArrowLeft', 'Nov 22, 2026 06:00'],
      ['Shift+ArrowLeft', 'Nov 21, 2026 00:00'],
      ['ArrowRight', 'Nov 21, 2026 06:00'],
      ['Control+ArrowRight', 'Nov 21, 2026 06:14'],
      ['Control+ArrowLeft', 'Nov 20, 2026 06:14'],
      ['Home', 'Sep 14, 2026 07:14'],
      ['End', 'Nov 22, 2026 08:59'],
      ['PageDown', 'Oct 18, 2026 09:59'],
      ['PageUp', 'Nov 22, 2026 08:59'],
    ];
    for (const [key, expected] of walk) {
      await press(key);
      assert.equal(await at(), expected, key);
    }
  });

  it('snaps to what would be restored', async () => {
    await open({}, news({ points: history.slice(0, 70) }));
    await press('ArrowRight', 'Enter');
    assert.equal(await at(), 'Nov 22, 2026 06:14');
  });

  it('says aloud what a restore would bring, and hands the moment over', async () => {
    await open();
    const live = alone.page.locator('[aria-live="polite"]');
    await live.getByText('Brings back the bucket as it was at this moment').waitFor();
    await press('Home');
    await live.getByText(/from the recovery point in main/u).waitFor();
    await alone.page.getByRole('button', { name: 'Restore to this moment…' }).click();
    const asked = await alone.asked();
    const point = Date.parse('2026-09-14T05:14:00Z');
    assert.deepEqual(asked.at(-1), { kind: 'restore', look: 1, at: point, point: 2 });
  });

  it('offers what holds for certain where the continuous backup is in doubt', async () => {
    await open({}, news({ eventBridge: known(false) }));
    await alone.page.getByText('may hold this moment').waitFor();
    await alone.page.getByRole('button', { name: 'Restore the one of 06:14 instead…' }).click();
    assert.deepEqual((await alone.asked()).at(-1), { kind: 'restore', look: 1, at: before(3).getTime(), point: 79 });
  });

  it('names each gap where it is drawn, in words above, and in the list', async () => {
    await open({}, news({ eventBridge: known(false) }));
    const { page } = alone;
    await page.locator('.gap-label', { hasText: 'EventBridge is off, since when is not known' }).waitFor();
    assert.equal(await page.locator('rect.gap').count(), 2);
    assert.equal(await page.locator('.notes').getByText('EventBridge is off (seen').count(), 1);
    assert.equal(await page.getByRole('row', { name: /EventBridge is off \(seen/u }).count(), 1);
  });

  it('tells the same facts as a list, whose rows move the cursor', async () => {
    await open();
    const { page } = alone;
    await page.getByRole('row', { name: /Backup failed: The role may not read the bucket/u }).waitFor();
    await page
      .getByRole('row', { name: /Nov 20 06:14.*41\.0 GB.*main/u })
      .getByRole('button')
      .click();
    assert.equal(await at(), 'Nov 20, 2026 06:14');
    assert.equal(await page.evaluate('document.activeElement.getAttribute("role")'), 'slider');
  });

  it('goes to a moment that is typed or pointed at', async () => {
    await open();
    const { page } = alone;
    await page.getByLabel('Moment', { exact: true }).fill('2026-11-10T12:34:56');
    assert.equal(await at(), 'Nov 10, 2026 12:34');
    const box = await page.getByRole('slider').boundingBox();
    assert.ok(box);
    await page.mouse.click(box.x + 3, box.y + 30);
    assert.match((await at()) ?? '', /^Oct 2\d/u);
  });

  it('shows all, 35 days, a week or a day, and keeps that and the cursor', async () => {
    await open();
    const { page } = alone;
    const pressed = page.locator('.toolbar [aria-pressed="true"]');
    assert.equal(await pressed.textContent(), '35 days');
    await press('+');
    assert.equal(await pressed.textContent(), 'Week');
    await page.getByRole('button', { name: 'Day', exact: true }).click();
    await press('ArrowLeft');
    assert.equal(await at(), 'Nov 22, 2026 08:55');
    const cursor = Date.parse('2026-11-22T07:55:00Z');
    assert.deepEqual(await alone.kept(), { bucket: 'orders-prod', region: 'eu-west-1', cursor, zoom: 'day' });
    await page.getByRole('button', { name: 'All' }).click();
    assert.equal(await page.locator('.mark.failures').count(), 1);
  });

  it('comes back as it was left', async () => {
    const cursor = Date.parse('2026-11-10T12:00:00Z');
    await open({ state: { bucket: 'orders-prod', region: '', cursor, zoom: 'week' } });
    assert.equal(await at(), 'Nov 10, 2026 13:00');
    assert.equal(await alone.page.locator('.toolbar [aria-pressed="true"]').textContent(), 'Week');
  });

  it('keeps the cursor where it is while the facts are renewed, and goes where it is sent', async () => {
    await open();
    await press('Home');
    await alone.tell(news({}, { look: 2 }));
    assert.equal(await at(), 'Sep 14, 2026 07:14');
    await alone.tell(news({}, { look: 3, moment: before(27).getTime() }));
    await alone.page.locator('[aria-valuetext="Nov 21, 2026 06:14"]').waitFor();
  });

  it('says why there is nothing to show, and what can be done', async () => {
    const text = 'backup:ListRecoveryPointsByResource is denied. Allow it, then try again.';
    await open({}, { kind: 'say', text, remedies: ['copy-policy', 'refresh'] });
    await alone.page.getByText(text).waitFor();
    await alone.page.getByRole('button', { name: 'Copy policy' }).click();
    await alone.page.getByRole('button', { name: 'Try again' }).click();
    assert.deepEqual(await alone.asked(), [{ kind: 'ready' }, { kind: 'copy-policy' }, { kind: 'refresh' }]);
    await alone.tell(news());
    await alone.page.getByRole('slider').waitFor();
  });

  it('says so where what comes to it cannot be read', async () => {
    await open();
    await alone.page.evaluate('window.postMessage({ kind: "show", timeline: [] }, "*")');
    await alone.page.getByText('What came from the extension cannot be shown.').waitFor();
    await alone.tell(news({}, { look: 2 }));
    await alone.page.getByRole('slider').waitFor();
  });

  it('is renewed when asked to, and says that it reads', async () => {
    await open();
    await alone.page.getByRole('button', { name: 'Refresh' }).click();
    await alone.page.getByRole('button', { name: 'Reading…' }).waitFor();
    assert.deepEqual((await alone.asked()).at(-1), { kind: 'refresh' });
    await alone.tell(news({}, { look: 2 }));
    await alone.page.getByRole('button', { name: 'Refresh' }).waitFor();
    assert.equal(await alone.page.evaluate('document.activeElement.textContent'), 'Refresh');
  });

  it('says what could not be read and what is not read yet', async () => {
    const shown = news(
      { eventBridge: denied('s3:GetBucketNotification'), unreadBefore: before(80 * day) },
      { notes: ['Whether changes reach it could not be read.'] },
    );
    await open({}, shown);
    await alone.page.locator('.notes').getByText('Whether changes reach it could not be read.').waitFor();
    assert.equal(await alone.page.locator('rect.gap').count(), 1);
    await alone.page.getByRole('button', { name: 'Read older' }).click();
    assert.deepEqual((await alone.asked()).at(-1), { kind: 'older' });
  });

  it('draws no more marks than there is room for, however many points there are', async () => {
    const points = Array.from({ length: 100_000 }, (_, hour) => recoveryPoint(before(hour / 2)));
    await open({}, news({ points }));
    const { page } = alone;
    await page.getByText('100000 recovery points').waitFor();
    await page.getByRole('button', { name: 'All' }).click();
    const marks = await page.locator('.mark.snapshots').count();
    assert.ok(marks > 100 && marks < 1000 / 4, `${marks} marks`);
    await page
      .getByText(/^\d{3} here, from/u)
      .first()
      .waitFor({ state: 'attached' });
    assert.equal(await page.getByRole('row').count(), 1 + 100);
    await page.getByRole('button', { name: 'Show more (99901 left)' }).click();
    assert.equal(await page.getByRole('row').count(), 1 + 200);
  });

  const looks: Readonly<Record<string, PageOptions>> = {
    dark: {},
    light: { theme: 'light' },
    'high contrast': { theme: 'high-contrast' },
    'forced colours': { forcedColors: true },
    '200 per cent': { width: 500, height: 400 },
  };
  for (const [name, options] of Object.entries(looks)) {
    it(`fits its window: ${name}`, async () => {
      await open(options);
      const { page } = alone;
      await page.locator('.gap').waitFor();
      const isTooWide = 'document.documentElement.scrollWidth > document.documentElement.clientWidth';
      assert.equal(await page.evaluate(isTooWide), false);
      await page.screenshot({ path: `.vscode-test/screenshots/timeline-${name.replaceAll(' ', '-')}.png` });
    });
  }
});
