import type { Diagnostic } from 'vscode';
import { rulesEqualTo } from '../lint/peers';
import type { LintFinding } from '../lint/result';
import { diagnosticSource, toRange } from './toDiagnostic';

/** A diagnostic of another extension that says what one of our rules says. */
interface PeerDiagnostic {
  readonly diagnostic: Diagnostic;
  readonly rules: readonly string[];
}

function codeOf({ code }: Diagnostic): string {
  return String(typeof code === 'object' ? code.value : (code ?? ''));
}

/** The diagnostics of others that one of our rules equals. The code decides: others write their source as they like. */
function peersAmong(diagnostics: readonly Diagnostic[]): readonly PeerDiagnostic[] {
  return diagnostics.flatMap((diagnostic) => {
    if (diagnostic.source === diagnosticSource) return [];
    const rules = rulesEqualTo(codeOf(diagnostic));
    return rules.length === 0 ? [] : [{ diagnostic, rules }];
  });
}

/** Others point at the name, the block, its first line or a property: what counts is that it is in the declaration. */
function isAbout({ rule, file, range, declaration }: LintFinding, { diagnostic, rules }: PeerDiagnostic): boolean {
  if (!rules.includes(rule)) return false;
  if (diagnostic.range.intersection(toRange(range)) !== undefined) return true;
  return declaration?.block.file === file && toRange(declaration.block).contains(diagnostic.range.start);
}

/** The diagnostics of others, of the same document, that say the same as a finding. */
export function equalsOf(finding: LintFinding, diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return peersAmong(diagnostics)
    .filter((peer) => isAbout(finding, peer))
    .map(({ diagnostic }) => diagnostic);
}

function plain(name: string): string {
  return name.trim().toLowerCase();
}

/** Whether a finding is left to a diagnostic that another extension shows already. @param peers Their sources. */
export function isLeftToPeer(
  finding: LintFinding,
  diagnostics: readonly Diagnostic[],
  peers: readonly string[],
): boolean {
  const names = new Set(peers.map(plain));
  return equalsOf(finding, diagnostics).some(({ source }) => names.has(plain(source ?? '')));
}
