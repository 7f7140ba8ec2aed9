import { loadSharedConfigFiles } from '@smithy/core/config';

/** A named profile of the shared configuration files. */
export interface Profile {
  readonly name: string;
  readonly region?: string;
  /** What it logs in by, in a word, where the file says so. */
  readonly kind?: string;
}

function kindOf(settings: Readonly<Record<string, string | undefined>>): string | undefined {
  if (settings['sso_session'] !== undefined || settings['sso_start_url'] !== undefined) return 'IAM Identity Center';
  if (settings['role_arn'] !== undefined) return 'assumes a role';
  if (settings['credential_process'] !== undefined) return 'credential process';
  return undefined;
}

/**
 * The profiles of the shared files, by name, read anew each time. `AWS_CONFIG_FILE` and `AWS_SHARED_CREDENTIALS_FILE`
 * are obeyed. @throws where a file exists and cannot be read.
 */
export async function listProfiles(): Promise<readonly Profile[]> {
  const { configFile, credentialsFile } = await loadSharedConfigFiles({ ignoreCache: true });
  const names = new Set([...Object.keys(configFile), ...Object.keys(credentialsFile)]);
  return [...names]
    .filter((name) => !/^(?:sso-session|services)\./u.test(name))
    .sort((one, other) => Number(other === 'default') - Number(one === 'default') || one.localeCompare(other))
    .map((name) => {
      const settings = { ...credentialsFile[name], ...configFile[name] };
      const kind = kindOf(settings);
      return { name, ...(settings['region'] !== undefined && { region: settings['region'] }), ...(kind && { kind }) };
    });
}
