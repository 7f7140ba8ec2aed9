import * as l10n from '@vscode/l10n';
import type { AccountSession } from '../explorer/session/accountSession';
import type { InsideFeature } from '../explorer/session/pointsInside';

function nameOf(feature: InsideFeature): string {
  switch (feature) {
    case 'access-points':
      return l10n.t('Backup access points');
    case 'search':
      return l10n.t('AWS Backup Search');
  }
}

/** @throws Error where a feature is not offered here, or may not be used, and says so. */
export async function requireOffer(session: AccountSession, feature: InsideFeature, region: string): Promise<void> {
  const offer = await session.inside.offer(feature, region);
  switch (offer.kind) {
    case 'offered':
      return;
    case 'denied':
      throw new Error(l10n.t('{0} is denied. Allow it, then try again.', offer.action));
    case 'not-offered':
      throw new Error(
        l10n.t(
          '{0}: not offered here. This endpoint or Region does not have it; a restore works without it.',
          nameOf(feature),
        ),
      );
  }
}
