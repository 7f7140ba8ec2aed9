import * as l10n from '@vscode/l10n';
import type { BackupPlan, ScheduledRun } from '../../model/backupPlan';
import { valueOf } from '../../model/fact';
import { formatComing, formatExact } from '../../ui/format';
import type { ListRow } from '../shared/listRow';
import { joined } from '../shared/listRow';
import { escape } from '../../reports/markdown';

/** Runs that fit in a row; those beneath it are all. */
const runsInRow = 3;

const executions: Readonly<Record<string, () => string>> = {
  CONTINUOUS: () => l10n.t('continuous'),
  SNAPSHOTS: () => l10n.t('periodic'),
  CONTINUOUS_AND_SNAPSHOTS: () => l10n.t('continuous and periodic'),
};

function runRow(id: string, { at, ruleId, execution }: ScheduledRun, plan: BackupPlan, now: Date): ListRow {
  const rule = plan.rules.items.find((candidate) => candidate.id === ruleId);
  return {
    kind: 'run',
    id: `${id}/${at.getTime()}/${ruleId ?? ''}`,
    label: formatComing(at, now),
    description: joined(
      rule && (valueOf(rule.name) ?? rule.id),
      execution && (executions[execution]?.() ?? execution.toLowerCase()),
    ),
    icon: ['clock'],
    tooltip: escape(formatExact(at)),
  };
}

/** The next runs as AWS Backup announces them, in the person's zone. */
export function runsRow(id: string, plan: BackupPlan, now: Date): readonly ListRow[] {
  const { nextRuns = [] } = plan;
  if (nextRuns.length === 0) return [];
  const moments = [...new Map(nextRuns.map(({ at }) => [at.getTime(), at])).values()];
  return [
    {
      kind: 'runs',
      id,
      label: l10n.t('Next runs'),
      description: moments
        .slice(0, runsInRow)
        .map((at) => formatComing(at, now))
        .join(', '),
      icon: ['calendar'],
      tooltip: moments.map((at) => `- ${escape(formatExact(at))}`).join('\n'),
      children: () => nextRuns.map((run) => runRow(id, run, plan, now)),
    },
  ];
}
