import * as l10n from '@vscode/l10n';
import type { Position, TextDocument } from 'vscode';
import { Hover, MarkdownString } from 'vscode';
import type { Posture, PostureRow } from '../lint/posture';
import { postureAt } from '../lint/posture';
import type { SourceRange } from '../model/source';
import type { Published } from './diagnostics';
import { fileOf, uriOf } from './paths';

/** Text as it is, in a cell of a Markdown table. */
function cell(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]()#+!|<>~&-]/g, '\\$&').replaceAll(/\s+/g, ' ');
}

function link({ file, start }: SourceRange): string {
  const name = file.slice(file.lastIndexOf('/') + 1);
  const target = uriOf(file).with({ fragment: `L${start.line + 1}` });
  return `[${cell(name)}:${start.line + 1}](${target.toString()})`;
}

function line({ fact, value, how, origin }: PostureRow): string {
  const where = [...(origin ? [link(origin)] : []), ...(how === undefined ? [] : [cell(how)])].join(', ');
  return `| ${cell(fact)} | ${cell(value)} | ${where} |`;
}

function describe({ resource, instances, rows }: Posture): MarkdownString {
  const title = `**${cell(resource)}**`;
  const head = `| ${cell(l10n.t('Fact'))} | ${cell(l10n.t('Value'))} | ${cell(l10n.t('Decided in'))} |`;
  return new MarkdownString(
    [
      instances > 1 ? l10n.t('{0} ({1} buckets)', title, instances) : title,
      '',
      head,
      '|:---|:---|:---|',
      ...rows.map(line),
    ].join('\n'),
  );
}

/** What is told over a bucket's name. */
export function hoverAt({ unit }: Published, document: TextDocument, position: Position): Hover | undefined {
  const posture = postureAt(unit.estates, fileOf(document.uri), position);
  return posture && new Hover(describe(posture), document.getWordRangeAtPosition(position));
}
