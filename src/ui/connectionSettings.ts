import type { Event } from 'vscode';
import { ConfigurationTarget, workspace } from 'vscode';
import type { Connection } from '../aws/connection';
import { looksLikeRegion } from './regions';

const section = 's3backup.connection';

/** What the person's settings say of the connection. */
export type ConnectionChoice =
  | { readonly kind: 'none' }
  | { readonly kind: 'invalid'; readonly why: string }
  | { readonly kind: 'ready'; readonly connection: Connection };

/**
 * The person's own value. What a workspace, a folder or a container's machine settings say is never looked at: it could
 * send signed requests elsewhere.
 */
function own(key: string): unknown {
  return workspace.getConfiguration(section).inspect(key)?.globalValue;
}

function profileConnection(): ConnectionChoice {
  const profile = own('profile');
  const regions = own('regions');
  const endpoint = own('endpoint');
  if (typeof profile !== 'string' || profile === '') return { kind: 'invalid', why: 'No profile is set.' };
  const list = Array.isArray(regions) ? regions.filter((region) => typeof region === 'string') : [];
  if (list.length === 0) return { kind: 'invalid', why: 'No Region is set.' };
  const wrong = list.find((region) => !looksLikeRegion(region));
  if (wrong !== undefined) return { kind: 'invalid', why: `${wrong} is no Region.` };
  const connection: Connection = { kind: 'profile', profile, regions: list };
  if (typeof endpoint !== 'string' || endpoint === '') return { kind: 'ready', connection };
  if (!isEndpoint(endpoint)) return { kind: 'invalid', why: `The endpoint ${endpoint} is no http or https URL.` };
  return { kind: 'ready', connection: { ...connection, endpoint } };
}

export function isEndpoint(text: string): boolean {
  return URL.canParse(text) && /^https?:$/u.test(new URL(text).protocol);
}

export function readConnectionChoice(): ConnectionChoice {
  switch (own('source')) {
    case 'sample':
      return { kind: 'ready', connection: { kind: 'sample' } };
    case 'profile':
      return profileConnection();
    default:
      return { kind: 'none' };
  }
}

/** Writes the person's own settings, the source last, so that no half-written connection is tried. */
export async function writeConnection(connection: Connection | undefined): Promise<void> {
  const settings = workspace.getConfiguration(section);
  const set = (key: string, value: unknown): Thenable<void> => settings.update(key, value, ConfigurationTarget.Global);
  if (connection?.kind === 'profile') {
    await set('profile', connection.profile);
    await set('regions', connection.regions);
    await set('endpoint', connection.endpoint);
  }
  await set('source', connection?.kind);
}

/** Calls back when the connection has changed; several changes in a row count as one. */
export function onDidChangeConnection(callback: () => void): ReturnType<Event<unknown>> {
  let timer: NodeJS.Timeout | undefined;
  return workspace.onDidChangeConfiguration((event) => {
    if (!event.affectsConfiguration(section)) return;
    clearTimeout(timer);
    timer = setTimeout(callback, 50);
  });
}
