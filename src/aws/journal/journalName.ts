import { createHash } from 'node:crypto';
import type { Connection } from '../connection';

/** Where the person has said that another place answers instead of AWS. */
function placesOf(connection: Connection): readonly string[] {
  if (connection.kind === 'sample') return [];
  const { endpoint, endpoints = {} } = connection;
  const single = Object.entries(endpoints).toSorted(([one], [other]) => one.localeCompare(other));
  return [...(endpoint === undefined ? [] : [endpoint]), ...single.map(([service, url]) => `${service}=${url}`)];
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}

/**
 * The name of the journal of an account, without its ending. Whoever answers at an endpoint is not AWS, whatever account
 * it says it is.
 *
 * @param account Twelve digits, or nothing where AWS does not say whose the credentials are.
 */
export function journalName(account: string | undefined, connection: Connection): string {
  const places = placesOf(connection);
  if (account === undefined || !/^\d{12}$/u.test(account)) return `unknown-${shortHash(JSON.stringify(connection))}`;
  return places.length === 0 ? account : `${account}-${shortHash(places.join(' '))}`;
}
