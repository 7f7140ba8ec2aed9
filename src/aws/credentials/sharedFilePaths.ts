import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where the shared files and the logins of the AWS CLI are. Source: AWS SDKs and Tools reference, shared config files. */
export interface SharedFilePaths {
  readonly files: readonly string[];
  /** Folders of logins: one JSON file each. */
  readonly caches: readonly string[];
}

/** As the SDK finds them, so that what is watched is what is read. */
export function sharedFilePaths(environment: NodeJS.ProcessEnv = process.env): SharedFilePaths {
  // A variable that is empty counts as one that is not there.
  const set = (name: string): string | undefined => (environment[name] === '' ? undefined : environment[name]);
  const home = set('HOME') ?? set('USERPROFILE') ?? homedir();
  const own = (path: string): string => (path.startsWith('~/') ? join(home, path.slice(2)) : path);
  return {
    files: [
      own(set('AWS_CONFIG_FILE') ?? join(home, '.aws', 'config')),
      own(set('AWS_SHARED_CREDENTIALS_FILE') ?? join(home, '.aws', 'credentials')),
    ],
    caches: [join(home, '.aws', 'sso', 'cache'), join(home, '.aws', 'login', 'cache')],
  };
}
