import {
  CreateBackupSelection$,
  DeleteBackupSelection$,
  GetBackupSelection$,
  ListBackupSelections$,
  type BackupSelectionsListMember,
  type CreateBackupSelectionInput,
  type CreateBackupSelectionOutput,
  type DeleteBackupSelectionInput,
  type GetBackupSelectionInput,
  type GetBackupSelectionOutput,
  type ListBackupSelectionsInput,
  type ListBackupSelectionsOutput,
} from '@aws-sdk/client-backup';
import { authorizePassRole } from '../access';
import { roleNameOf } from '../arnNames';
import { AwsError, invalidParameter, resourceNotFound } from '../awsError';
import { trustsBackup } from '../identity/rights';
import type { Call, Operation } from '../operation';
import type { Received } from '../received';
import { backupOperation } from './declare';
import type { Plan, Selection } from './plan';
import { requirePlan } from './plans';

export const selectionOperations: readonly Operation[] = [
  backupOperation(ListBackupSelections$, listSelections),
  backupOperation(GetBackupSelection$, getSelection),
  backupOperation(CreateBackupSelection$, createSelection),
  backupOperation(DeleteBackupSelection$, deleteSelection),
];

/** Quotas of one selection (AWS Backup developer guide, quotas). */
const most = { arns: 500, wildcards: 30, conditions: 30, tags: 30 };

function listSelections(input: Received<ListBackupSelectionsInput>, call: Call): ListBackupSelectionsOutput {
  const plan = requirePlan(input.BackupPlanId, call);
  const { items, nextToken } = plan.selections.page(input);
  return { BackupSelectionsList: items.map((selection) => summarize(plan, selection)), NextToken: nextToken };
}

/** Without what it selects: that is one more call for each. */
function summarize(plan: Plan, selection: Selection): BackupSelectionsListMember {
  return {
    SelectionId: selection.id,
    SelectionName: selection.document.SelectionName,
    BackupPlanId: plan.id,
    CreationDate: new Date(selection.createdAt),
    CreatorRequestId: selection.creatorRequestId,
    IamRoleArn: selection.document.IamRoleArn,
  };
}

function getSelection(input: Received<GetBackupSelectionInput>, call: Call): GetBackupSelectionOutput {
  const plan = requirePlan(input.BackupPlanId, call);
  const selection = requireSelection(plan, input.SelectionId);
  return {
    BackupSelection: selection.document,
    SelectionId: selection.id,
    BackupPlanId: plan.id,
    CreationDate: new Date(selection.createdAt),
    CreatorRequestId: selection.creatorRequestId,
  };
}

function createSelection(input: Received<CreateBackupSelectionInput>, call: Call): CreateBackupSelectionOutput {
  const plan = requirePlan(input.BackupPlanId, call);
  const document = input.BackupSelection;
  const existing = [...plan.selections.values()].find(
    ({ document: { SelectionName }, creatorRequestId }) =>
      SelectionName === document.SelectionName ||
      (creatorRequestId !== undefined && creatorRequestId === input.CreatorRequestId),
  );
  if (existing !== undefined && existing.creatorRequestId === input.CreatorRequestId && input.CreatorRequestId) {
    return { SelectionId: existing.id, BackupPlanId: plan.id, CreationDate: new Date(existing.createdAt) };
  }
  if (existing !== undefined) {
    throw new AwsError('AlreadyExistsException', `Backup selection ${document.SelectionName} already exists.`);
  }
  checkDocument(document);
  checkRole(document.IamRoleArn, call);
  const selection: Selection = {
    id: call.state.ids.uuid(),
    createdAt: call.now,
    creatorRequestId: input.CreatorRequestId,
    document,
  };
  plan.selections.set(selection.id, selection);
  return { SelectionId: selection.id, BackupPlanId: plan.id, CreationDate: new Date(call.now) };
}

function checkDocument(document: Selection['document']): void {
  const { SelectionName, Resources = [], NotResources = [], ListOfTags = [], Conditions = {} } = document;
  if (!/^[a-zA-Z0-9\-_.]{1,50}$/.test(SelectionName)) {
    throw invalidParameter(`Invalid selection name: ${SelectionName}`);
  }
  if (Resources.length === 0 && ListOfTags.length === 0) {
    throw invalidParameter("Invalid backup selection. Either 'ListOfTags' or 'Resources' section must be non-empty.");
  }
  const arns = [...Resources, ...NotResources];
  const conditions = Object.values(Conditions).flatMap((entries) => entries ?? []);
  const isTooLarge =
    arns.length > most.arns ||
    arns.filter((arn) => arn.includes('*')).length > most.wildcards ||
    ListOfTags.length > most.tags ||
    conditions.length > most.conditions;
  if (isTooLarge) {
    throw new AwsError('LimitExceededException', 'The backup selection has more entries than allowed.');
  }
}

/** @throws AwsError where AWS Backup could not take on the role. */
export function checkRole(arn: string, call: Call): void {
  authorizePassRole(arn, call);
  const role = call.state.roles.get(roleNameOf(arn));
  if (role?.arn !== arn || !trustsBackup(role)) {
    throw invalidParameter(`IAM Role ${arn} cannot be assumed by AWS Backup`);
  }
}

function deleteSelection(input: Received<DeleteBackupSelectionInput>, call: Call): void {
  const plan = requirePlan(input.BackupPlanId, call);
  plan.selections.delete(requireSelection(plan, input.SelectionId).id);
}

function requireSelection(plan: Plan, id: string): Selection {
  const selection = plan.selections.get(id);
  if (selection === undefined) {
    throw resourceNotFound(`Backup selection with id ${id} cannot be found.`);
  }
  return selection;
}
