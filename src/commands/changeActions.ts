import * as l10n from '@vscode/l10n';
import { isAboutObject } from '../aws/changes/calls';
import type { Change } from '../aws/changes/change';
import { callsOf, obstaclesOf } from '../aws/changes/change';
import type { DocumentAction } from '../ui/changeDocuments';

/** What can be done with a change that is not made, or not to its end. */
export function changeActions(change: Change): readonly DocumentAction[] {
  const calls = callsOf(change);
  if (calls.length === 0) return [];
  const make = { title: l10n.t('$(play) Make this change…'), command: 's3backup.makeChange' };
  const asTemplate = { title: l10n.t('Copy as CloudFormation'), command: 's3backup.copyChangeAsCloudFormation' };
  const asTerraform = { title: l10n.t('Copy as Terraform'), command: 's3backup.copyChangeAsTerraform' };
  return [
    ...(obstaclesOf(change).length === 0 ? [make] : []),
    { title: l10n.t('$(copy) Copy as AWS CLI'), command: 's3backup.copyChangeAsCommands' },
    ...(calls.every(({ call }) => isAboutObject(call)) ? [] : [asTerraform]),
    // CloudFormation makes things anew; what is there belongs to templates that are not known here.
    ...(calls.some(({ call }) => call.operation.startsWith('Create')) ? [asTemplate] : []),
  ];
}
