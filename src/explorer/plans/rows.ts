import * as l10n from '@vscode/l10n';
import type { RegionReading } from '../../aws/region';
import type { BackupPlan, BackupRule } from '../../model/backupPlan';
import { valueOf } from '../../model/fact';
import type { BackupSelection } from '../../model/selection';
import { lockConflict, lockConflictWords } from '../../protection/vaultLock';
import { formatComing, formatCount, formatExact } from '../../ui/format';
import { bucketSubject } from '../buckets/bucketSubject';
import type { AccountSession } from '../session/accountSession';
import type { ListRow } from '../shared/listRow';
import { joined, partialRow, unreadRow } from '../shared/listRow';
import { escape, table } from '../../reports/markdown';
import type { MessageNode, RowCommand } from '../shared/message';
import { Slices } from '../../shared/slices';
import type { SelectionMatches } from './matches';
import { matchesOf } from './matches';
import { copyRows, optionsRow, windowWords } from './optionRows';
import { planSubject, roleSubject, ruleSubject, selectionSubject } from './planSubject';
import { planRowId, selectionRowId } from './rowIds';
import { ruleWords } from './ruleWords';
import { runsRow } from './runRows';

type Shown = ListRow | MessageNode;

/** VS Code draws a few hundred rows at once. */
const bucketsAtOnce = 500;
const warning = ['warning', 'problemsWarningIcon.foreground'] as const;

function again(): RowCommand {
  return { id: 's3backup.refreshPlans', title: l10n.t('Try again') };
}

function nameOf({ name, id }: BackupPlan): string {
  return valueOf(name) ?? id;
}

/** A plan that the organization's backup policies made: it can be changed only there. Source: AWS Backup developer guide. */
function isOfOrganization({ id }: BackupPlan): boolean {
  return id.startsWith('orgs/');
}

function planRow(plan: BackupPlan, reading: RegionReading, session: AccountSession): ListRow {
  const name = nameOf(plan);
  const next = plan.nextRuns?.[0]?.at;
  const description = joined(
    isOfOrganization(plan) ? l10n.t('made by the organization') : undefined,
    next === undefined ? l10n.t('no run is announced') : l10n.t('next {0}', formatComing(next, session.now())),
    formatCount(plan.rules.items.length, 'rule'),
    session.regions.length > 1 ? reading.region : undefined,
  );
  const id = planRowId(reading.region, plan.id);
  return {
    kind: isOfOrganization(plan) ? 'plan.organization' : 'plan',
    id,
    label: name,
    description,
    icon: ['checklist'],
    tooltip: `**${escape(name)}**\n\n${table([
      [l10n.t('Region'), escape(reading.region)],
      [l10n.t('Plan id'), `\`${plan.id}\``],
      [l10n.t('As of'), escape(formatExact(reading.asOf))],
    ])}`,
    spoken: l10n.t('Backup plan {0}, {1}', name, description.replaceAll(' · ', ', ')),
    subject: planSubject(plan, reading, session),
    children: () => planRows(id, plan, reading, session),
  };
}

async function planRows(
  id: string,
  plan: BackupPlan,
  reading: RegionReading,
  session: AccountSession,
): Promise<readonly Shown[]> {
  const { items, completeness } = reading.selections;
  const selections = items.filter(({ planId }) => valueOf(planId) === plan.id);
  const what = l10n.t('Not all selections could be read.');
  return [
    ...plan.rules.items.map((rule) => ruleRow(`${id}/rule/${rule.id}`, rule, reading, session)),
    ...optionsRow(`${id}/options`, plan),
    ...runsRow(`${id}/runs`, plan, session.now()),
    ...(await selectionRows(selections, reading, session)),
    ...partialRow(`${id}/selections-unread`, what, completeness, again()),
    ...(selections.length === 0 && completeness.kind === 'complete' ? [noSelections(id)] : []),
  ];
}

function noSelections(id: string): MessageNode {
  const text = l10n.t('Nothing is assigned to this plan: it backs up nothing.');
  return { kind: 'message', id: `${id}/no-selections`, icon: 'info', text };
}

function ruleRow(id: string, rule: BackupRule, reading: RegionReading, session: AccountSession): ListRow {
  const { vaults } = reading;
  const conflict = lockConflict(rule, vaults);
  const words = ruleWords(rule, vaults);
  const lock = conflict && lockConflictWords(conflict);
  const expression = valueOf(rule.schedule);
  const windows = windowWords(rule).map(escape);
  const tooltip = [escape(words), ...windows, ...(expression === undefined ? [] : [`\`${expression}\``])];
  const copies = copyRows(id, rule);
  return {
    kind: 'rule',
    id,
    label: valueOf(rule.name) ?? rule.id,
    description: joined(lock?.brief, words),
    icon: lock === undefined ? ['history'] : warning,
    subject: ruleSubject(rule, reading, session),
    tooltip: [...(lock === undefined ? [] : [escape(lock.message)]), ...tooltip].join('\n\n'),
    ...(copies.length > 0 && { children: () => copies }),
  };
}

/** "12 buckets · 1 may match · 3 to be read" */
function matchWords({ covered, cannotTell, unread, isCut }: SelectionMatches): string {
  return joined(
    formatCount(covered.length, 'bucket'),
    cannotTell.length === 0 ? undefined : l10n.t('cannot tell of {0}', cannotTell.length),
    unread === 0 ? undefined : l10n.t('{0} not read', unread),
    isCut ? l10n.t('not all buckets are listed') : undefined,
  );
}

