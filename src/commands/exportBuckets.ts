import { homedir } from 'node:os';
import * as l10n from '@vscode/l10n';
import { commands, ProgressLocation, Uri, window, workspace } from 'vscode';
import type { AccountSession } from '../explorer/session/accountSession';
import { sessionReport } from '../explorer/buckets/sessionReport';
import { Slices } from '../shared/slices';
import { accountCsv } from '../reports/accountCsv';
import { accountJson } from '../reports/accountJson';
import { accountMarkdown } from '../reports/accountMarkdown';
import type { AccountReport } from '../reports/accountReport';

interface Format {
  readonly label: string;
  readonly description: string;
  readonly extension: string;
  readonly make: (report: AccountReport) => Iterable<string>;
}

function formats(): readonly Format[] {
  return [
    {
      label: 'Markdown',
      description: l10n.t('a report by status, for people'),
      extension: 'md',
      make: accountMarkdown,
    },
    {
      label: 'CSV',
      description: l10n.t('a line for each bucket, for spreadsheets'),
      extension: 'csv',
      make: accountCsv,
    },
    {
      label: 'JSON',
      description: l10n.t('all facts and explanations, as the command line prints them'),
      extension: 'json',
      make: accountJson,
    },
  ];
}

/** Waits until what is being read is there. @returns `false` where the person does not want to wait. */
async function filled(session: AccountSession): Promise<boolean> {
  if (!session.entries.some(({ state }) => state.kind === 'waiting' || state.kind === 'reading')) return true;
  const title = l10n.t('Waiting for the buckets that are being read…');
  return window.withProgress({ location: ProgressLocation.Notification, title, cancellable: true }, (_, token) => {
    const cancelled = new Promise<false>((resolve) => {
      token.onCancellationRequested(() => {
        resolve(false);
      });
    });
    return Promise.race([session.whenFilled().then(() => true), cancelled]);
  });
}

/** Beside the files that are open, or in the person's home. */
function proposedFile(report: AccountReport, extension: string): Uri {
  const name = `s3-backup-${report.account ?? 'account'}-${report.asOf.toISOString().slice(0, 10)}.${extension}`;
  const [folder] = workspace.workspaceFolders ?? [];
  return Uri.joinPath(folder?.uri ?? Uri.file(homedir()), name);
}

async function save(report: AccountReport, { label, extension, make }: Format): Promise<void> {
  const target = await window.showSaveDialog({
    title: l10n.t('Export the list of buckets'),
    defaultUri: proposedFile(report, extension),
    filters: { [label]: [extension] },
  });
  if (target === undefined) return;
  const pieces: string[] = [];
  await new Slices().visit(make(report), (piece) => {
    pieces.push(piece);
  });
  await workspace.fs.writeFile(target, new TextEncoder().encode(pieces.join('')));
  const open = l10n.t('Open');
  const text = l10n.t('Exported {0} buckets to {1}.', report.buckets.length, target.path.split('/').at(-1) ?? '');
  if ((await window.showInformationMessage(text, open)) === open) await commands.executeCommand('vscode.open', target);
}

/** Asks for a format and a file, and writes all that the session knows of the buckets. */
export async function exportBuckets(session: AccountSession): Promise<void> {
  const format = await window.showQuickPick(formats(), { placeHolder: l10n.t('Export the list of buckets as…') });
  if (format === undefined || !(await filled(session))) return;
  await save(await sessionReport(session), format);
}
