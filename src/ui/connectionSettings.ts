import * as l10n from '@vscode/l10n';
import type { Event } from 'vscode';
import { ConfigurationTarget, workspace } from 'vscode';
import type { Connection, Endpoints, Reach } from '../aws/connection';
import { endpointServices, isEndpoint } from '../aws/connection';
import { looksLikeRegion } from './regions';

const section = 's3backup.connection';

/** What the person's settings say of the connection. */
export type ConnectionChoice =
  | { readonly kind: 'none' }
  | { readonly kind: 'invalid'; readonly why: string }
  | { readonly kind: 'ready'; readonly connection: Connection };

/** A setting that no connection can be made of. */
class InvalidSetting extends Error {}

/**
 * The person's own value. What a workspace, a folder or a container's machine settings say is never looked at: it could
 * send signed requests elsewhere.
 */
function own(key: string): unknown {
  return workspace.getConfiguration(section).inspect(key)?.globalValue;
}

function readRegions(): readonly string[] {
  const regions = own('regions');
  const list = Array.isArray(regions) ? regions.filter((region) => typeof region === 'string') : [];
  if (list.length === 0) throw new InvalidSetting(l10n.t('No Region is set.'));
  const wrong = list.find((region) => !looksLikeRegion(region));
  if (wrong !== undefined) throw new InvalidSetting(l10n.t('{0} is no Region.', wrong));
  return list;
}

function checkEndpoint(endpoint: string): string {
  if (!isEndpoint(endpoint)) throw new InvalidSetting(l10n.t('The endpoint {0} is no http or https URL.', endpoint));
  return endpoint;
}

function readEndpoints(): Endpoints {
  const value = own('endpoints');
  if (typeof value !== 'object' || value === null) return {};
  const entries = endpointServices.flatMap((service) => {
    const endpoint: unknown = Reflect.get(value, service);
    return typeof endpoint !== 'string' || endpoint === '' ? [] : [[service, checkEndpoint(endpoint)]];
  });
  return Object.fromEntries(entries) as Endpoints;
}

function readReach(): Reach {
  const regions = readRegions();
  const endpoint = own('endpoint');
  const endpoints = readEndpoints();
  return {
    regions,
    ...(typeof endpoint === 'string' && endpoint !== '' && { endpoint: checkEndpoint(endpoint) }),
    ...(Object.keys(endpoints).length > 0 && { endpoints }),
  };
}

function readProfile(): string {
  const profile = own('profile');
  if (typeof profile !== 'string' || profile === '') throw new InvalidSetting(l10n.t('No profile is set.'));
  return profile;
}

function readConnection(source: unknown): Connection | undefined {
  switch (source) {
    case 'sample':
      return { kind: 'sample' };
    case 'profile':
      return { kind: 'profile', profile: readProfile(), ...readReach() };
    case 'environment':
    case 'metadata':
      return { kind: source, ...readReach() };
    default:
      return undefined;
  }
}

export function readConnectionChoice(): ConnectionChoice {
  try {
    const connection = readConnection(own('source'));
    return connection === undefined ? { kind: 'none' } : { kind: 'ready', connection };
  } catch (error) {
    if (error instanceof InvalidSetting) return { kind: 'invalid', why: error.message };
    throw error;
  }
}

/** Writes the person's own settings, the source last, so that no half-written connection is tried. */
export async function writeConnection(connection: Connection | undefined): Promise<void> {
  const settings = workspace.getConfiguration(section);
  const set = (key: string, value: unknown): Thenable<void> => settings.update(key, value, ConfigurationTarget.Global);
  if (connection !== undefined && connection.kind !== 'sample') {
    if (connection.kind === 'profile') await set('profile', connection.profile);
    await set('regions', connection.regions);
    await set('endpoint', connection.endpoint);
    await set('endpoints', connection.endpoints);
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
