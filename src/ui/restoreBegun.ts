import * as l10n from '@vscode/l10n';
import { failureSentences } from '../aws/failure';
import type { RestoreCall } from '../aws/restore/restoreCalls';
import { restorePolicy } from '../aws/restore/restoreCalls';
import type { StartedRestore } from '../aws/restore/startRestore';
import type { RestoreRequest } from '../protection/restore/request';

/** A restore of which the calls were made, or some of them. */
export interface BegunRestore {
  readonly title: string;
  readonly request: RestoreRequest;
  readonly calls: readonly RestoreCall[];
  /** In the order of the calls; fewer where one was not started. */
  readonly started: readonly StartedRestore[];
}

function nameOf({ items }: RestoreCall): string {
  return items === undefined ? l10n.t('The whole bucket') : items.map((item) => `\`${item}\``).join(', ');
}

function line(call: RestoreCall, started: StartedRestore | undefined): string {
  const name = nameOf(call);
  switch (started?.outcome.kind) {
    case 'started':
      return `- ✓ ${l10n.t('{0}: job `{1}`', name, started.outcome.jobId)}`;
    case 'refused':
      return `- ✗ ${l10n.t('{0}: not started. {1}', name, failureSentences(started.outcome.failure))}`;
    case 'unclear':
      return `- ? ${l10n.t('{0}: it is not known whether it was started. {1} The account is asked whether it has the job.', name, failureSentences(started.outcome.failure))}`;
    case undefined:
      return `- ○ ${l10n.t('{0} (not begun)', name)}`;
  }
}

function policySection({ request, started }: BegunRestore): readonly string[] {
  const isDenied = started.some(({ outcome }) => outcome.kind !== 'started' && outcome.failure.kind === 'denied');
  if (!isDenied) return [];
  return [`## ${l10n.t('A policy that allows it')}\n\n\`\`\`json\n${restorePolicy(request)}\n\`\`\``];
}

/** What became of the calls of a restore, as Markdown. */
export function restoreBegun(begun: BegunRestore): string {
  const { title, calls, started } = begun;
  const isWhole = started.length === calls.length && started.every(({ outcome }) => outcome.kind === 'started');
  const words = isWhole
    ? l10n.t(
        'The restore runs. It is followed in the Activity view, also after the window was closed. When it has ended, what came back is compared with what was to come back.',
      )
    : l10n.t('Not all of it has begun. It is safe to start it again: what runs already is not started twice.');
  const lines = calls.map((call, index) => line(call, started[index]));
  return [`# ${title}`, words, lines.join('\n'), ...policySection(begun), ''].join('\n\n');
}
