import * as l10n from '@vscode/l10n';
import type { Posture, VersioningStatus } from '../model/bucket';
import { ask } from '../model/fact';
import type { Ternary } from '../model/ternary';
import { anyOf } from '../model/ternary';

/** Whether versioning is on. Object lock implies it. Source: Amazon S3 user guide, Object Lock. */
export function isVersioned(posture: Pick<Posture, 'versioning' | 'objectLock'>): Ternary {
  return anyOf([ask(posture.versioning, (status) => status === 'enabled'), ask(posture.objectLock, (on) => on)]);
}

/** The state of versioning as it is shown. */
export function versioningWord(status: VersioningStatus): string {
  switch (status) {
    case 'enabled':
      return l10n.t('enabled');
    case 'suspended':
      return l10n.t('suspended');
    case 'disabled':
      return l10n.t('disabled');
  }
}
