import type { ExtensionContext } from 'vscode';
import type { InProcessAccount } from './aws/connection';
import { registerCommands } from './commands/registerCommands';
import { registerEditor } from './editor/register';
import { BucketsView } from './explorer/bucketsView';
import { followConnection } from './explorer/followConnection';
import { ConnectionStatus } from './ui/connectionStatus';
import { createLog } from './ui/log';

/** What our own tests in the editor ask. */
export interface Api {
  /** Own time of `activate`, in milliseconds. */
  readonly activationMilliseconds: number;
  readonly buckets: BucketsView;
}

/** One sample account for the life of the window, made when it is first chosen: what is done in it lasts that long. */
function sampleAccountOnce(): () => Promise<InProcessAccount> {
  let account: Promise<InProcessAccount> | undefined;
  return () => (account ??= import('./commands/sampleAccount').then(({ createSample }) => createSample()));
}

export function activate(context: ExtensionContext): Api {
  const started = performance.now();
  const log = createLog();
  const buckets = new BucketsView({
    log: (message) => {
      log.info(message);
    },
    sampleAccount: sampleAccountOnce(),
  });
  const status = new ConnectionStatus();
  context.subscriptions.push(
    log,
    buckets,
    status,
    registerCommands({ view: buckets, log }),
    registerEditor({ extensionUri: context.extensionUri, log }),
    followConnection(buckets, status),
  );
  return { activationMilliseconds: performance.now() - started, buckets };
}
