import { Uri } from 'vscode';

/** The name of a file as the core knows it: a path with forward slashes on a disk, else the whole URI. */
export function fileOf(uri: Uri): string {
  return uri.scheme === 'file' ? uri.fsPath.replaceAll('\\', '/') : uri.toString();
}

export function uriOf(file: string): Uri {
  // One letter and a colon is a drive, not a scheme.
  return /^[A-Za-z][A-Za-z0-9+.-]+:/.test(file) ? Uri.parse(file) : Uri.file(file);
}
