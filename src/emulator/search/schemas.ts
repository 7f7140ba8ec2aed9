import { inPath, inQuery, list, number, operation, structure, text, textMap, texts, time } from '../wire/describe';

/*
 * AWS Backup Search, which has no client in this project. Source: AWS Backup Search API reference (2018-05-10).
 */

const condition = (value: 0 | 1 | 4) => list('Conditions', structure('Condition', { Value: value, Operator: text }, 1));

const scope = structure(
  'SearchScope',
  {
    BackupResourceTypes: texts,
    BackupResourceArns: texts,
    SourceResourceArns: texts,
    BackupResourceCreationTime: structure('BackupCreationTimeFilter', { CreatedAfter: time, CreatedBefore: time }),
    BackupResourceTags: textMap,
  },
  1,
);

const s3Filter = structure('S3ItemFilter', {
  ObjectKeys: condition(text),
  Sizes: condition(number),
  CreationTimes: condition(time),
  VersionIds: condition(text),
  ETags: condition(text),
});

const filters = structure('ItemFilters', { S3ItemFilters: list('S3ItemFilters', s3Filter) });

const described = {
  SearchJobIdentifier: text,
  SearchJobArn: text,
  Name: text,
  Status: text,
  StatusMessage: text,
  CreationTime: time,
  CompletionTime: time,
  SearchScope: scope,
  ItemFilters: filters,
  SearchScopeSummary: structure('SearchScopeSummary', {
    TotalRecoveryPointsToScanCount: number,
    TotalItemsToScanCount: number,
  }),
  CurrentSearchProgress: structure('CurrentSearchProgress', {
    RecoveryPointsScannedCount: number,
    ItemsScannedCount: number,
    ItemsMatchedCount: number,
  }),
} as const;

const paging = { NextToken: inQuery(text, 'nextToken'), MaxResults: inQuery(number, 'maxResults') };

export const startSearchJobSchema = operation(
  'StartSearchJob',
  'PUT',
  '/search-jobs',
  structure(
    'StartSearchJobInput',
    { SearchScope: scope, ItemFilters: filters, Name: text, ClientToken: text, EncryptionKeyArn: text, Tags: textMap },
    1,
  ),
  structure('StartSearchJobOutput', { SearchJobArn: text, SearchJobIdentifier: text, CreationTime: time }),
);

export const getSearchJobSchema = operation(
  'GetSearchJob',
  'GET',
  '/search-jobs/{SearchJobIdentifier}',
  structure('GetSearchJobInput', { SearchJobIdentifier: inPath() }, 1),
  structure('GetSearchJobOutput', described),
);

export const listSearchJobsSchema = operation(
  'ListSearchJobs',
  'GET',
  '/search-jobs',
  structure('ListSearchJobsInput', {
    NextToken: inQuery(text, 'NextToken'),
    MaxResults: inQuery(number, 'MaxResults'),
  }),
  structure('ListSearchJobsOutput', {
    SearchJobs: list('SearchJobs', structure('SearchJobSummary', described)),
    NextToken: text,
  }),
);

const s3Result = structure('S3ResultItem', {
  BackupResourceArn: text,
  SourceResourceArn: text,
  BackupVaultName: text,
  ObjectKey: text,
  ObjectSize: number,
  CreationTime: time,
  ETag: text,
  VersionId: text,
});

export const listSearchJobResultsSchema = operation(
  'ListSearchJobResults',
  'GET',
  '/search-jobs/{SearchJobIdentifier}/search-results',
  structure('ListSearchJobResultsInput', { SearchJobIdentifier: inPath(), ...paging }, 1),
  structure('ListSearchJobResultsOutput', {
    Results: list('Results', structure('ResultItem', { S3ResultItem: s3Result })),
    NextToken: text,
  }),
);

export const stopSearchJobSchema = operation(
  'StopSearchJob',
  'PUT',
  '/search-jobs/{SearchJobIdentifier}/actions/cancel',
  structure('StopSearchJobInput', { SearchJobIdentifier: inPath() }, 1),
  structure('StopSearchJobOutput', {}),
);
