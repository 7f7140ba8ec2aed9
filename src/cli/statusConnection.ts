import type { AwsConnection, Endpoints, Reach } from '../aws/connection';
import { isEndpoint } from '../aws/connection';
import { planLogin } from '../aws/credentials/plan';
import type { SharedFiles } from '../aws/credentials/sharedFiles';
import { readSharedFiles } from '../aws/credentials/sharedFiles';
import { environmentEndpoints, withProfileEndpoints } from '../aws/endpoints';
import type { StatusOptions } from './statusOptions';
import { mayBeRegion } from './statusOptions';

/** What a connection cannot be made of. */
export class ConnectionProblem extends Error {}

type Wanted = Pick<StatusOptions, 'endpoint' | 'profile' | 'regions'>;

const noCredentials =
  'There are no AWS credentials. Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or name a profile with --profile.';

/** A variable that is empty counts as one that is not there. */
function withoutEmpty(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
}

/** Where the credentials begin, in the order of the AWS CLI. */
function credentialsOf(
  wanted: Wanted,
  environment: NodeJS.ProcessEnv,
  files: SharedFiles,
): { readonly kind: 'profile'; readonly profile: string } | { readonly kind: 'environment' | 'metadata' } {
  if (wanted.profile !== undefined) return { kind: 'profile', profile: wanted.profile };
  if (environment['AWS_ACCESS_KEY_ID'] !== undefined) return { kind: 'environment' };
  const named = environment['AWS_PROFILE'];
  if (named !== undefined) return { kind: 'profile', profile: named };
  if (environment['AWS_WEB_IDENTITY_TOKEN_FILE'] !== undefined && environment['AWS_ROLE_ARN'] !== undefined) {
    return { kind: 'environment' };
  }
  // Many files have a default profile that says no more than the Region.
  if (planLogin(files, 'default').kind === 'plan') return { kind: 'profile', profile: 'default' };
  const isContainer = Object.keys(environment).some((name) => /^AWS_CONTAINER_CREDENTIALS_.*_URI$/u.test(name));
  if (!isContainer && environment['AWS_EC2_METADATA_DISABLED']?.toLowerCase() === 'true') {
    throw new ConnectionProblem(noCredentials);
  }
  return { kind: 'metadata' };
}

function regionsOf(wanted: Wanted, environment: NodeJS.ProcessEnv, configured: string | undefined): readonly string[] {
  if (wanted.regions.length > 0) return wanted.regions;
  const region = environment['AWS_REGION'] ?? environment['AWS_DEFAULT_REGION'] ?? configured;
  if (region !== undefined && !mayBeRegion(region)) throw new ConnectionProblem(`${region} is no Region.`);
  return region === undefined ? [] : [region];
}

/** The option, else the variables, else what the files say of the profile. Source: AWS SDKs and Tools reference. */
async function endpointsOf(
  { endpoint }: Wanted,
  environment: NodeJS.ProcessEnv,
  profile: string,
): Promise<Pick<Reach, 'endpoint' | 'endpoints'>> {
  if (endpoint !== undefined) return { endpoint };
  if (environment['AWS_IGNORE_CONFIGURED_ENDPOINT_URLS'] === 'true') return {};
  const own = environmentEndpoints(environment);
  const found = await withProfileEndpoints({ kind: 'profile', profile, regions: [], ...own });
  const { endpoints }: { readonly endpoints?: Endpoints } = found.kind === 'profile' ? found : {};
  const all = { ...own, ...(endpoints && { endpoints }) };
  const wrong = [all.endpoint, ...Object.values(all.endpoints)].find((url) => url !== undefined && !isEndpoint(url));
  if (wrong !== undefined) throw new ConnectionProblem(`The endpoint ${wrong} is no http or https URL.`);
  return all;
}

/**
 * Finds credentials, Regions and endpoints as the AWS CLI does: options, then the environment, then the shared files. The
 * Regions are empty where none is named anywhere.
 *
 * @throws ConnectionProblem where they cannot be used.
 */
export async function connectionFor(wanted: Wanted, variables: NodeJS.ProcessEnv): Promise<AwsConnection> {
  const environment = withoutEmpty(variables);
  const files = await readSharedFiles();
  const profile = wanted.profile ?? environment['AWS_PROFILE'] ?? 'default';
  const regions = regionsOf(wanted, environment, files.profiles[profile]?.['region']);
  const reach = { regions, ...(await endpointsOf(wanted, environment, profile)) };
  return { ...credentialsOf(wanted, environment, files), ...reach };
}
