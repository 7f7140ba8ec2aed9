import type { Fact } from '../../model/fact';
import { absent, known } from '../../model/fact';
import type { BackupVault } from '../../model/vault';
import type { ResourceContext } from './declared';
import { readDeclared } from './declared';
import type { Locate } from './facts';
import { numberFact, stringFact } from './facts';
import type { Resource } from './template';
import type { Value } from './value';
import { factOf, member } from './value';

/** Without a known name a vault goes by its logical id: what refers to it then matches it and nothing else. */
export function vaultName(id: string, name: Value, locate: Locate): Fact<string> {
  const fact = stringFact(name, locate);
  return fact.state === 'known' ? fact : known(id, 'derived');
}

/** The vault that a resource of type `AWS::Backup::BackupVault` declares. */
export function readVault(resource: Resource, context: ResourceContext): BackupVault {
  const { locate } = context;
  const { id, properties, declaration } = readDeclared(resource, context);
  const lock = member(properties, 'LockConfiguration');
  const locked: Fact<boolean> =
    lock.kind === 'nothing'
      ? known(false, 'default')
      : factOf(lock, ({ span }) => known(true, 'written', locate(span)));
  return {
    id,
    name: vaultName(id, member(properties, 'BackupVaultName'), locate),
    kind: known('standard', 'derived'),
    locked,
    minRetentionDays: numberFact(member(lock, 'MinRetentionDays'), locate),
    maxRetentionDays: numberFact(member(lock, 'MaxRetentionDays'), locate),
    declaration,
  };
}

/**
 * The vault that a resource of type `AWS::Backup::LogicallyAirGappedBackupVault` declares. It is always locked.
 * Source: AWS Backup developer guide, logically air-gapped vault.
 */
export function readAirGappedVault(resource: Resource, context: ResourceContext): BackupVault {
  const { locate } = context;
  const { id, properties, declaration } = readDeclared(resource, context);
  const bound = (property: string): Fact<number> => {
    const fact = numberFact(member(properties, property), locate);
    return fact.state === 'known' ? fact : absent;
  };
  return {
    id,
    name: vaultName(id, member(properties, 'BackupVaultName'), locate),
    kind: known('air-gapped', 'derived'),
    locked: known(true, 'derived'),
    minRetentionDays: numberFact(member(properties, 'MinRetentionDays'), locate),
    maxRetentionDays: bound('MaxRetentionDays'),
    declaration,
  };
}
