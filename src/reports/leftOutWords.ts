import * as l10n from '@vscode/l10n';
import type { LeftOutKind } from '../protection/unsaved/leftOut';

/** What is left out, as a heading. */
export function leftOutTitle(kind: LeftOutKind): string {
  switch (kind) {
    case 'sse-c':
      return l10n.t('Encrypted with a key that only you have (SSE-C)');
    case 'archived':
      return l10n.t('In an archive class');
    case 'archive-tier':
      return l10n.t('In an archive tier of Intelligent-Tiering');
    case 'key-name':
      return l10n.t('Key names with characters that XML 1.0 does not have');
    case 'client-side-encrypted':
      return l10n.t('Encrypted before they came to S3');
    case 'instruction-file':
      return l10n.t('Instruction files of encrypted objects');
  }
}

/** The same in a row, after a number. */
export function leftOutWord(kind: LeftOutKind): string {
  switch (kind) {
    case 'sse-c':
      return l10n.t('SSE-C');
    case 'archived':
      return l10n.t('archived');
    case 'archive-tier':
      return l10n.t('in an archive tier');
    case 'key-name':
      return l10n.t('unusual names');
    case 'client-side-encrypted':
      return l10n.t('client-side encrypted');
    case 'instruction-file':
      return l10n.t('instruction files');
  }
}

/** What it means for recovery, and what can be done. Source: AWS Backup developer guide, S3 backups. */
export function leftOutMeaning(kind: LeftOutKind): string {
  switch (kind) {
    case 'sse-c':
      return l10n.t(
        'AWS Backup does not save them. Copy them over themselves with SSE-S3 or SSE-KMS, or keep another copy of them.',
      );
    case 'archived':
      return l10n.t(
        'AWS Backup cannot read them, and its jobs complete without them. What was saved before they were archived can be restored for as long as those recovery points live.',
      );
    case 'archive-tier':
      return l10n.t('They can be read only after a restore within S3, so AWS Backup cannot be expected to save them.');
    case 'key-name':
      return l10n.t('AWS Backup may leave them out. Copy them to a name without these characters.');
    case 'client-side-encrypted':
      return l10n.t(
        'Their ciphertext is saved. A restore is of use only with the key: keep the KMS key or the wrapping key for as long as the recovery points live. Searches by content and malware scans see ciphertext.',
      );
    case 'instruction-file':
      return l10n.t(
        'Each holds what is needed to decrypt the object that it is named after. Restore both: a restore of single items has to name both, and takes five items at most.',
      );
  }
}
