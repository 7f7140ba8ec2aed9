import { AwsError } from '../awsError';
import { momentIn, savedVersions } from '../backup/savedVersions';
import { dateOf, regionOf } from '../backup/declare';
import type { RecoveryPoint } from '../backup/recoveryPoint';
import { second } from '../clock';
import type { PageRequest } from '../collection';
import { declareService, type Call, type Operation } from '../operation';
import { passesAny, type S3ItemFilter } from './itemFilters';
import { sizeOf } from '../s3/objectHistory';
import {
  getSearchJobSchema,
  listSearchJobResultsSchema,
  listSearchJobsSchema,
  startSearchJobSchema,
  stopSearchJobSchema,
} from './schemas';
import type { FoundItem, SearchJob } from './searchJob';

const searchOperation = declareService('backup-search');

export const searchOperations: readonly Operation[] = [
  searchOperation(startSearchJobSchema, start),
  searchOperation(getSearchJobSchema, get),
  searchOperation(listSearchJobsSchema, listJobs),
  searchOperation(listSearchJobResultsSchema, listResults),
  searchOperation(stopSearchJobSchema, stop),
];

interface Scope {
  readonly BackupResourceTypes: readonly string[];
  readonly BackupResourceArns?: readonly string[];
  readonly SourceResourceArns?: readonly string[];
  readonly BackupResourceCreationTime?: { readonly CreatedAfter?: Date; readonly CreatedBefore?: Date };
}

interface StartInput {
  readonly SearchScope: Scope;
  readonly ItemFilters?: { readonly S3ItemFilters?: readonly S3ItemFilter[] };
  readonly Name?: string;
  readonly ClientToken?: string;
}

interface OfJob {
  readonly SearchJobIdentifier: string;
}

/** How long a search takes. */
const pace = 4 * second;

/** A search looks in at most so many recovery points, and so many run at once. */
const mostPoints = 20;
const mostRunning = 10;

function start(input: StartInput, call: Call): object {
  const region = regionOf(call);
  const known = input.ClientToken === undefined ? undefined : region.tokens.get(`search ${input.ClientToken}`);
  const again = known === undefined ? undefined : region.searchJobs.get(known);
  if (again !== undefined) {
    return started(again);
  }
  if (input.SearchScope.BackupResourceTypes.length !== 1 || input.SearchScope.BackupResourceTypes[0] !== 'S3') {
    throw validation('BackupResourceTypes must have exactly one type.');
  }
  if ([...region.searchJobs.values()].filter((job) => stateOf(job, call.now) === 'RUNNING').length >= mostRunning) {
    throw new AwsError('ServiceQuotaExceededException', `${mostRunning} searches can run at once.`, 402);
  }
  const points = searchedPoints(input.SearchScope, call);
  if (points.length > mostPoints) {
    throw validation(`A search can look in at most ${mostPoints} recovery points.`);
  }
  const items = points.flatMap((point) => itemsOf(point, call));
  const id = call.state.ids.uuid();
  const job: SearchJob = {
    id,
    arn: `arn:aws:backup-search:${call.region}:${call.state.accountId}:search-job/${id}`,
    name: input.Name,
    createdAt: call.now,
    endsAt: call.now + pace,
    stoppedAt: undefined,
    scope: input.SearchScope,
    filters: input.ItemFilters,
    points: points.length,
    items: items.length,
    found: items.filter((item) => passesAny(input.ItemFilters?.S3ItemFilters, item)),
  };
  region.searchJobs.set(id, job);
  if (input.ClientToken !== undefined) {
    region.tokens.set(`search ${input.ClientToken}`, id);
  }
  return started(job);
}

function started(job: SearchJob): object {
  return { SearchJobArn: job.arn, SearchJobIdentifier: job.id, CreationTime: new Date(job.createdAt) };
}

/** Only recovery points with a finished index are searched. */
function searchedPoints(scope: Scope, call: Call): readonly RecoveryPoint[] {
  const { points, indexes } = regionOf(call);
  const { CreatedAfter, CreatedBefore } = scope.BackupResourceCreationTime ?? {};
  return [...points.values()].filter(
    (point) =>
      indexes.get(point.arn)?.status === 'ACTIVE' &&
      (scope.BackupResourceArns?.includes(point.arn) ?? true) &&
      (scope.SourceResourceArns?.includes(point.resourceArn) ?? true) &&
      (CreatedAfter === undefined || point.createdAt >= CreatedAfter.getTime()) &&
      (CreatedBefore === undefined || point.createdAt <= CreatedBefore.getTime()),
  );
}

