import { AwsError, notPartOfSample } from './awsError';
import type { Operation } from './operation';
import type { OtherOperation } from './otherOperations';
import { jsonBody, xmlBody, type BodyCodec } from './wire/codecs';
import type { ErrorForm } from './wire/errorResponse';
import type { WireRequest, WireResponse } from './wire/http';
import { httpBindingOf, readAddress, type HttpBinding } from './wire/httpBinding';
import { readParameters, readQueryInput, writeQueryOutput } from './wire/queryMessage';
import { readInput, writeOutput } from './wire/restMessage';
import { Router } from './wire/router';
import { readS3Address } from './wire/s3Address';
import { writeBucketLocation } from './wire/bucketLocation';

/** How one service speaks: which operation a request is, and how its input is read and its output written. */
export interface Protocol {
  readonly errorForm: ErrorForm;
  /** @throws AwsError that names the operation where it has no handler, or says that there is none. */
  resolve(request: WireRequest): ResolvedCall;
}

/** A request whose operation is known. */
export interface ResolvedCall {
  readonly operation: Operation;
  read(): Promise<Record<string, unknown>>;
  write(output: Readonly<Record<string, unknown>>, requestId: string): WireResponse;
}

interface Route {
  readonly binding: HttpBinding;
  readonly operation: Operation | undefined;
  readonly name: string;
}

/** AWS Backup: REST-JSON. */
export function restJsonProtocol(operations: readonly Operation[], others: readonly OtherOperation[]): Protocol {
  const router = new Router(routesOf(operations, others));
  return {
    errorForm: 'json',
    resolve(request) {
      const match = router.find(request);
      if (match === undefined) {
        throw new AwsError('UnknownOperationException', `No operation answers ${request.method} ${request.path}.`, 404);
      }
      return restCall(match.route, request, match.labels, jsonBody);
    },
  };
}

const s3Xml = xmlBody('http://s3.amazonaws.com/doc/2006-03-01/');

/** S3: REST-XML, with the bucket in the host or in front of the path. */
export function s3Protocol(operations: readonly Operation[], others: readonly OtherOperation[]): Protocol {
  const routes = routesOf(operations, others);
  const isOnService = (route: Route): boolean => /^List(Directory)?Buckets$/.test(route.name);
  const onService = new Router(routes.filter(isOnService));
  const onBucket = new Router(routes.filter((route) => !isOnService(route)));
  return {
    errorForm: 's3',
    resolve(request) {
      const { bucket, path } = readS3Address(request);
      const match = (bucket === undefined ? onService : onBucket).find(request, path);
      if (match === undefined) {
        throw new AwsError('MethodNotAllowed', 'The specified method is not allowed against this resource.', 405);
      }
      const labels = bucket === undefined ? match.labels : { ...match.labels, Bucket: bucket };
      const call = restCall(match.route, request, labels, s3Xml);
      return call.operation.name === 'GetBucketLocation' ? { ...call, write: writeBucketLocation } : call;
    },
  };
}

/** STS and IAM: AWS's query protocol, a form in and XML out. */
export function queryProtocol(operations: readonly Operation[], xmlNamespace: string): Protocol {
  const byName = new Map(operations.map((operation) => [operation.name, operation]));
  return {
    errorForm: 'query',
    resolve(request) {
      const parameters = readParameters(request);
      const name = parameters.get('Action');
      if (name === undefined) {
        throw new AwsError('MissingAction', 'The request is missing an action or a required parameter.', 400);
      }
      const operation = byName.get(name);
      if (operation === undefined) {
        throw notPartOfSample(name);
      }
      return {
        operation,
        read: () => Promise.resolve(readQueryInput(operation.schema, parameters)),
        write: (output, requestId) => writeQueryOutput(operation.schema, output, xmlNamespace, requestId),
      };
    },
  };
}

function routesOf(operations: readonly Operation[], others: readonly OtherOperation[]): Route[] {
  return [
    ...operations.map((operation) => ({ operation, name: operation.name, binding: httpBindingOf(operation.schema) })),
    ...others.map(([name, method, address]) => ({
      operation: undefined,
      name,
      binding: { ...readAddress(method, address), requiredQuery: [], requiredHeaders: [], statusCode: 501 },
    })),
  ];
}

function restCall(
  route: Route,
  request: WireRequest,
  labels: Readonly<Record<string, string>>,
  codec: BodyCodec,
): ResolvedCall {
  const { operation } = route;
  if (operation === undefined) {
    throw notPartOfSample(route.name);
  }
  return {
    operation,
    read: () => readInput(operation.schema, request, labels, codec),
    write: (output) => writeOutput(operation.schema, output, codec),
  };
}
