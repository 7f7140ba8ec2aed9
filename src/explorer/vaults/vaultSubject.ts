import type { RegionReading } from '../../aws/region';
import { mapFact, valueOf } from '../../model/fact';
import type { BackupVault } from '../../model/vault';
import { plainFact, plainFacts } from '../../reports/plainFact';
import type { AccountSession } from '../session/accountSession';
import { vaultConsole } from '../shared/consoleLink';
import type { RowSubject } from '../shared/rowSubject';
import { policyJson } from './policyWords';

async function jsonOf(vault: BackupVault, { region, asOf }: RegionReading, session: AccountSession): Promise<unknown> {
  const { id, name, kind, locked, minRetentionDays, maxRetentionDays, recoveryPoints } = vault;
  const details = await session.details.vault(region, valueOf(name) ?? id);
  return {
    asOf,
    region,
    arn: id,
    name: valueOf(name) ?? null,
    recoveryPoints: recoveryPoints ?? null,
    facts: plainFacts({ kind, locked, minRetentionDays, maxRetentionDays }),
    description: plainFact(details.description),
    notifications: plainFact(details.notifications),
    accessPolicy: plainFact(mapFact(details.accessPolicy, policyJson)),
  };
}

export function vaultSubject(vault: BackupVault, reading: RegionReading, session: AccountSession): RowSubject {
  const { region } = reading;
  const name = valueOf(vault.name) ?? vault.id;
  const consoleUrl = vaultConsole(name, region);
  return {
    id: vault.id,
    label: name,
    region,
    name,
    arn: vault.id,
    ...(consoleUrl !== undefined && { consoleUrl }),
    json: () => jsonOf(vault, reading, session),
    refresh: () => {
      session.details.forgetVault(region, name);
      session.forgetRegions([region]);
      return Promise.resolve();
    },
  };
}
