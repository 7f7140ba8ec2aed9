import * as l10n from '@vscode/l10n';
import { env } from 'vscode';
import type { RowSubject } from '../explorer/shared/rowSubject';
import type { Command } from './command';
import { whichSubjects } from './whichSubjects';

/** Copies something of each row, a line for each. */
function copy(id: string, member: 'name' | 'arn' | 'uri', question: () => string): Command {
  return {
    id,
    run: async (services, argument, selected = []) => {
      const fits = (subject: RowSubject): boolean => subject[member] !== undefined;
      const subjects = await whichSubjects(services, [argument, ...selected], fits, question());
      if (subjects.length > 0) await env.clipboard.writeText(subjects.flatMap((one) => one[member] ?? []).join('\n'));
    },
  };
}

export const copyName = copy('s3backup.copyName', 'name', () => l10n.t('Copy the name of what?'));
export const copyArn = copy('s3backup.copyArn', 'arn', () => l10n.t('Copy the ARN of what?'));
export const copyUri = copy('s3backup.copyUri', 'uri', () => l10n.t('Copy the S3 URI of which bucket?'));
