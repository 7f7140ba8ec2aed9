import type { ProjectProgress } from '../lint/project';

/** Who waits for a scan, and may give it up. */
export interface ScanListener {
  readonly onProgress: (progress: ProjectProgress) => void;
  readonly signal: AbortSignal;
}
