import type { Account } from '../../aws/account';
import type { Schedule } from '../../aws/call';
import type { VaultDetails } from '../../aws/vaultDetails';
import { JobLists } from './jobLists';
import { VaultContents } from './vaultContents';

/** What the views of vaults and jobs read beside what all buckets need. Each is read when it is first asked for. */
export class BackupDetails {
  readonly jobs: JobLists;
  readonly #account: Account;
  readonly #schedule: Schedule;
  readonly #signal: AbortSignal;
  readonly #vaults = new Map<string, Promise<VaultDetails>>();
  readonly #contents = new Map<string, VaultContents>();

  constructor(account: Account, schedule: Schedule, signal: AbortSignal) {
    this.jobs = new JobLists(account, schedule, signal);
    this.#account = account;
    this.#schedule = schedule;
    this.#signal = signal;
  }

  /** Three calls for the first who asks. What fails is a fact. */
  vault(region: string, name: string): Promise<VaultDetails> {
    const key = `${region}/${name}`;
    const reading = this.#vaults.get(key) ?? this.#account.vaultDetails(region, name, this.#schedule, this.#signal);
    this.#vaults.set(key, reading);
    return reading;
  }

  /** Lets one vault be read anew. */
  forgetVault(region: string, name: string): void {
    this.#vaults.delete(`${region}/${name}`);
    this.#contents.delete(`${region}/${name}`);
  }

  /** The recovery points of a vault, of which nothing is read before it is opened. */
  vaultContents(region: string, name: string): VaultContents {
    const key = `${region}/${name}`;
    const contents =
      this.#contents.get(key) ??
      new VaultContents((span, from) =>
        this.#schedule(() => this.#account.listVaultPoints(region, { vault: name, ...span }, from, this.#signal)),
      );
    this.#contents.set(key, contents);
    return contents;
  }

  /** Lets vaults be read anew. */
  forgetVaults(): void {
    this.#vaults.clear();
    this.#contents.clear();
  }
}
