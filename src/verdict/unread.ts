import * as l10n from '@vscode/l10n';

/** What the status of a bucket hangs on, and may not have been read. */
export type Unread =
  | 'bucket'
  | 'region'
  | 'supported-types'
  | 'versioning'
  | 'lifecycle'
  | 'notifications'
  | 'tags'
  | 'opt-in'
  | 'selections'
  | 'plan'
  | 'vaults'
  | 'points'
  | 'jobs'
  | { readonly role: string };

/** That it could not be read: the start of a sentence, for the cause to follow. */
export function couldNotBeRead(what: Unread): string {
  switch (what) {
    case 'bucket':
      return l10n.t('The bucket could not be read');
    case 'region':
      return l10n.t('The Region could not be read');
    case 'supported-types':
      return l10n.t('The supported resource types could not be read');
    case 'versioning':
      return l10n.t('Versioning could not be read');
    case 'lifecycle':
      return l10n.t('The lifecycle configuration could not be read');
    case 'notifications':
      return l10n.t('The notification configuration could not be read');
    case 'tags':
      return l10n.t('The tags could not be read');
    case 'opt-in':
      return l10n.t("The Region's opt-in settings could not be read");
    case 'selections':
      return l10n.t('The selections could not be read');
    case 'plan':
      return l10n.t('The backup plan could not be read');
    case 'vaults':
      return l10n.t('The backup vaults could not be read');
    case 'points':
      return l10n.t('The recovery points could not be read');
    case 'jobs':
      return l10n.t('The backup jobs could not be read');
    default:
      return l10n.t('What {0} allows could not be read', what.role);
  }
}

/** The same in a few words, for a row. */
export function brieflyUnread(what: Unread): string {
  switch (what) {
    case 'bucket':
      return l10n.t('the bucket could not be read');
    case 'region':
      return l10n.t('the Region could not be read');
    case 'supported-types':
      return l10n.t('the supported resource types could not be read');
    case 'versioning':
      return l10n.t('versioning could not be read');
    case 'lifecycle':
      return l10n.t('the lifecycle configuration could not be read');
    case 'notifications':
      return l10n.t('the notification configuration could not be read');
    case 'tags':
      return l10n.t('the tags could not be read');
    case 'opt-in':
      return l10n.t("the Region's opt-in settings could not be read");
    case 'selections':
      return l10n.t('the selections could not be read');
    case 'plan':
      return l10n.t('the backup plan could not be read');
    case 'vaults':
      return l10n.t('the backup vaults could not be read');
    case 'points':
      return l10n.t('the recovery points could not be read');
    case 'jobs':
      return l10n.t('the backup jobs could not be read');
    default:
      return l10n.t('what {0} allows could not be read', what.role);
  }
}
