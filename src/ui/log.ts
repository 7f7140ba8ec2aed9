import type { LogOutputChannel } from 'vscode';
import { window } from 'vscode';

export function createLog(): LogOutputChannel {
  return window.createOutputChannel('S3 Backup', { log: true });
}
