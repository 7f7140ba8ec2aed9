import { inPath, inQuery, listOf, number, restOperation, structure, text, texts, time } from '../restClient/shapes';

/*
 * AWS Backup Search, for which the SDK has no client here. Source: AWS Backup Search API reference (2018-05-10).
 */

export interface Condition<T> {
  readonly Value: T;
  readonly Operator: string;
}

/** What an object must be like: of each list one condition, and of all lists that are there. */
export interface ItemFilter {
  readonly ObjectKeys?: readonly Condition<string>[];
  readonly Sizes?: readonly Condition<number>[];
  readonly CreationTimes?: readonly Condition<Date>[];
}

export interface StartSearchInput {
  readonly SearchScope: {
    readonly BackupResourceTypes: readonly ['S3'];
    readonly BackupResourceArns: readonly string[];
  };
  readonly ItemFilters: { readonly S3ItemFilters: readonly ItemFilter[] };
  readonly Name?: string;
  /** Sent twice, it starts one search. */
  readonly ClientToken: string;
}

export interface SearchJobOutput {
  readonly SearchJobIdentifier?: string;
  readonly Status?: string;
  readonly StatusMessage?: string;
  readonly SearchScopeSummary?: {
    readonly TotalRecoveryPointsToScanCount?: number;
    readonly TotalItemsToScanCount?: number;
  };
  readonly CurrentSearchProgress?: {
    readonly RecoveryPointsScannedCount?: number;
    readonly ItemsScannedCount?: number;
    readonly ItemsMatchedCount?: number;
  };
}

export interface FoundOutput {
  readonly BackupResourceArn?: string;
  readonly BackupVaultName?: string;
  readonly SourceResourceArn?: string;
  readonly ObjectKey?: string;
  readonly ObjectSize?: number;
  readonly CreationTime?: Date;
  readonly VersionId?: string;
}

export interface SearchAddress {
  readonly SearchJobIdentifier: string;
}

const conditions = (value: typeof text | typeof number | typeof time) =>
  listOf('Conditions', structure('Condition', { Value: value, Operator: text }));

const filter = structure('S3ItemFilter', {
  ObjectKeys: conditions(text),
  Sizes: conditions(number),
  CreationTimes: conditions(time),
});

export const startSearchJob = restOperation<StartSearchInput, SearchJobOutput>(
  'StartSearchJob',
  ['PUT', '/search-jobs'],
  {
    SearchScope: structure('SearchScope', { BackupResourceTypes: texts, BackupResourceArns: texts }),
    ItemFilters: structure('ItemFilters', { S3ItemFilters: listOf('S3ItemFilters', filter) }),
    Name: text,
    ClientToken: text,
  },
  { SearchJobIdentifier: text },
);

export const getSearchJob = restOperation<SearchAddress, SearchJobOutput>(
  'GetSearchJob',
  ['GET', '/search-jobs/{SearchJobIdentifier}'],
  { SearchJobIdentifier: inPath },
  {
    SearchJobIdentifier: text,
    Status: text,
    StatusMessage: text,
    SearchScopeSummary: structure('Summary', { TotalRecoveryPointsToScanCount: number, TotalItemsToScanCount: number }),
    CurrentSearchProgress: structure('Progress', {
      RecoveryPointsScannedCount: number,
      ItemsScannedCount: number,
      ItemsMatchedCount: number,
    }),
  },
);

export const listSearchJobs = restOperation<
  { readonly MaxResults?: number },
  { readonly SearchJobs?: readonly object[] }
>(
  'ListSearchJobs',
  ['GET', '/search-jobs'],
  { MaxResults: inQuery(number, 'MaxResults') },
  { SearchJobs: listOf('SearchJobs', structure('SearchJob', { SearchJobIdentifier: text })) },
);

const foundItem = structure('S3ResultItem', {
  BackupResourceArn: text,
  BackupVaultName: text,
  SourceResourceArn: text,
  ObjectKey: text,
  ObjectSize: number,
  CreationTime: time,
  VersionId: text,
});

export const listSearchJobResults = restOperation<
  SearchAddress & { readonly NextToken?: string; readonly MaxResults?: number },
  { readonly Results?: readonly { readonly S3ResultItem?: FoundOutput }[]; readonly NextToken?: string }
>(
  'ListSearchJobResults',
  ['GET', '/search-jobs/{SearchJobIdentifier}/search-results'],
  { SearchJobIdentifier: inPath, NextToken: inQuery(text, 'nextToken'), MaxResults: inQuery(number, 'maxResults') },
  { Results: listOf('Results', structure('ResultItem', { S3ResultItem: foundItem })), NextToken: text },
);

export const stopSearchJob = restOperation<SearchAddress, object>(
  'StopSearchJob',
  ['PUT', '/search-jobs/{SearchJobIdentifier}/actions/cancel'],
  { SearchJobIdentifier: inPath },
  {},
);
