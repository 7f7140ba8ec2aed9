import * as l10n from '@vscode/l10n';
import type { CommandConnection, PlainCall } from '../aws/changes/awsCommands';
import { plainCommand } from '../aws/changes/awsCommands';
import { formatExact } from './format';

/** What is said of a call before it is made. The texts are sentences. */
export interface InsideNotes {
  readonly title: string;
  readonly account: string | undefined;
  readonly asOf: Date;
  readonly afterwards: readonly string[];
  readonly costs: readonly string[];
  readonly undo: string;
  readonly actions: readonly string[];
}

function section(heading: string, lines: readonly string[]): string {
  return `## ${heading}\n\n${lines.map((line) => `- ${line}`).join('\n')}`;
}

/** One call as Markdown: what is different after, what it may cost, what can be undone, and the call itself. */
export function insidePreview(notes: InsideNotes, call: PlainCall, connection: CommandConnection): string {
  const when = formatExact(notes.asOf);
  const summary =
    notes.account === undefined
      ? l10n.t('Nothing is done yet. 1 call, planned on what was read at {0}.', when)
      : l10n.t('Nothing is done yet. 1 call in the account {0}, planned on what was read at {1}.', notes.account, when);
  return [
    `# ${notes.title}`,
    summary,
    section(l10n.t('What will be different'), notes.afterwards),
    section(l10n.t('Cost'), notes.costs),
    section(l10n.t('Undo'), [notes.undo]),
    `## ${l10n.t('The exact call')}\n\n\`\`\`sh\n${plainCommand(call, connection)}\n\`\`\``,
    section(
      l10n.t('IAM actions that it needs'),
      notes.actions.map((action) => `\`${action}\``),
    ),
    '',
  ].join('\n\n');
}
