import type { Connection, Endpoints, EndpointService } from './connection';
import { endpointServices } from './connection';
import type { SharedFiles } from './credentials/sharedFiles';
import { readSharedFiles } from './credentials/sharedFiles';

/** The endpoints of IAM Identity Center are found in the shared files alone: its tokens go to no other place. */
export interface SsoEndpoints {
  readonly portal?: string;
  readonly oidc?: string;
}

/** The endpoint of a service: its own, else the one for all. */
export function endpointFor(connection: Connection, service: EndpointService): string | undefined {
  return connection.kind === 'sample' ? undefined : (connection.endpoints?.[service] ?? connection.endpoint);
}

/**
 * The connection with the endpoints that the files name for its profile (`endpoint_url`, or its `services` section),
 * where the connection names none itself. Nothing else redirects: no variable of the environment, no other profile.
 * Source: AWS SDKs and Tools reference, service-specific endpoints.
 */
export async function withProfileEndpoints(connection: Connection): Promise<Connection> {
  if (connection.kind !== 'profile' || connection.endpoint !== undefined) return connection;
  const found = configuredEndpoints(await readSharedFiles(), connection.profile);
  const endpoints = { ...found, ...connection.endpoints };
  return Object.keys(endpoints).length === 0 ? connection : { ...connection, endpoints };
}

function configuredEndpoints(files: SharedFiles, profile: string): Endpoints {
  return Object.fromEntries(
    endpointServices.flatMap((service) => {
      const url = configuredEndpoint(files, profile, service);
      return url === undefined ? [] : [[service, url]];
    }),
  );
}

export function ssoEndpoints(files: SharedFiles, profile: string): SsoEndpoints {
  const [portal, oidc] = [configuredEndpoint(files, profile, 'sso'), configuredEndpoint(files, profile, 'sso_oidc')];
  return { ...(portal !== undefined && { portal }), ...(oidc !== undefined && { oidc }) };
}

function configuredEndpoint(files: SharedFiles, profile: string, service: string): string | undefined {
  const section = files.profiles[profile];
  if (section === undefined || section['ignore_configured_endpoint_urls'] === 'true') return undefined;
  const { services: name, endpoint_url: all } = section;
  return (name === undefined ? undefined : files.services[name]?.[`${service}.endpoint_url`]) ?? all;
}

/** `AWS_ENDPOINT_URL` and `AWS_ENDPOINT_URL_<SERVICE>`. For the command line, whose environment is its caller's own. */
export function environmentEndpoints(environment: NodeJS.ProcessEnv): {
  readonly endpoint?: string;
  readonly endpoints: Endpoints;
} {
  if (environment['AWS_IGNORE_CONFIGURED_ENDPOINT_URLS'] === 'true') return { endpoints: {} };
  const endpoints = Object.fromEntries(
    endpointServices.flatMap((service) => {
      const url = environment[`AWS_ENDPOINT_URL_${service.toUpperCase()}`];
      return url === undefined || url === '' ? [] : [[service, url]];
    }),
  );
  const endpoint = environment['AWS_ENDPOINT_URL'];
  return { endpoints, ...(endpoint !== undefined && endpoint !== '' && { endpoint }) };
}
