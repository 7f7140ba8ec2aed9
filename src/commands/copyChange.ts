import * as l10n from '@vscode/l10n';
import { env, window } from 'vscode';
import type { Command, Services } from './command';
import type { PreviewedChange } from './previewedChange';
import { commandConnection } from './previewedChange';

/** What a preview shows, and the calls of it. @throws Error where none is open. */
async function previewed({ changes }: Services, argument: unknown) {
  const found = (await changes()).find(argument);
  if (found === undefined) throw new Error(l10n.t('No preview of a change is open.'));
  const { callsOf } = await import('../aws/changes/change');
  const { change, connection }: PreviewedChange = found.value;
  return { connection, calls: callsOf(change).map(({ call }) => call) };
}

async function copy(text: string, told: string): Promise<void> {
  await env.clipboard.writeText(text);
  window.setStatusBarMessage(told, 3_000);
}

/** Copies the calls that a preview shows, as a script of the AWS CLI. */
export const copyChangeAsCommands: Command = {
  id: 's3backup.copyChangeAsCommands',
  run: async (services, argument) => {
    const { calls, connection } = await previewed(services, argument);
    const { awsScript } = await import('../aws/changes/awsCommands');
    await copy(awsScript(calls, commandConnection(connection)), l10n.t('Copied as commands of the AWS CLI'));
  },
};

/** Copies what the calls bring about as Terraform, instead of making them. */
export const copyChangeAsTerraform: Command = {
  id: 's3backup.copyChangeAsTerraform',
  run: async (services, argument) => {
    const { calls } = await previewed(services, argument);
    const { terraformText } = await import('../aws/changes/terraform');
    await copy(terraformText(calls), l10n.t('Copied as Terraform'));
  },
};

/** The same as a CloudFormation template, as far as one can say it. */
export const copyChangeAsCloudFormation: Command = {
  id: 's3backup.copyChangeAsCloudFormation',
  run: async (services, argument) => {
    const { calls } = await previewed(services, argument);
    const { cloudFormationText } = await import('../aws/changes/cloudFormation');
    const text = cloudFormationText(calls);
    if (text === undefined) {
      throw new Error(
        l10n.t('CloudFormation cannot say it: it changes only what it has made. Copy Terraform instead.'),
      );
    }
    await copy(text, l10n.t('Copied as a CloudFormation template'));
  },
};
