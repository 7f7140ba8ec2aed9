import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { activate } from '../../src/extension';

const id = 's3-backup-explorer.s3-backup-explorer';

/** What the extension gives to whoever activates it. */
export type ExtensionInterface = Awaited<ReturnType<typeof activate>>;

export function extension(): vscode.Extension<ExtensionInterface> {
  const found = vscode.extensions.getExtension<ExtensionInterface>(id);
  assert.ok(found, `The editor does not know the extension ${id}.`);
  return found;
}

export async function activateExtension(): Promise<ExtensionInterface> {
  return extension().activate();
}
