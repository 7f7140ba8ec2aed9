import { setImmediate as nextTurn } from 'node:timers/promises';
import { NormalizedSchema } from '@smithy/core/schema';
import { authorize } from './access';
import { AwsError } from './awsError';
import type { Clock } from './clock';
import { abortError, interfereAfter, interfereBefore, type Interfere } from './interference';
import { callerOf } from './identity/sessions';
import { ssoOidcOperations, ssoOperations } from './identity/sso';
import { stsOperations } from './identity/sts';
import { backupOperations, iamOperations, s3Operations } from './operations';
import { otherBackupOperations, otherS3Operations } from './otherOperations';
import { queryProtocol, restJsonProtocol, s3Protocol, type Protocol, type ResolvedCall } from './protocol';
import type { Call, Service } from './operation';
import type { RequestLog } from './requestLog';
import { searchOperations } from './search/searchJobs';
import { checkBucketOwner } from './s3/bucketOwner';
import { checkAccessPoint, checkBucketRegion } from './s3/bucketRegion';
import type { AccountState } from './state';
import { withKeyFault } from './keyFaults';
import { withPagingFault } from './pagingFaults';
import { writeError } from './wire/errorResponse';
import type { WireRequest, WireResponse } from './wire/http';
import { receive, type IncomingRequest } from './wire/incoming';
import { missingMember } from './wire/required';
import { readScope, type Scope } from './wire/scope';
import { readUnsignedScope } from './wire/unsigned';

const protocols: Readonly<Record<Service, Protocol>> = {
  backup: restJsonProtocol(backupOperations, otherBackupOperations),
  'backup-search': restJsonProtocol(searchOperations, []),
  iam: queryProtocol(iamOperations, 'https://iam.amazonaws.com/doc/2010-05-08/'),
  s3: s3Protocol(s3Operations, otherS3Operations),
  sso: restJsonProtocol(ssoOperations, []),
  'sso-oidc': restJsonProtocol(ssoOidcOperations, []),
  sts: queryProtocol(stsOperations, 'https://sts.amazonaws.com/doc/2011-06-15/'),
};

/** What stands around the state: time, a record of the calls, and what goes wrong on purpose. */
export interface Surroundings {
  readonly state: AccountState;
  readonly clock: Clock;
  readonly log: RequestLog;
  readonly interfere: Interfere | undefined;
}

/**
 * Answers one request. Every error of AWS becomes an answer.
 *
 * @throws AbortError where the signal is aborted meanwhile.
 */
export async function dispatch(
  surroundings: Surroundings,
  incoming: IncomingRequest,
  signal?: AbortSignal,
): Promise<WireResponse> {
  const requestId = surroundings.state.ids.uuid();
  surroundings.log.enter();
  try {
    // The event loop gets its turn before each answer: answered in microtasks alone, thousands of calls freeze an editor.
    await nextTurn();
    if (signal?.aborted) {
      throw abortError();
    }
    const response = await answer(surroundings, incoming, requestId, signal);
    return finish(response, incoming.method, requestId);
  } finally {
    surroundings.log.leave();
  }
}

async function answer(
  surroundings: Surroundings,
  incoming: IncomingRequest,
  requestId: string,
  signal: AbortSignal | undefined,
): Promise<WireResponse> {
  let protocol: Protocol | undefined;
  try {
    const request = await receive(incoming);
    const scope = requireScope(request);
    protocol = protocolOf(scope.service);
    const resolved = protocol.resolve(request);
    const { service, name } = resolved.operation;
    const logged = { service, operation: name, region: scope.region };
    surroundings.log.add(logged);
    const interference = surroundings.interfere?.(logged);
    await interfereBefore(interference, request, service, signal);
    const paged = withPagingFault(interference?.kind === 'paging' ? interference.fault : undefined, resolved);
    const call = withKeyFault(interference?.kind === 'keys' ? interference.fault : undefined, paged);
    const output = await perform(surroundings, call, scope, request.headers['x-amz-security-token']);
    return interfereAfter(interference, call.write(output, requestId));
  } catch (error) {
    if (error instanceof Error && error.name === 'AbortError') {
      throw error;
    }
    return writeError(asAwsError(error), protocol?.errorForm ?? 's3', requestId);
  }
}

