import { AwsError, invalidParameter, invalidRequest, resourceNotFound } from '../awsError';
import type { PageRequest } from '../collection';
import type { Call, Operation } from '../operation';
import type { AccessPoint } from './accessPoint';
import { createAccessPoint, deleteAccessPoint } from './accessPointRunner';
import {
  createAccessPointSchema,
  deleteAccessPointSchema,
  describeAccessPointSchema,
  listAccessPointsOfPointSchema,
  listAccessPointsSchema,
} from './accessPointSchemas';
import { backupOperation, regionOf } from './declare';
import { isContinuous, type RecoveryPoint } from './recoveryPoint';
import { restorableWindow } from './restoreMetadata';

export const accessPointOperations: readonly Operation[] = [
  backupOperation(createAccessPointSchema, create),
  backupOperation(describeAccessPointSchema, describeOne),
  backupOperation(listAccessPointsSchema, listAll),
  backupOperation(listAccessPointsOfPointSchema, listOfPoint),
  backupOperation(deleteAccessPointSchema, remove),
];

interface CreateInput {
  readonly Name: string;
  readonly RecoveryPointArn: string;
  readonly AccessPointMetadata?: Readonly<Record<string, string>>;
}

interface OfAccessPoint {
  readonly AccessPointArn: string;
}

const nameShape = /^[a-z0-9][a-z0-9-]{1,48}[a-z0-9]$/;
const mostOfPoint = 5;

function create(input: CreateInput, call: Call): object {
  const region = regionOf(call);
  const point = region.points.get(input.RecoveryPointArn);
  if (point === undefined) {
    throw resourceNotFound(`Cannot find recovery point ${input.RecoveryPointArn}.`);
  }
  if (!nameShape.test(input.Name) || input.Name.endsWith('-s3alias')) {
    throw invalidParameter('Name must have 3 to 50 lower-case letters, digits and hyphens.');
  }
  const existing = [...region.accessPoints.values()];
  if (existing.some(({ name }) => name === input.Name)) {
    throw new AwsError('AlreadyExistsException', `An access point with the name ${input.Name} already exists.`);
  }
  if (!['AVAILABLE', 'COMPLETED', 'STOPPED'].includes(point.status)) {
    throw invalidRequest('The recovery point is not available.');
  }
  if (existing.filter((each) => each.point === point).length >= mostOfPoint) {
    throw new AwsError('LimitExceededException', `A recovery point can have ${mostOfPoint} access points.`);
  }
  const time = readTime(input.AccessPointMetadata?.['AccessPointInTime'], point, call.now);
  const accessPoint = createAccessPoint(call.state, region, { name: input.Name, point, time }, call.now);
  return { AccessPointArn: accessPoint.arn, Status: accessPoint.status };
}

function readTime(text: string | undefined, point: RecoveryPoint, now: number): number | undefined {
  if (!isContinuous(point)) {
    if (text !== undefined) {
      throw invalidParameter('AccessPointInTime can only be given for a continuous recovery point.');
    }
    return undefined;
  }
  const { earliest, latest } = restorableWindow(point, now);
  const time = Date.parse(text ?? '');
  if (!(time >= earliest && time <= latest)) {
    const window = `${new Date(earliest).toISOString()} and ${new Date(latest).toISOString()}`;
    throw invalidParameter(`AccessPointInTime must be between ${window}.`);
  }
  return time;
}

function describeOne(input: OfAccessPoint, call: Call): object {
  return describe(requireAccessPoint(input, call), call);
}

function listAll(input: PageRequest, call: Call): object {
  const { items, nextToken } = regionOf(call).accessPoints.page(input);
  return { BackupAccessPoints: items.map((each) => describe(each, call)), NextToken: nextToken };
}

function listOfPoint(input: PageRequest & { readonly RecoveryPointArn: string }, call: Call): object {
  const { accessPoints } = regionOf(call);
  const { items, nextToken } = accessPoints.page(input, ({ point }) => point.arn === input.RecoveryPointArn);
  return { BackupAccessPoints: items.map((each) => describe(each, call)), NextToken: nextToken };
}

function remove(input: OfAccessPoint, call: Call): void {
  deleteAccessPoint(call.state, regionOf(call), requireAccessPoint(input, call), call.now);
}

function describe(accessPoint: AccessPoint, call: Call): object {
  const { arn, name, point, alias, status, time, createdAt } = accessPoint;
  const isReady = status === 'AVAILABLE';
  return {
    AccessPointArn: arn,
    AccessPointMetadata: {
      ...(isReady && {
        S3AccessPointAlias: alias,
        S3AccessPointArn: `arn:aws:s3:${call.region}:${call.state.accountId}:accesspoint/${name}`,
      }),
      ...(time !== undefined && { AccessPointInTime: new Date(time).toISOString().replace(/\.\d+Z$/, 'Z') }),
    },
    BackupVaultArn: regionOf(call).vaults.get(point.vaultName)?.arn,
    BackupVaultName: point.vaultName,
    CreationTime: new Date(createdAt),
    Name: name,
    RecoveryPointArn: point.arn,
    ResourceArn: point.resourceArn,
    ResourceType: 'S3',
    Status: status,
  };
}

/** @throws AwsError `ResourceNotFoundException`. */
function requireAccessPoint({ AccessPointArn: arn }: OfAccessPoint, call: Call): AccessPoint {
  const accessPoint = regionOf(call).accessPoints.get(arn);
  if (accessPoint === undefined) {
    throw resourceNotFound(`Backup access point ${arn} cannot be found.`);
  }
  return accessPoint;
}
