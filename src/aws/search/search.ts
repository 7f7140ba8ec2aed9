import type { BackupClient } from '@aws-sdk/client-backup';
import { NotAwsError } from '../failure';
import { sendRest } from '../restClient/send';
import type { FoundOutput, ItemFilter, StartSearchInput } from './operations';
import { getSearchJob, listSearchJobResults, startSearchJob, stopSearchJob } from './operations';

/** What is looked for in recovery points. */
export interface SearchWish {
  readonly recoveryPointArns: readonly string[];
  readonly key: { readonly operator: 'CONTAINS' | 'BEGINS_WITH' | 'ENDS_WITH' | 'EQUALS_TO'; readonly value: string };
  /** In bytes. */
  readonly leastBytes?: number;
  readonly mostBytes?: number;
  /** By the object's own date. */
  readonly notBefore?: Date;
  readonly notAfter?: Date;
}

/** A search looks in at most so many recovery points. Source: AWS Backup developer guide, quotas. */
export const mostSearchedPoints = 20;

/** An object version that a search found. */
export interface FoundVersion {
  readonly recoveryPointArn: string;
  readonly vaultName?: string;
  readonly key: string;
  readonly bytes?: number;
  readonly createdAt?: Date;
  readonly versionId?: string;
}

/** How a search stands. */
export interface SearchProgress {
  /** AWS's word: RUNNING, COMPLETED, STOPPING, STOPPED, FAILED. */
  readonly status: string;
  readonly message?: string;
  readonly scanned?: number;
  readonly toScan?: number;
  readonly matched?: number;
}

function range<T>(least: T | undefined, most: T | undefined): readonly { Value: T; Operator: string }[] {
  return [
    ...(least === undefined ? [] : [{ Value: least, Operator: 'GREATER_THAN_EQUAL_TO' }]),
    ...(most === undefined ? [] : [{ Value: most, Operator: 'LESS_THAN_EQUAL_TO' }]),
  ];
}

function filterOf({ key, leastBytes, mostBytes, notBefore, notAfter }: SearchWish): ItemFilter {
  const [sizes, times] = [range(leastBytes, mostBytes), range(notBefore, notAfter)];
  return {
    ObjectKeys: [{ Value: key.value, Operator: key.operator }],
    ...(sizes.length > 0 && { Sizes: sizes }),
    ...(times.length > 0 && { CreationTimes: times }),
  };
}

/** The request that starts a search. @param token Sent twice, it starts one search. */
export function searchInput(wish: SearchWish, token: string): StartSearchInput {
  return {
    SearchScope: { BackupResourceTypes: ['S3'], BackupResourceArns: wish.recoveryPointArns },
    ItemFilters: { S3ItemFilters: [filterOf(wish)] },
    ClientToken: token,
  };
}

/** Starts a search, which is billed. @returns its identifier. @throws what the SDK throws, and NotAwsError. */
export async function startSearch(client: BackupClient, input: StartSearchInput): Promise<string> {
  const { SearchJobIdentifier: id } = await sendRest(client, startSearchJob, input);
  if (id === undefined) throw new NotAwsError();
  return id;
}

/** How a search stands. @throws what the SDK throws. */
export async function readSearch(client: BackupClient, id: string, signal: AbortSignal): Promise<SearchProgress> {
  const output = await sendRest(client, getSearchJob, { SearchJobIdentifier: id }, signal);
  const { ItemsScannedCount: scanned, ItemsMatchedCount: matched } = output.CurrentSearchProgress ?? {};
  const toScan = output.SearchScopeSummary?.TotalItemsToScanCount;
  if (output.Status === undefined) throw new NotAwsError();
  return {
    status: output.Status,
    ...(output.StatusMessage !== undefined && { message: output.StatusMessage }),
    ...(scanned !== undefined && { scanned }),
    ...(matched !== undefined && { matched }),
    ...(toScan !== undefined && { toScan }),
  };
}

function foundOf(item: FoundOutput | undefined): readonly FoundVersion[] {
  if (item?.ObjectKey === undefined || item.BackupResourceArn === undefined) return [];
  return [
    {
      recoveryPointArn: item.BackupResourceArn,
      key: item.ObjectKey,
      ...(item.BackupVaultName !== undefined && { vaultName: item.BackupVaultName }),
      ...(item.ObjectSize !== undefined && { bytes: item.ObjectSize }),
      ...(item.CreationTime !== undefined && { createdAt: item.CreationTime }),
      ...(item.VersionId !== undefined && { versionId: item.VersionId }),
    },
  ];
}

export interface FoundPage {
  readonly found: readonly FoundVersion[];
  readonly next?: string;
}

const pageSize = 100;

/** One page of what a search has found so far. @throws what the SDK throws. */
export async function readFound(
  client: BackupClient,
  id: string,
  from: string | undefined,
  signal: AbortSignal,
): Promise<FoundPage> {
  const input = { SearchJobIdentifier: id, MaxResults: pageSize, ...(from !== undefined && { NextToken: from }) };
  const { Results = [], NextToken: next } = await sendRest(client, listSearchJobResults, input, signal);
  return { found: Results.flatMap((item) => foundOf(item.S3ResultItem)), ...(next !== undefined && { next }) };
}

/** Ends a search before its time. What it has found stays. @throws what the SDK throws. */
export async function stopSearch(client: BackupClient, id: string): Promise<void> {
  await sendRest(client, stopSearchJob, { SearchJobIdentifier: id });
}
