import { CodeActionKind } from 'vscode';

/** The kind of what fixes a whole document on save. */
export const fixAllKind = CodeActionKind.SourceFixAll.append('s3backup');
