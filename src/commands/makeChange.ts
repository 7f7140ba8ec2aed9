import { setTimeout as sleep } from 'node:timers/promises';
import * as l10n from '@vscode/l10n';
import { env, ProgressLocation, window } from 'vscode';
import type { Outcome } from '../aws/changes/carryOut';
import type { Change } from '../aws/changes/change';
import { describeConnection } from '../aws/connection';
import type { AccountSession } from '../explorer/session/accountSession';
import { changeActions } from './changeActions';
import type { Command, Services } from './command';
import { bucketsOf, madeLinks } from './madeLinks';
import type { PreviewedChange } from './previewedChange';
import { commandConnection } from './previewedChange';

/** Asks once, and names what will be done. @returns whether it is to be done. */
async function confirm({ change, connection }: PreviewedChange, titles: readonly string[]): Promise<boolean> {
  const where =
    change.account === undefined
      ? describeConnection(connection)
      : l10n.t('account {0} ({1})', change.account, describeConnection(connection));
  const detail = [l10n.t('In the {0}:', where), ...titles.map((title) => `• ${title}`)].join('\n');
  const make = l10n.t('Make This Change');
  return (await window.showWarningMessage(`${change.title}?`, { modal: true, detail }, make)) === make;
}

/** The session by which the change was planned. @throws Error where the connection is another one now. */
async function sessionFor({ current }: Services, { change, connection }: PreviewedChange): Promise<AccountSession> {
  const session = await current.open();
  const isSame = JSON.stringify(current.connection) === JSON.stringify(connection);
  const target = isSame && session ? await session.changeTarget() : undefined;
  if (session === undefined || target === undefined || target.account !== change.account) {
    throw new Error(l10n.t('The preview was made by another connection. Ask for a new one.'));
  }
  return session;
}

async function carryOut(change: Change, session: AccountSession): Promise<Outcome> {
  const [{ carryOut: make }, { nameOfStep }] = await Promise.all([
    import('../aws/changes/carryOut'),
    import('../ui/changeReport'),
  ]);
  const target = await session.changeTarget(change.token);
  const names = new Set(change.steps.flatMap(bucketsOf));
  const tellRows = (words: string | undefined): void => {
    for (const name of names) session.tellDoing(name, words);
  };
  try {
    tellRows(l10n.t('being changed'));
    return await window.withProgress(
      { location: ProgressLocation.Notification, title: change.title, cancellable: true },
      (progress, token) =>
        make(change, target, {
          wait: (milliseconds) => sleep(milliseconds),
          isCancelled: () => token.isCancellationRequested || target.signal.aborted,
          begins: (step, index) => {
            const of = change.steps.length;
            if (of > 1) progress.report({ message: l10n.t('{0} of {1}: {2}', index + 1, of, nameOfStep(step)) });
          },
        }),
    );
  } finally {
    tellRows(undefined);
  }
}

/** What was changed is read again, where it is shown. */
async function showAnew({ plans, vaults }: Services, { steps }: Change, session: AccountSession): Promise<void> {
  if (steps.some(({ goal }) => !('bucket' in goal))) {
    session.forgetRegions();
    await Promise.all([plans.refresh(), vaults.refresh()]);
  }
  await session.refresh([...new Set(steps.flatMap(bucketsOf))]);
}

/** Says what stopped it, and offers what helps. */
async function tellStop(services: Services, previewed: PreviewedChange, outcome: Outcome): Promise<void> {
  const { stop } = outcome;
  if (stop === undefined || stop.kind === 'cancelled') return;
  const [{ describeStop, nameOfStep }, { policyFor }, { awsScript }, { callsOf }] = await Promise.all([
    import('../ui/changeReport'),
    import('../aws/changes/policy'),
    import('../aws/changes/awsCommands'),
    import('../aws/changes/change'),
  ]);
  const isDenied = stop.kind === 'failed' && stop.failure.kind === 'denied';
  const copyPolicy = l10n.t('Copy IAM Policy');
  const copyCommands = l10n.t('Copy Commands');
  const choice = await window.showErrorMessage(
    l10n.t('{0}: not done. {1}', nameOfStep(stop.step), describeStop(stop)),
    ...(isDenied ? [copyPolicy, copyCommands] : []),
  );
  const calls = callsOf(previewed.change).map(({ call }) => call);
  if (choice === copyPolicy) await env.clipboard.writeText(policyFor(calls));
  if (choice === copyCommands) {
    await env.clipboard.writeText(awsScript(calls, commandConnection(previewed.connection)));
  }
  services.log.warn(describeStop(stop));
}

/** Makes the change that a preview shows, after one question. */
export const makeChange: Command = {
  id: 's3backup.makeChange',
  run: async (services, argument) => {
    const documents = await services.changes();
    const found = documents.find(argument);
    if (found === undefined) throw new Error(l10n.t('No preview of a change is open.'));
    const { uri, value } = found;
    if (value.isMade === true) return;
    const [{ callsOf, obstaclesOf }, { changeReport }] = await Promise.all([
      import('../aws/changes/change'),
      import('../ui/changeReport'),
    ]);
    const titles = callsOf(value.change).map(({ title }) => title);
    if (titles.length === 0 || obstaclesOf(value.change).length > 0) return;
    const session = await sessionFor(services, value);
    if (!(await confirm(value, titles))) return;
    const outcome = await carryOut(value.change, session);
    const isSeen = documents.update(uri, {
      value: { ...value, isMade: outcome.stop === undefined },
      text: changeReport(value.change, outcome),
      actions: outcome.stop === undefined ? madeLinks(value.change) : changeActions(value.change),
    });
    if (!isSeen && outcome.stop === undefined) {
      void window.showInformationMessage(l10n.t('{0}: all is done.', value.change.title));
    }
    await Promise.all([showAnew(services, value.change, session), tellStop(services, value, outcome)]);
  },
};
