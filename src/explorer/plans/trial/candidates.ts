import * as l10n from '@vscode/l10n';
import type { QuickPickItem } from 'vscode';
import { window } from 'vscode';
import type { RegionReading } from '../../../aws/region';
import { valueOf } from '../../../model/fact';
import type { BackupSelection } from '../../../model/selection';
import type { AccountSession } from '../../session/accountSession';
import { selectionRowId } from '../rowIds';
import { selectionText } from '../selectionText';
import type { TrialPlace } from './trialPlace';

/** A selection to be tried, and its text to begin with. */
export interface Candidate {
  readonly place: TrialPlace;
  readonly text: string;
}

interface Choice extends QuickPickItem {
  readonly candidate: Candidate;
}

/** What a new one begins with: its members are to be filled in. */
const blank = { SelectionName: '', IamRoleArn: '', Resources: [], NotResources: [], ListOfTags: [], Conditions: {} };

function laidOut(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

function candidateOf(selection: BackupSelection, region: string): Candidate {
  const name = valueOf(selection.name) ?? selection.id;
  return { place: { region, selectionId: selection.id, name }, text: laidOut(selectionText(selection)) };
}

function choicesIn({ region, plans, selections }: RegionReading): readonly Choice[] {
  return selections.items.map((selection) => {
    const plan = plans.items.find(({ id }) => id === valueOf(selection.planId));
    const label = valueOf(selection.name) ?? selection.id;
    const description = [plan && (valueOf(plan.name) ?? plan.id), region].filter(Boolean).join(' · ');
    return { label, description, candidate: candidateOf(selection, region) };
  });
}

function blankIn({ region }: RegionReading): Choice {
  const place = { region, selectionId: '', name: l10n.t('new selection') };
  return { label: l10n.t('$(add) A new selection'), description: region, candidate: { place, text: laidOut(blank) } };
}

/** The selection of a row, or the one that a person picks; `undefined` where none is picked. */
export async function pickCandidate(session: AccountSession, rowId: unknown): Promise<Candidate | undefined> {
  const readings = await session.regionReadings();
  for (const { region, selections } of readings) {
    const selection = selections.items.find((one) => selectionRowId(region, one) === rowId);
    if (selection !== undefined) return candidateOf(selection, region);
  }
  const choices = [...readings.flatMap(choicesIn), ...readings.map(blankIn)];
  return (await window.showQuickPick(choices, { placeHolder: l10n.t('Which selection?') }))?.candidate;
}
