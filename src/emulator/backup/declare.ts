import { resourceNotFound } from '../awsError';
import { declareService, type Call } from '../operation';
import { backupIn } from '../state';
import type { BackupRegion } from './region';
import type { Vault } from './vault';

/** Declares an operation of AWS Backup. */
export const backupOperation = declareService('backup');

/** AWS Backup in the Region of the call. */
export function regionOf(call: Call): BackupRegion {
  return backupIn(call.state, call.region);
}

/** @throws AwsError `ResourceNotFoundException`. */
export function requireVault(name: string, call: Call): Vault {
  const vault = regionOf(call).vaults.get(name);
  if (vault === undefined) {
    throw resourceNotFound(`Backup vault ${name} cannot be found.`);
  }
  return vault;
}

export function dateOf(time: number | undefined): Date | undefined {
  return time === undefined ? undefined : new Date(time);
}
