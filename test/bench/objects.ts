// A bucket with a million keys under one prefix: how many calls and how long until its first rows are there. And two texts of
// 5 MB, as a comparison reads them: how long our own code runs without a break.
import type { InProcessAccount } from '../../src/aws/connection';
import { readVersion } from '../../src/aws/objects/readVersion';
import { AccountSession } from '../../src/explorer/session/accountSession';
import { objectRows, objectsOf } from '../../src/explorer/objects/rows';
import { emptyAccount, fillBucket, keyOf, region } from './fullBucket';
import { profileOwnSlices } from './ownSlices';
import { figure, heading } from './print';

const keys = 1_000_000;
const textBytes = 5_000_000;

async function measure(): Promise<void> {
  const account = emptyAccount();
  fillBucket(account, 'full', keys, false);
  const sample: InProcessAccount = { requestHandler: account, regions: [region], now: () => new Date() };
  const log = (message: string): void => {
    console.error(message);
  };
  const session = new AccountSession({ kind: 'sample' }, sample, { changed: () => undefined, log });
  const folder = { ...objectsOf('full', region), prefix: 'data/' };
  heading(`A prefix with ${keys} keys`);
  account.log.clear();
  const started = performance.now();
  const rows = await objectRows(folder, session);
  figure(
    'first rows',
    `${rows.length} after ${account.log.total} call, ${(performance.now() - started).toFixed(0)} ms`,
  );
  const again = performance.now();
  await session.objects.folder(folder, 'data/').more();
  figure('the next page', `${(performance.now() - again).toFixed(0)} ms`);
  heading(`Two texts of ${textBytes} bytes`);
  const found = account.state.buckets.get('full');
  const version = found?.history.current(keyOf(0));
  if (found === undefined || version?.kind !== 'object') throw new Error('There is no object.');
  const content = { ...version.content, body: Buffer.alloc(textBytes, 'a line of text\n') };
  const ids = [1, 2].map(() => found.history.put(Date.now(), 'Enabled', 'text', content).versionId);
  const reading = await profileOwnSlices(async () => {
    for (const versionId of ids) {
      const place = { bucket: 'full', region, key: 'text', versionId };
      await readVersion(session.objects.s3(region), place, textBytes, session.objects.signal);
    }
  });
  figure('longest slice of our own code', `${(reading.slices[0] ?? 0).toFixed(1)} ms`);
  session.dispose();
}

void measure();
