import {
  DescribeGlobalSettings$,
  DescribeRegionSettings$,
  GetSupportedResourceTypes$,
  UpdateRegionSettings$,
  type DescribeRegionSettingsOutput,
  type GetSupportedResourceTypesOutput,
  type UpdateRegionSettingsInput,
} from '@aws-sdk/client-backup';
import { invalidParameter, invalidRequest } from '../awsError';
import type { Call, Operation } from '../operation';
import { backupOperation, regionOf } from './declare';
import { supportedResourceTypes } from './region';

export const regionSettingsOperations: readonly Operation[] = [
  backupOperation(DescribeRegionSettings$, describeSettings),
  backupOperation(UpdateRegionSettings$, updateSettings),
  backupOperation(DescribeGlobalSettings$, describeGlobalSettings),
  backupOperation(GetSupportedResourceTypes$, listTypes),
];

function describeSettings(_input: object, call: Call): DescribeRegionSettingsOutput {
  return {
    ResourceTypeOptInPreference: Object.fromEntries(regionOf(call).optIn),
    ResourceTypeManagementPreference: { DynamoDB: true, EFS: true },
  };
}

/** Changes the types that are named and leaves the others. */
function updateSettings(input: UpdateRegionSettingsInput, call: Call): void {
  const { optIn } = regionOf(call);
  const wanted = Object.entries(input.ResourceTypeOptInPreference ?? {});
  for (const [type] of wanted) {
    if (!optIn.has(type)) {
      throw invalidParameter(`Invalid resource type: ${type}`);
    }
  }
  for (const [type, isOn] of wanted) {
    optIn.set(type, isOn);
  }
}

/** The sample account is in no organization. */
function describeGlobalSettings(): never {
  throw invalidRequest('The account is not a member of an organization.');
}

function listTypes(): GetSupportedResourceTypesOutput {
  return { ResourceTypes: [...supportedResourceTypes] };
}
