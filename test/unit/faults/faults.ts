import type { Interference } from '../../../src/emulator/interference';
import type { LoggedCall } from '../../../src/emulator/requestLog';

/** What goes wrong with a call. `timeout`: no answer comes within the time that the client has for it. */
export type Mishap = Interference | 'timeout';

/** One way in which an operation goes wrong. */
export interface Fault {
  readonly name: string;
  /** Whether the client gets over it, so that all is shown as it is. Else what the operation tells may be missing. */
  readonly isOvercome?: boolean;
  /** Only for lists. */
  readonly isOfLists?: boolean;
  /** Something answers that is not AWS. */
  readonly isForeign?: boolean;
  /** @param nth How many calls of the operation there were before. */
  readonly happen: (call: LoggedCall, nth: number) => Mishap | undefined;
}

function always(mishap: Mishap): Fault['happen'] {
  return () => mishap;
}

function error(code: string, message: string, statusCode: number, headers?: Record<string, string>): Interference {
  return { kind: 'error', code, message, statusCode, ...(headers && { headers }) };
}

/** Each service has its own words for it. */
function throttling({ service }: LoggedCall): Interference {
  if (service === 's3') return error('SlowDown', 'Please reduce your request rate.', 503);
  return service === 'backup'
    ? error('ThrottlingException', 'Rate exceeded', 429)
    : error('Throttling', 'Rate exceeded', 400);
}

function denial({ service }: LoggedCall): Interference {
  return error(service === 'backup' ? 'AccessDeniedException' : 'AccessDenied', 'Access Denied', 403);
}

function answer(contentType: string, body: string, statusCode = 200): Interference {
  return { kind: 'answer', statusCode, contentType, body };
}

const webPage = '<!doctype html><html><body><h1>It works!</h1></body></html>';
/** Each list of AWS Backup that is read, with an entry that has nothing. */
const listsOfNothing = JSON.stringify(
  Object.fromEntries(
    [
      ...['BackupPlansList', 'BackupSelectionsList', 'BackupVaultList', 'Results', 'RecoveryPoints'],
      ...['BackupJobs', 'CopyJobs', 'RestoreJobs'],
    ].map((name) => [name, [{}]]),
  ),
);
const inFourDays = 4 * 86_400_000;
const regionHeader = { 'x-amz-bucket-region': 'ap-south-2' };

const foreign: readonly Fault[] = (
  [
    ['a web page', answer('text/html', webPage)],
    ['a web page that is refused', answer('text/html', webPage, 403)],
    ['an empty page', answer('text/plain', '')],
    ['no content', answer('text/plain', '', 204)],
    ['an object of something else', answer('application/json', '{"hello":"world"}')],
    ['an empty object', answer('application/json', '{}')],
    ['an answer to something else', answer('application/xml', '<ListAllMyBucketsResult/>')],
    ['lists of nothing that can be told apart', answer('application/json', listsOfNothing)],
  ] as const
).map(([name, mishap]) => ({ name, isForeign: true, happen: always(mishap) }));

export const faults: readonly Fault[] = [
  { name: 'denied', happen: denial },
  { name: 'throttled once', isOvercome: true, happen: (call, nth) => (nth === 0 ? throttling(call) : undefined) },
  { name: 'throttled three times', happen: (call, nth) => (nth < 3 ? throttling(call) : undefined) },
  { name: 'throttled for ever', happen: throttling },
  { name: 'an internal error', happen: always(error('InternalError', 'We encountered an internal error.', 500)) },
  { name: 'no answer in time', happen: always('timeout') },
  { name: 'an answer that breaks off', happen: always({ kind: 'malformedBody' }) },
  ...foreign,
  {
    name: 'the wrong Region',
    happen: always(
      error('AuthorizationHeaderMalformed', "the region 'x' is wrong; expecting 'ap-south-2'", 400, regionHeader),
    ),
  },
  { name: 'a redirect', happen: always(error('PermanentRedirect', 'Use the endpoint.', 301, regionHeader)) },
  { name: 'an expired token', happen: always(error('ExpiredToken', 'The provided token has expired.', 400)) },
  { name: 'a clock that is wrong', isOvercome: true, happen: always({ kind: 'skew', milliseconds: inFourDays }) },
  ...(
    [
      ['an empty page with a token', 'empty-first', true],
      ['a page that comes twice', 'first-twice', true],
      ['pages in a circle', 'no-end', false],
      ['empty pages in a circle', 'no-end-empty', false],
    ] as const
  ).map(([name, fault, isOvercome]): Fault => ({
    name,
    isOfLists: true,
    isOvercome,
    happen: always({ kind: 'paging', fault }),
  })),
];
