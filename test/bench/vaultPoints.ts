// A vault with 100,000 recovery points is unfolded and read to its end, and a selection is tried on 1,000 buckets: how
// many calls it takes, and how long our own code runs without a break.
import type { InProcessAccount } from '../../src/aws/connection';
import { createSampleAccount } from '../../src/emulator/account';
import { rows as planRows } from '../../src/explorer/plans/rows';
import { selectionText } from '../../src/explorer/plans/selectionText';
import { runTrial } from '../../src/explorer/plans/trial/trialRun';
import { trialText } from '../../src/explorer/plans/trial/trialText';
import { AccountSession } from '../../src/explorer/session/accountSession';
import type { ListRow, ListRows } from '../../src/explorer/shared/listRow';
import { rows as vaultRows } from '../../src/explorer/vaults/rows';
import type { OwnSlices } from './ownSlices';
import { profileOwnSlices } from './ownSlices';
import { figure, heading } from './print';

const region = 'eu-west-1';
const buckets = 1_000;
const recoveryPoints = 100_000;
const listCall = 'ListRecoveryPointsByBackupVault';

const account = createSampleAccount({ scenario: 'large', size: { buckets, recoveryPoints } });
const sample: InProcessAccount = {
  requestHandler: account,
  regions: [region],
  now: () => new Date(account.clock.now()),
};
const session = new AccountSession({ kind: 'sample' }, sample, {
  changed: () => undefined,
  log: (message) => {
    console.error(message);
  },
});

/** All rows beneath the rows, as if each were unfolded. */
async function unfold(rows: ListRows): Promise<number> {
  let count = 0;
  for (const row of await rows) {
    count += 1;
    if (row.kind !== 'message') count += await unfold((row as ListRow).children?.() ?? []);
  }
  return count;
}

function slicesText({ slices }: OwnSlices): string {
  return `longest ${(slices[0] ?? 0).toFixed(1)} ms, of ${slices.length}`;
}

function megabytesInUse(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 1_000_000;
}

async function readVault(): Promise<void> {
  heading(`A vault with ${recoveryPoints} recovery points`);
  const before = megabytesInUse();
  account.log.clear();
  let shown = 0;
  const first = await profileOwnSlices(async () => {
    shown = await unfold(vaultRows(session));
  });
  figure('calls for the first window', String(account.log.count('backup', listCall)));
  figure('rows', String(shown));
  figure('slices of our own code', slicesText(first));
  const contents = session.details.vaultContents(region, 'main');
  account.log.clear();
  const rest = await profileOwnSlices(async () => {
    while (!contents.isWhole) await contents.more();
    shown = await unfold(vaultRows(session));
  });
  figure('calls for all the others', String(account.log.count('backup', listCall)));
  figure('rows', String(shown));
  figure('slices of our own code', slicesText(rest));
  figure('heap that it keeps', `${(megabytesInUse() - before).toFixed(1)} MB`);
}

async function trySelection(): Promise<void> {
  heading(`A selection tried on ${buckets} buckets`);
  const [reading] = await session.regionReadings();
  const [selection] = reading?.selections.items ?? [];
  if (selection === undefined) throw new Error('There is no selection.');
  const text = JSON.stringify({
    ...selectionText(selection),
    ListOfTags: [],
    Resources: ['arn:aws:s3:::bucket-0000*'],
  });
  const request = { text, file: 'file', region, selectionId: selection.id, name: 'tagged' };
  account.log.clear();
  const started = performance.now();
  let letters = 0;
  const trial = await profileOwnSlices(async () => {
    const result = await runTrial(request, session, undefined);
    letters = result === undefined ? 0 : trialText(result).length;
  });
  figure('time, and length of what is said', `${(performance.now() - started).toFixed(0)} ms, ${letters} letters`);
  figure('slices of our own code', slicesText(trial));
  const plans = await profileOwnSlices(async () => {
    await unfold(planRows(session));
  });
  figure('slices of the rows of plans', slicesText(plans));
  figure('calls', String(account.log.total));
}

async function run(): Promise<void> {
  await session.open();
  await session.whenFilled();
  await readVault();
  await trySelection();
  session.dispose();
}

void run();
