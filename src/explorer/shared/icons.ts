import { ThemeColor, ThemeIcon } from 'vscode';
import type { Severity } from '../../model/finding';

export function icon(id: string, color?: string): ThemeIcon {
  return new ThemeIcon(id, color === undefined ? undefined : new ThemeColor(color));
}

export function severityIcon(severity: Severity): ThemeIcon {
  switch (severity) {
    case 'error':
      return icon('error', 'problemsErrorIcon.foreground');
    case 'warning':
      return icon('warning', 'problemsWarningIcon.foreground');
    case 'info':
      return icon('info');
    case 'hint':
      return icon('lightbulb');
  }
}
