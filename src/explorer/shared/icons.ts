import { ThemeColor, ThemeIcon } from 'vscode';
import type { Severity } from '../../model/finding';

export function icon(id: string, color?: string): ThemeIcon {
  return new ThemeIcon(id, color === undefined ? undefined : new ThemeColor(color));
}

export function severityIcon(severity: Severity): ThemeIcon {
  switch (severity) {
    case 'error':
      return icon('error', 'list.errorForeground');
    case 'warning':
      return icon('warning', 'list.warningForeground');
    case 'info':
      return icon('info');
    case 'hint':
      return icon('lightbulb');
  }
}
