import type { Uri } from 'vscode';
import { workspace } from 'vscode';

/** The section of our settings on linting. */
export const lintSection = 's3backup.lint';

/** Whether a file is linted at all. */
export function isLintEnabled(uri: Uri): boolean {
  return workspace.getConfiguration(lintSection, uri).get('enable', true);
}

/** Which files are linted without being asked. */
export type LintScope = 'openFiles' | 'workspace';

export function lintScope(): LintScope {
  return workspace.getConfiguration(lintSection).get('scope') === 'workspace' ? 'workspace' : 'openFiles';
}

/** The sources of other extensions' diagnostics whose equal findings silence ours. */
export function deferTo(uri: Uri): readonly string[] {
  const value = workspace.getConfiguration(lintSection, uri).get<unknown>('deferTo');
  return Array.isArray(value) ? value.filter((name): name is string => typeof name === 'string') : [];
}