/** Delete markers never appear (AWS Backup developer guide, search). */
function itemsOf(point: RecoveryPoint, call: Call): readonly FoundItem[] {
  const moment = momentIn(point, regionOf(call).indexes.get(point.arn)?.time);
  const items: FoundItem[] = [];
  for (const version of savedVersions(point, moment)) {
    if (version.kind === 'object') {
      items.push({
        pointArn: point.arn,
        sourceArn: point.resourceArn,
        vaultName: point.vaultName,
        key: version.key,
        bytes: sizeOf(version.content),
        lastModified: version.lastModified,
        etag: version.content.etag,
        versionId: version.versionId,
      });
    }
  }
  return items;
}

function stateOf(job: SearchJob, now: number): 'RUNNING' | 'COMPLETED' | 'STOPPED' {
  if (job.stoppedAt !== undefined) {
    return 'STOPPED';
  }
  return now >= job.endsAt ? 'COMPLETED' : 'RUNNING';
}

/** Of a number of things, those that have been looked at by now. */
function done(job: SearchJob, count: number, now: number): number {
  const at = Math.min(job.stoppedAt ?? now, job.endsAt);
  return Math.floor((count * (at - job.createdAt)) / (job.endsAt - job.createdAt));
}

function get(input: OfJob, call: Call): object {
  const job = requireJob(input, call);
  return { ...summary(job, call), SearchScope: job.scope, ItemFilters: job.filters };
}

function summary(job: SearchJob, { now }: Call): object {
  const state = stateOf(job, now);
  return {
    SearchJobIdentifier: job.id,
    SearchJobArn: job.arn,
    Name: job.name,
    Status: state,
    CreationTime: new Date(job.createdAt),
    CompletionTime: dateOf(state === 'RUNNING' ? undefined : (job.stoppedAt ?? job.endsAt)),
    SearchScopeSummary: { TotalRecoveryPointsToScanCount: job.points, TotalItemsToScanCount: job.items },
    CurrentSearchProgress: {
      RecoveryPointsScannedCount: done(job, job.points, now),
      ItemsScannedCount: done(job, job.items, now),
      ItemsMatchedCount: done(job, job.found.length, now),
    },
  };
}

function listJobs(input: PageRequest, call: Call): object {
  const { items, nextToken } = regionOf(call).searchJobs.page(input);
  return { SearchJobs: items.map((job) => summary(job, call)), NextToken: nextToken };
}

function listResults(input: OfJob & PageRequest, call: Call): object {
  const job = requireJob(input, call);
  const found = job.found.slice(0, done(job, job.found.length, call.now));
  const from = input.NextToken === undefined ? 0 : Number(input.NextToken);
  const end = from + (input.MaxResults ?? 1000);
  return {
    Results: found.slice(from, end).map((item) => ({ S3ResultItem: describe(item) })),
    NextToken: end < found.length ? String(end) : undefined,
  };
}

function describe(item: FoundItem): object {
  return {
    BackupResourceArn: item.pointArn,
    SourceResourceArn: item.sourceArn,
    BackupVaultName: item.vaultName,
    ObjectKey: item.key,
    ObjectSize: item.bytes,
    CreationTime: new Date(item.lastModified),
    ETag: item.etag,
    VersionId: item.versionId,
  };
}

function stop(input: OfJob, call: Call): void {
  const job = requireJob(input, call);
  if (stateOf(job, call.now) !== 'RUNNING') {
    throw new AwsError('ConflictException', 'The search job is not running.', 409);
  }
  job.stoppedAt = call.now;
}

/** @throws AwsError `ResourceNotFoundException`. */
function requireJob({ SearchJobIdentifier: id }: OfJob, call: Call): SearchJob {
  const job = regionOf(call).searchJobs.get(id);
  if (job === undefined) {
    throw new AwsError('ResourceNotFoundException', `Search job ${id} cannot be found.`, 404);
  }
  return job;
}

function validation(message: string): AwsError {
  return new AwsError('ValidationException', message);
}