async function selectionRows(
  selections: readonly BackupSelection[],
  reading: RegionReading,
  session: AccountSession,
): Promise<readonly ListRow[]> {
  const slices = new Slices();
  const rows: ListRow[] = [];
  for (const selection of selections) {
    const matches = await matchesOf(selection, reading, session, slices);
    rows.push(selectionRow(selection, matches, reading, session));
  }
  return rows;
}

function selectionRow(
  selection: BackupSelection,
  matches: SelectionMatches,
  reading: RegionReading,
  session: AccountSession,
): ListRow {
  const id = selectionRowId(reading.region, selection);
  const name = valueOf(selection.name) ?? selection.id;
  const isSupported = valueOf(reading.supported) !== false;
  const words = isSupported ? matchWords(matches) : l10n.t('AWS Backup does not back up S3 here');
  return {
    kind: 'selection',
    id,
    label: name,
    description: words,
    icon: ['list-filter'],
    tooltip: escape(l10n.t('What the selection {0} matches now, in {1}.', name, reading.region)),
    spoken: l10n.t('Selection {0}, {1}', name, words.replaceAll(' · ', ', ')),
    subject: selectionSubject(selection, reading, session),
    children: () => [...roleRows(`${id}/role`, selection, reading, session), ...bucketRows(id, matches, session)],
  };
}

function roleRows(
  id: string,
  { roleArn }: BackupSelection,
  reading: RegionReading,
  session: AccountSession,
): readonly Shown[] {
  const arn = valueOf(roleArn);
  if (arn === undefined) return [];
  const rights = reading.roles.items.find((role) => role.arn === arn)?.canBackUpS3;
  if (rights?.state === 'denied') {
    return [unreadRow(id, l10n.t('The rights of the role could not be read.'), rights, again())];
  }
  const may = rights && valueOf(rights);
  const words =
    may === true
      ? l10n.t('may back up S3')
      : may === false
        ? l10n.t('no policy allows S3 backups')
        : l10n.t('not known whether it may back up S3');
  return [
    {
      kind: 'role',
      id,
      label: arn.slice(arn.lastIndexOf('/') + 1),
      description: words,
      icon: may === false ? warning : ['account'],
      subject: roleSubject(arn, reading, session),
      tooltip: [`\`${arn}\``, ...(rights?.state === 'unknown' ? [escape(rights.why)] : [])].join('\n\n'),
    },
  ];
}

function bucketRow(id: string, name: string, covered: boolean, session: AccountSession): ListRow {
  return {
    kind: covered ? 'match' : 'match.cannot-tell',
    id: `${id}/bucket/${name}`,
    label: name,
    icon: covered ? ['pass', 'testing.iconPassed'] : ['question'],
    subject: bucketSubject(name, session),
    ...(!covered && { description: l10n.t('cannot tell') }),
    spoken: covered ? l10n.t('Matches bucket {0}', name) : l10n.t('Cannot tell whether it matches bucket {0}', name),
  };
}

function bucketRows(
  id: string,
  { covered, cannotTell, unread, isCut }: SelectionMatches,
  session: AccountSession,
): readonly Shown[] {
  const all = [
    ...covered.map((name) => bucketRow(id, name, true, session)),
    ...cannotTell.map((name) => bucketRow(id, name, false, session)),
  ];
  const more = all.length - bucketsAtOnce;
  const text =
    all.length === 0 && unread === 0 && !isCut
      ? l10n.t('It matches no bucket.')
      : more > 0
        ? l10n.t('{0} more', more)
        : undefined;
  const message: MessageNode[] = text === undefined ? [] : [{ kind: 'message', id: `${id}/rest`, icon: 'info', text }];
  return [...all.slice(0, bucketsAtOnce), ...message];
}

function regionNotices({ region, supported, s3OptIn, plans }: RegionReading): readonly MessageNode[] {
  const rows: MessageNode[] = [];
  if (valueOf(supported) === false) {
    const text = l10n.t('AWS Backup does not back up S3 in {0}.', region);
    rows.push({ kind: 'message', id: `unsupported/${region}`, icon: 'info', text });
  }
  if (supported.state === 'denied' || supported.state === 'unknown') {
    const what = l10n.t('It is not known whether AWS Backup backs up S3 in {0}.', region);
    rows.push(unreadRow(`unsupported/${region}`, what, supported, again()));
  }
  if (s3OptIn.state === 'denied' || s3OptIn.state === 'unknown') {
    rows.push(unreadRow(`opt-in/${region}`, l10n.t('The opt-in of {0} could not be read.', region), s3OptIn, again()));
  }
  if (valueOf(s3OptIn) === false) {
    const text = l10n.t('S3 is not opted in in {0}: only selections that name S3 reach buckets.', region);
    rows.push({ kind: 'message', id: `opt-in/${region}`, icon: 'warning', text });
  }
  const what = l10n.t('Not all plans of {0} could be read.', region);
  return [...rows, ...partialRow(`unread/${region}`, what, plans.completeness, again())];
}

/** The plans of all Regions, by name, and what stands in their way. */
export async function rows(session: AccountSession): Promise<readonly Shown[]> {
  const readings = await session.regionReadings();
  const plans = readings.flatMap((reading) =>
    [...reading.plans.items]
      .sort((one, other) => nameOf(one).localeCompare(nameOf(other)))
      .map((plan) => planRow(plan, reading, session)),
  );
  const notices = readings.flatMap(regionNotices);
  if (plans.length > 0 || readings.some((reading) => reading.plans.completeness.kind === 'partial')) {
    return [...plans, ...notices];
  }
  return [{ kind: 'message', id: 'none', icon: 'info', text: l10n.t('There are no backup plans.') }, ...notices];
}

export { regionsAsOf as asOf } from '../shared/regionsAsOf';

export function forget(session: AccountSession): void {
  session.forgetRegions();
}