async function perform(
  surroundings: Surroundings,
  resolved: ResolvedCall,
  scope: Scope,
  sessionToken: string | undefined,
): Promise<Readonly<Record<string, unknown>>> {
  const { state, clock } = surroundings;
  const { operation } = resolved;
  const input = await read(resolved);
  const now = clock.now();
  state.agenda.settle(now);
  const caller = callerOf(state, operation.service, scope.accessKeyId, sessionToken, now);
  const call: Call = { state, region: scope.region, now, caller };
  if (operation.service === 's3') {
    checkBucketRegion(operation.name, input, call);
    checkBucketOwner(input, call);
    checkAccessPoint(operation.name, input, call);
  }
  authorize(operation, input, call);
  return ((await operation.handle(input as never, call)) ?? {}) as Readonly<Record<string, unknown>>;
}

/** @throws AwsError where the body cannot be read, or a member that AWS requires is missing. */
async function read(resolved: ResolvedCall): Promise<Record<string, unknown>> {
  const { operation } = resolved;
  let input: Record<string, unknown>;
  try {
    input = await resolved.read();
  } catch {
    throw unreadable(operation.service);
  }
  const missing = missingMember(NormalizedSchema.of(operation.schema[4]), input);
  if (missing !== undefined) {
    throw missingParameter(operation.service, missing);
  }
  return input;
}

function unreadable(service: Service): AwsError {
  return service === 's3'
    ? new AwsError(
        'MalformedXML',
        'The XML you provided was not well-formed or did not validate against our published schema',
      )
    : new AwsError('SerializationException', 'The request body could not be read.');
}

function missingParameter(service: Service, member: string): AwsError {
  switch (service) {
    case 's3':
      return member.includes('.')
        ? unreadable(service)
        : new AwsError('InvalidArgument', `The request is missing ${member}.`);
    case 'backup':
    case 'backup-search':
    case 'sso':
    case 'sso-oidc':
      return new AwsError('MissingParameterValueException', `Required parameter ${member} is missing.`);
    case 'iam':
    case 'sts':
      return new AwsError('ValidationError', `The request must contain the parameter ${member}.`);
  }
}

/** @throws AwsError 403 for a request that should be signed and is not. */
function requireScope(request: WireRequest): Scope {
  const scope = readScope(request) ?? readUnsignedScope(request);
  if (scope === undefined) {
    throw new AwsError(
      'AccessDenied',
      'The request is not signed. Any access key is good for the sample account.',
      403,
    );
  }
  return scope;
}

function protocolOf(service: string): Protocol {
  if (!Object.hasOwn(protocols, service)) {
    throw new AwsError('NotImplemented', `The service ${service} is not part of the sample account.`, 501);
  }
  return protocols[service as Service];
}

function asAwsError(error: unknown): AwsError {
  if (error instanceof AwsError) {
    return error;
  }
  const message = error instanceof Error ? error.message : String(error);
  return new AwsError('InternalError', `The sample account failed: ${message}`, 500);
}

function finish(response: WireResponse, method: string, requestId: string): WireResponse {
  const { statusCode, body } = response;
  const headers = { ...response.headers, 'x-amz-request-id': requestId, 'x-amzn-requestid': requestId };
  if (statusCode === 204 || statusCode === 304) {
    return { statusCode, headers, body: new Uint8Array() };
  }
  const length = response.headers['content-length'] ?? String(body.length);
  const isHead = method.toUpperCase() === 'HEAD';
  return { statusCode, headers: { ...headers, 'content-length': length }, body: isHead ? new Uint8Array() : body };
}
