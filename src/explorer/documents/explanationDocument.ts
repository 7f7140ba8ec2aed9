import * as l10n from '@vscode/l10n';
import { valueOf } from '../../model/fact';
import { explanationMarkdown } from '../../reports/explanationMarkdown';
import { catalogue } from '../../rules/catalogue';
import { rulePage } from '../../rules/rulePage';
import { bucketReport, bucketSubject } from '../buckets/bucketSubject';
import { aboutConsole } from '../shared/consoleLink';
import type { AccountSession } from '../session/accountSession';
import type { ReadOnlyDocument } from './readOnlyDocuments';

function pageOfRule(code: string): string | undefined {
  return catalogue.some(({ id }) => id === code) ? rulePage(code) : undefined;
}

/** Why a bucket has its status. @param isAws Whether the account has a console. */
export function explanationDocument(bucket: string, session: AccountSession, isAws: boolean): ReadOnlyDocument {
  const text = (): string => {
    const entry = session.entry(bucket);
    if (entry === undefined) return l10n.t('{0} is not in the list of buckets.', bucket);
    const { state } = entry;
    const { consoleUrl, region = '' } = bucketSubject(bucket, session);
    const account = valueOf(session.identity)?.account;
    return explanationMarkdown(bucketReport(entry, session), {
      asOf: state.kind === 'read' ? state.asOf : session.now(),
      ...(account !== undefined && { account }),
      ...(isAws && consoleUrl !== undefined && { consoleUrl }),
      rulePage: pageOfRule,
      pageOf: (about) => (isAws ? aboutConsole(about, region) : undefined),
    });
  };
  return { name: `${bucket}.md`, id: `why ${bucket}`, bucket, text };
}
