import type { Uri } from 'vscode';
import type { LintFinding } from '../lint/result';

/** How far a scan is, in files. */
export interface ScanProgress {
  readonly done: number;
  readonly total: number;
}

export interface ScanListener {
  readonly onProgress: (progress: ScanProgress) => void;
  readonly signal: AbortSignal;
}

export interface ScanSummary {
  readonly findings: readonly LintFinding[];
  /** How many files were looked at. */
  readonly files: number;
}

/**
 * Judges all files below some folders.
 * @throws the reason of the signal, where the scan is no longer wanted.
 */
export type ScanFolders = (roots: readonly Uri[], listener: ScanListener) => Promise<ScanSummary>;
