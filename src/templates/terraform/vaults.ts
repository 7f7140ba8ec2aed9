import * as l10n from '@vscode/l10n';
import type { Fact } from '../../model/fact';
import { absent, known, unknown } from '../../model/fact';
import type { BackupVault } from '../../model/vault';
import { declarationOf } from './declarationOf';
import type { DeclaredResource, DeclaredResources } from './declaredResources';
import { numberFact, textFact } from './facts';
import { References } from './references';
import { isSingle } from './sharedIdentity';

export interface VaultReading {
  readonly vaults: readonly BackupVault[];
  /** The names of vaults by what refers to them. A vault whose name is not known has its address for a name. */
  readonly names: References<string>;
}

type Lock = Pick<BackupVault, 'locked' | 'minRetentionDays' | 'maxRetentionDays'>;

function lockOf({ instance: { body } }: DeclaredResource): Lock {
  const days = (name: string): Fact<number> => {
    const fact = numberFact(body.attribute(name));
    return fact.state === 'absent' && body.broken ? unknown(l10n.t('its block does not parse')) : fact;
  };
  return {
    locked: known(true, 'derived', body.at),
    minRetentionDays: days('min_retention_days'),
    maxRetentionDays: days('max_retention_days'),
  };
}

function uncertainLock(why: string): Lock {
  return { locked: unknown(why), minRetentionDays: unknown(why), maxRetentionDays: unknown(why) };
}

/** The locks of vaults, which stand beside them. */
class Locks {
  readonly #byVault = new Map<string, DeclaredResource[]>();
  #isLoose = false;

  constructor(resources: DeclaredResources, names: References<string>) {
    for (const lock of resources.of('aws_backup_vault_lock_configuration')) {
      const vault = names.find(lock.instance.body.attribute('backup_vault_name'));
      if (vault === undefined) this.#isLoose = true;
      else this.#byVault.set(vault, [...(this.#byVault.get(vault) ?? []), lock]);
    }
  }

  of(name: string): Lock {
    const [lock, ...more] = this.#byVault.get(name) ?? [];
    if (lock === undefined) {
      if (this.#isLoose) return uncertainLock('a lock may or may not be for this vault');
      return { locked: absent, minRetentionDays: absent, maxRetentionDays: absent };
    }
    const isThere = lock.exists.state === 'known' && isSingle(lock);
    return isThere && more.length === 0 ? lockOf(lock) : uncertainLock(`${lock.id} may or may not be there`);
  }
}

function nameOf(vault: DeclaredResource): Fact<string> {
  const written = textFact(vault.instance.body.attribute('name'));
  return written.state === 'known' ? written : known(vault.id, 'derived');
}

export function readVaults(resources: DeclaredResources): VaultReading {
  const standard = resources.of('aws_backup_vault').map((vault) => ({ vault, name: nameOf(vault) }));
  const airGapped = resources
    .of('aws_backup_logically_air_gapped_vault')
    .map((vault) => ({ vault, name: nameOf(vault) }));
  const names = new References<string>();
  for (const { vault, name } of [...standard, ...airGapped]) {
    if (name.state === 'known') names.add(vault, ['name', 'id', 'arn'], name.value);
  }
  const locks = new Locks(resources, names);
  return {
    names,
    vaults: [
      ...standard.map(({ vault, name }): BackupVault => ({
        id: vault.id,
        name,
        kind: known('standard'),
        ...locks.of(name.state === 'known' ? name.value : vault.id),
        declaration: declarationOf(vault),
      })),
      ...airGapped.map(({ vault, name }): BackupVault => ({
        id: vault.id,
        name,
        kind: known('air-gapped'),
        ...lockOf(vault),
        declaration: declarationOf(vault),
      })),
    ],
  };
}
