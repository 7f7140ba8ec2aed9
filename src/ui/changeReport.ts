import * as l10n from '@vscode/l10n';
import type { Change, Step } from '../aws/changes/change';
import type { Outcome, Stop } from '../aws/changes/carryOut';
import type { LeftUpload } from '../aws/objects/copyInParts';
import { describeFailure, nextStep } from '../aws/failure';

/** What the step is about, in a few words. */
export function nameOfStep({ prospect }: Step): string {
  switch (prospect.kind) {
    case 'call':
      return prospect.title;
    case 'holds':
      return prospect.what.replace(/\.$/u, '');
    case 'impossible':
      return prospect.why.replace(/\.$/u, '');
  }
}

function describeLeft({ bucket, key, uploadId, cause, failure }: LeftUpload): string {
  const why = cause === undefined ? l10n.t('Cancelled.') : `${describeFailure(cause)}. ${nextStep(cause)}`;
  const left = l10n.t(
    'The upload {0} of {1} in {2} was left, and its parts are billed: it could not be aborted ({3}). Abort it with s3:AbortMultipartUpload, or by a lifecycle rule that aborts incomplete multipart uploads.',
    uploadId,
    key,
    bucket,
    describeFailure(failure),
  );
  return `${why} ${left}`;
}

/** Why a change ended before its end, as sentences. */
export function describeStop(stop: Stop): string {
  switch (stop.kind) {
    case 'cancelled':
      return l10n.t('Cancelled.');
    case 'changed':
      return stop.why;
    case 'left':
      return describeLeft(stop.upload);
    case 'failed':
      return `${describeFailure(stop.failure)}. ${nextStep(stop.failure)}`;
  }
}

/** What became of a change, as Markdown. */
export function changeReport({ title, steps }: Change, { results, stop }: Outcome): string {
  const lines = steps.map((step, index) => {
    const result = results[index];
    const name = nameOfStep(step);
    if (result?.kind === 'made') return `- ✓ ${name}`;
    if (result?.kind === 'held') return `- ✓ ${l10n.t('{0} (it was so already)', name)}`;
    if (stop?.step === step) return `- ✗ ${l10n.t('{0}. Not done: {1}', name, describeStop(stop))}`;
    return `- ○ ${l10n.t('{0} (not begun)', name)}`;
  });
  const end =
    stop === undefined ? l10n.t('All is done.') : l10n.t('It is safe to run it again: what is done is left alone.');
  return [`# ${title}`, end, lines.join('\n'), ''].join('\n\n');
}
