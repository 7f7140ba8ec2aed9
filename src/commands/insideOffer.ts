import * as l10n from '@vscode/l10n';
import { window } from 'vscode';
import type { AccountSession } from '../explorer/session/accountSession';
import type { InsideFeature } from '../explorer/session/pointsInside';
import { partitionOf } from '../model/arn';
import { tellDenied } from './tellDenied';

function nameOf(feature: InsideFeature): string {
  switch (feature) {
    case 'access-points':
      return l10n.t('Backup access points');
    case 'search':
      return l10n.t('AWS Backup Search');
  }
}

/** Whether a feature is offered here; where it is not, or may not be used, the person is told so. */
export async function isOffered(session: AccountSession, feature: InsideFeature, region: string): Promise<boolean> {
  const offer = await session.inside.offer(feature, region);
  switch (offer.kind) {
    case 'offered':
      return true;
    case 'denied':
      await tellDenied({ action: offer.action, partition: partitionOf(region) });
      return false;
    case 'not-offered':
      void window.showInformationMessage(
        l10n.t(
          '{0}: not offered in {1}. This endpoint or Region does not have it; a restore works without it.',
          nameOf(feature),
          region,
        ),
      );
      return false;
  }
}
