import { describeCause } from './credentials/cause';
import { describePlan, planLogin } from './credentials/plan';
import { readSharedFiles } from './credentials/sharedFiles';

/** A named profile of the shared configuration files. */
export interface Profile {
  readonly name: string;
  readonly region?: string;
  /** What it logs in by, in a few words. */
  readonly kind?: string;
  /** Why it cannot be used. */
  readonly problem?: string;
}

/**
 * The profiles of the shared files, the default first, then by name; read anew each time. `AWS_CONFIG_FILE` and
 * `AWS_SHARED_CREDENTIALS_FILE` are obeyed.
 */
export async function listProfiles(): Promise<readonly Profile[]> {
  const files = await readSharedFiles();
  return Object.entries(files.profiles)
    .sort(([one], [other]) => Number(other === 'default') - Number(one === 'default') || one.localeCompare(other))
    .map(([name, { region }]) => {
      const plan = planLogin(files, name);
      const known = plan.kind === 'plan' ? { kind: describePlan(plan) } : { problem: problemOf(plan.cause) };
      return { name, ...(region !== undefined && { region }), ...known };
    });
}

function problemOf(cause: Parameters<typeof describeCause>[0]): string {
  const { words, detail } = describeCause(cause);
  return detail ?? words;
}
