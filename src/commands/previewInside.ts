import * as l10n from '@vscode/l10n';
import type { PlainCall } from '../aws/changes/awsCommands';
import type { InsideNotes } from '../ui/insidePreview';
import type { Services } from './command';
import type { BegunWork, WorkProgress } from './plannedWork';
import { commandConnection } from './previewedChange';
import { previewWork } from './previewWork';

/** One call that opens or closes a way into recovery points. */
export interface InsideCall {
  readonly notes: Omit<InsideNotes, 'account' | 'asOf'>;
  readonly call: PlainCall;
  readonly button: string;
  readonly begin: (services: Services, progress: WorkProgress) => Promise<BegunWork>;
}

/** Shows a call with what it brings and costs. Nothing is done before one question. */
export async function previewInside(services: Services, { notes, call, button, begin }: InsideCall): Promise<void> {
  const { current } = services;
  const session = await current.open();
  const { connection } = current;
  if (session === undefined || connection === undefined) return;
  const [{ insidePreview }, { account }] = await Promise.all([import('../ui/insidePreview'), session.changeTarget()]);
  const { title } = notes;
  const work = {
    title,
    connection,
    account,
    calls: [call],
    question: { lines: [...notes.afterwards, ...notes.costs], button },
    canBegin: true,
    begin,
  };
  const text = insidePreview({ ...notes, account, asOf: session.now() }, call, commandConnection(connection));
  await previewWork(services, work, text);
}

/** What takes the place of a preview once its call is made. */
export function doneText(title: string, lines: readonly string[]): BegunWork {
  return { text: [`# ${title}`, ...lines, ''].join('\n\n'), actions: [], isDone: true };
}

/** The session of now: the preview may be older than it. @throws Error where there is none. */
export async function openSession({ current }: Services) {
  const session = await current.open();
  if (session === undefined) throw new Error(l10n.t('There is no connection to an account.'));
  return session;
}
