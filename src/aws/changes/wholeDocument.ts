import * as l10n from '@vscode/l10n';
import type { Prospect } from './change';

/** What S3 says of a setting that is only ever replaced as a whole. */
export interface WholeDocument<T> {
  /** Missing where there is none. */
  readonly document: T | undefined;
  /** Whether it holds nothing that would be lost when it is written back. */
  readonly isWhole: boolean;
}

/** Nothing is written back that was not read in full. */
export function notReadWhole(bucket: string): Prospect {
  return {
    kind: 'impossible',
    why: l10n.t(
      'S3 gives a setting of {0} that this version does not know. It would be lost, so nothing is written: use the console.',
      bucket,
    ),
  };
}
