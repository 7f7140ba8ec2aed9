import { DescribeRegionSettingsCommand } from '@aws-sdk/client-backup';
import * as l10n from '@vscode/l10n';
import type { Prospect } from './change';
import type { ChangeTarget } from './changeTarget';
import type { GoalOf } from './goal';
import { readForChange } from './reading';

type OptIns = Readonly<Record<string, boolean>>;

/**
 * The other types are sent as they are: the documentation does not say whether those that are left out stay.
 * Source: AWS Backup API reference, UpdateRegionSettings.
 */
export function planOptIn({ region }: GoalOf<'optInS3'>, before: OptIns): Prospect {
  // A type that is not named cannot be switched.
  if (before['S3'] !== false) return { kind: 'holds', what: l10n.t('S3 is opted in in {0}.', region) };
  const after = { ...before, S3: true };
  return {
    kind: 'call',
    call: { operation: 'UpdateRegionSettings', region, input: { ResourceTypeOptInPreference: after } },
    title: l10n.t('Opt S3 in in {0}', region),
    why: l10n.t('Selections by tag alone leave S3 out while the Region’s settings opt it out.'),
    undo: l10n.t('S3 can be opted out again. Recovery points that were made stay.'),
    cost: l10n.t(
      'Every bucket of the Region that a selection reaches by its tags is backed up from then on, and billed.',
    ),
    document: { before, after },
  };
}

/** @throws UnreadError. */
export async function lookAtOptIn(goal: GoalOf<'optInS3'>, target: ChangeTarget): Promise<Prospect> {
  const { ResourceTypeOptInPreference: optIns = {} } = await readForChange('backup:DescribeRegionSettings', () =>
    target.backup(goal.region).send(new DescribeRegionSettingsCommand({}), { abortSignal: target.signal }),
  );
  return planOptIn(goal, optIns);
}
