import * as l10n from '@vscode/l10n';
import { estateOf } from '../../../aws/account';
import type { RegionReading } from '../../../aws/region';
import { complete } from '../../../model/estate';
import type { Finding } from '../../../model/finding';
import { known, unknown, valueOf } from '../../../model/fact';
import type { BackupSelection } from '../../../model/selection';
import { selectionInvalid } from '../../../rules/selectionInvalid';
import { selectionMatchesEverything } from '../../../rules/selectionMatchesEverything';
import { judge } from '../../../verdict/judge';
import type { AccountSession } from '../../session/accountSession';
import type { Comparison } from './comparison';
import { compareSelections } from './comparison';
import { readSelection } from './readSelection';
import type { TrialOutcome } from './trialText';

/** A text that is tried, and what it is compared with. */
export interface TrialRequest {
  readonly text: string;
  /** The address of the text, for the places of findings. */
  readonly file: string;
  readonly region: string;
  /** Empty for a selection that is new. */
  readonly selectionId: string;
  readonly name: string;
}

export interface TrialResult extends TrialOutcome {
  /** What AWS Backup would say of the selection itself, at the places of the text. */
  readonly findings: readonly Finding[];
}

/** "tagged-daily of daily-35" */
function nameOf(name: string, selection: BackupSelection | undefined, { plans }: RegionReading): string {
  const plan = plans.items.find(({ id }) => selection !== undefined && id === valueOf(selection.planId));
  return plan === undefined ? name : l10n.t('{0} of {1}', name, valueOf(plan.name) ?? plan.id);
}

function findingsOf(selection: BackupSelection, reading: RegionReading): readonly Finding[] {
  const estate = estateOf({ ...reading, selections: complete([selection]) }, complete([]), known(''));
  return judge(estate, [selectionInvalid, selectionMatchesEverything]);
}

/**
 * What a text would match if it were a selection of its Region. Nothing is read but what all views share.
 * @param before What the text before it would match: it stays where this text is no selection.
 * @throws the reason of the signal.
 */
export async function runTrial(
  { text, file, region, selectionId, name }: TrialRequest,
  session: AccountSession,
  before: Comparison | undefined,
  signal?: AbortSignal,
): Promise<TrialResult | undefined> {
  const reading = (await session.regionReadings()).find((one) => one.region === region);
  if (reading === undefined) return undefined;
  const now = reading.selections.items.find(({ id }) => id === selectionId);
  const planId = now?.planId ?? unknown(l10n.t('the selection is in no plan yet'));
  const read = readSelection(text, file, { id: selectionId === '' ? 'new' : selectionId, planId });
  const isSupported = valueOf(reading.supported) !== false;
  const about = { name: nameOf(name, now, reading), region, isSupported, asOf: reading.asOf, now: session.now() };
  if (read.kind === 'problem') {
    const problem = l10n.t('Not a selection. Line {0}: {1}', read.at.start.line + 1, read.message);
    return { ...about, problem, findings: [], ...(before && { comparison: before }) };
  }
  const comparison = await compareSelections({ tried: read.selection, now, reading }, session, signal);
  return { ...about, comparison, findings: findingsOf(read.selection, reading) };
}
