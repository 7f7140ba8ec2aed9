import * as l10n from '@vscode/l10n';
import type { Fact } from '../../model/fact';
import type { ListRow } from '../shared/listRow';
import { unreadRow } from '../shared/listRow';
import type { MessageNode, RowCommand } from '../shared/message';
import type { RowSubject } from '../shared/rowSubject';
import type { PolicyStatement } from './policyWords';
import { policyJson, statementsOf } from './policyWords';

/** JSON has no line that begins with a fence, so nothing in it can end the block. */
function codeBlock(json: unknown): string {
  return `\`\`\`json\n${JSON.stringify(json, undefined, 2)}\n\`\`\``;
}

/** What "View as JSON" shows, and what names the document. */
function jsonSubject(id: string, label: string, json: unknown): RowSubject {
  return { id, label, json: () => json };
}

function statementRow(id: string, { id: sid, denies, words, json }: PolicyStatement, index: number): ListRow {
  const label = sid ?? l10n.t('Statement {0}', index + 1);
  return {
    kind: 'statement',
    id: `${id}/${index}`,
    label,
    description: words,
    icon: [denies ? 'circle-slash' : 'pass'],
    tooltip: codeBlock(json),
    subject: jsonSubject(`${id}/${index}`, label, json),
  };
}

function knownRow(id: string, label: string, policy: string): ListRow {
  const statements = statementsOf(policy);
  if (statements === undefined) {
    const description = l10n.t('not understood');
    return { kind: 'policy', id, label, description, icon: ['law'], tooltip: l10n.t('It is not written as IAM does.') };
  }
  const [first] = statements;
  return {
    kind: 'policy',
    id,
    label,
    description: statements.length === 1 ? (first?.words ?? '') : l10n.t('{0} statements', statements.length),
    icon: ['law'],
    tooltip: codeBlock(policyJson(policy)),
    subject: jsonSubject(id, label, policyJson(policy)),
    children: () => statements.map((statement, index) => statementRow(id, statement, index)),
  };
}

/** Who may do what with the vault, in words. */
export function policyRow(id: string, policy: Fact<string>, again: RowCommand): ListRow | MessageNode {
  const label = l10n.t('Access policy');
  switch (policy.state) {
    case 'denied':
    case 'unknown':
      return unreadRow(id, l10n.t('The access policy could not be read.'), policy, again);
    case 'absent':
    case 'unmanaged':
      return {
        kind: 'policy',
        id,
        label,
        description: l10n.t('none: what IAM allows in this account is allowed'),
        icon: ['law'],
      };
    case 'known':
      return knownRow(id, label, policy.value);
  }
}
