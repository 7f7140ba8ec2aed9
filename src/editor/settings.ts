import type { Uri } from 'vscode';
import { workspace } from 'vscode';

/** The section of our settings on linting. */
export const lintSection = 's3backup.lint';

/** Whether a file is linted at all. */
export function isLintEnabled(uri: Uri): boolean {
  return workspace.getConfiguration(lintSection, uri).get('enable', true);
}
