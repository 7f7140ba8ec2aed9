import * as l10n from '@vscode/l10n';
import type { Configurations, FileConfiguration } from './configurations';
import type { LintFinding, Suppressed } from './result';
import { isByPeer } from './suppressions';

/** Who is named where a baseline silences a finding. */
export const baselineName = 'baseline';

function suppressionOf(finding: LintFinding, { honourPeers, known }: FileConfiguration): Suppressed | undefined {
  const { suppressed } = finding;
  if (suppressed !== undefined && (honourPeers !== false || !isByPeer(suppressed))) return suppressed;
  return known?.holds(finding) ? { by: baselineName, reason: l10n.t('It was there before.') } : undefined;
}

function withoutSuppression(finding: LintFinding): LintFinding {
  const { suppressed, ...rest } = finding;
  return suppressed === undefined ? finding : rest;
}

function configured(finding: LintFinding, configuration: FileConfiguration): LintFinding | undefined {
  const level = configuration.rules.get(finding.rule) ?? finding.severity;
  if (level === 'off') return undefined;
  const suppressed = suppressionOf(finding, configuration);
  // A copy would ask for its fixes.
  if (level === finding.severity && suppressed === finding.suppressed) return finding;
  return { ...withoutSuppression(finding), severity: level, ...(suppressed && { suppressed }) };
}

/** Findings as the configuration of their files wants them: without rules that are off, with its severities. */
export async function applyConfigurations(
  findings: readonly LintFinding[],
  configurations: Configurations,
): Promise<readonly LintFinding[]> {
  const files = [...new Set(findings.map(({ file }) => file))];
  const found = await Promise.all(files.map(async (file) => [file, await configurations.of(file)] as const));
  const byFile = new Map(found);
  return findings.flatMap((finding) => {
    const configuration = byFile.get(finding.file);
    return (configuration && configured(finding, configuration)) ?? [];
  });
}
