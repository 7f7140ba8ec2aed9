import * as l10n from '@vscode/l10n';
import { window } from 'vscode';
import type { Command, Services } from './command';
import { whichBuckets } from './whichBuckets';
import { bucketNamed } from './whichBucket';

/** Source: Amazon S3 user guide, bucket naming rules. Names of before 2018 may be longer and have capitals. */
function whyNoName(text: string): string | undefined {
  return /^[\w.-]{3,255}$/u.test(text) ? undefined : l10n.t('No bucket can have this name.');
}

function askName(): Thenable<string | undefined> {
  return window.showInputBox({
    title: l10n.t('Pin a Bucket'),
    prompt: l10n.t('The name of a bucket. It is shown first, also where the buckets of the account may not be listed.'),
    validateInput: (text) => (text === '' ? undefined : whyNoName(text.trim())),
    ignoreFocusOut: true,
  });
}

/** Pins buckets of the connection that is in use. */
async function pin({ current, pins }: Services, names: readonly string[]): Promise<void> {
  const { connection } = current;
  const session = await current.open();
  if (connection === undefined || session === undefined) return;
  await pins.add(connection, names);
  for (const name of names) session.pin(name);
}

export const pinBucket: Command = {
  id: 's3backup.pinBucket',
  run: async (services, argument, selected = []) => {
    if (bucketNamed(argument) !== undefined) {
      await pin(services, await whichBuckets(services.current, argument, selected));
      return;
    }
    const name = (await askName())?.trim();
    if (name === undefined || name === '') return;
    await pin(services, [name]);
    await services.buckets.reveal(name);
  },
};
