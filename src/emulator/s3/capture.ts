import type { Moment, ObjectVersion, StoredObject, Tags } from './objectHistory';

/**
 * What a continuous backup has seen of a bucket: everything as of its first full copy, then the changes that came
 * through EventBridge. A change that happened while EventBridge was off is never seen, not even later
 * (AWS Backup developer guide, S3 backups).
 */
export interface Capture {
  readonly base: Moment;
  readonly spans: CaptureSpan[];
}

interface CaptureSpan {
  /** Changes after this one are seen … */
  readonly after: Moment;
  /** … up to this one; open while it listens. */
  until: Moment | undefined;
}

export function startCapture(now: Moment): Capture {
  return { base: now, spans: [{ after: now, until: undefined }] };
}

export function isListening(capture: Capture): boolean {
  return capture.spans.at(-1)?.until === undefined && capture.spans.length > 0;
}

export function pauseCapture(capture: Capture, now: Moment): void {
  const last = capture.spans.at(-1);
  if (last !== undefined) {
    last.until ??= now;
  }
}

export function resumeCapture(capture: Capture, now: Moment): void {
  if (!isListening(capture)) {
    capture.spans.push({ after: now, until: undefined });
  }
}

/** Whether a version existed at a moment, as far as this backup knows. */
export function capturedAt(capture: Capture, version: ObjectVersion, moment: Moment): boolean {
  return (
    version.added <= moment &&
    sees(capture, version.added) &&
    !(version.removed !== undefined && version.removed <= moment && sees(capture, version.removed))
  );
}

/** The tags a version had at a moment, as far as this backup knows: tags are heard of through EventBridge as well. */
export function capturedTagsAt(capture: Capture, version: StoredObject, moment: Moment): Tags {
  return version.tagHistory.findLast(({ at }) => at <= moment && sees(capture, at))?.tags ?? {};
}

function sees(capture: Capture, change: Moment): boolean {
  return (
    change <= capture.base ||
    capture.spans.some((span) => change > span.after && (span.until === undefined || change <= span.until))
  );
}
