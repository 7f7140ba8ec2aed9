import * as l10n from '@vscode/l10n';
import { estateOf } from '../../aws/account';
import type { ListedBucket } from '../../aws/buckets';
import { bucketArn, partitionOf } from '../../model/arn';
import { complete } from '../../model/estate';
import { mapFact, unknown } from '../../model/fact';
import { bucketJson } from '../../reports/accountJson';
import type { BucketReport } from '../../reports/accountReport';
import { plainFact } from '../../reports/plainFact';
import { notRead } from '../../verdict/case';
import type { Assessment } from '../../verdict/assess';
import { explain } from '../../verdict/explanation';
import type { Reason } from '../../verdict/status';
import type { AccountSession } from '../session/accountSession';
import type { BucketEntry, ReadBucket } from '../session/bucketEntry';
import { bucketConsole } from '../shared/consoleLink';
import type { RowSubject } from '../shared/rowSubject';

/** Where the bucket is, as far as that is known. */
export function regionOf({ listed, state }: BucketEntry): string | undefined {
  return listed.region ?? (state.kind === 'read' ? state.region : undefined);
}

function reportOfRead(name: string, state: ReadBucket, session: AccountSession): BucketReport {
  const { region, reading, backup, assessment, asOf } = state;
  const evidence = { ...reading, supported: backup.supported };
  const account = mapFact(session.identity, (identity) => identity.account);
  const estate = estateOf(backup, complete([reading.bucket]), account);
  const read = { evidence, s3OptIn: backup.s3OptIn, explain: () => explain(estate, evidence, asOf) };
  return { name, region, assessment, read };
}

function reportOfUnread({ name, region }: ListedBucket, reason: Reason): BucketReport {
  const assessment: Assessment = { status: 'unknown', reasons: [reason], selectedBy: [] };
  return { name, ...(region !== undefined && { region }), assessment };
}

/** A bucket as reports tell of it. */
export function bucketReport({ listed, state }: BucketEntry, session: AccountSession): BucketReport {
  switch (state.kind) {
    case 'listed':
    case 'waiting':
    case 'reading':
      return reportOfUnread(listed, notRead('bucket', unknown(l10n.t('it was not looked at yet.'))));
    case 'missing':
      return reportOfUnread(listed, notRead('bucket', unknown(l10n.t('there is none of this name.'))));
    case 'unread':
      return reportOfUnread(listed, notRead('region', state.why));
    case 'read':
      return reportOfRead(listed.name, state, session);
  }
}

function jsonOf(name: string, session: AccountSession): unknown {
  const entry = session.entry(name);
  if (entry === undefined) return { name, listed: false };
  return {
    ...(entry.state.kind === 'read' && { asOf: entry.state.asOf }),
    account: plainFact(mapFact(session.identity, ({ account }) => account)),
    ...bucketJson(bucketReport(entry, session)),
  };
}

/** A listed bucket. */
export function bucketSubject(name: string, session: AccountSession): RowSubject {
  const entry = session.entry(name);
  const region = entry && regionOf(entry);
  const consoleUrl = region === undefined ? undefined : bucketConsole(name, region);
  return {
    id: `bucket ${name}`,
    label: name,
    name,
    arn: bucketArn(name, partitionOf(region ?? session.regions[0] ?? '')),
    uri: `s3://${name}/`,
    ...(region !== undefined && { region }),
    ...(consoleUrl !== undefined && { consoleUrl }),
    json: () => jsonOf(name, session),
    refresh: () => session.refresh([name]),
  };
}
