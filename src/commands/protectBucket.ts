import * as l10n from '@vscode/l10n';
import { ProgressLocation, window } from 'vscode';
import type { BucketPlace, Goal, PlanReference } from '../aws/changes/goal';
import type { RegionReading } from '../aws/region';
import { valueOf } from '../model/fact';
import { walkSteps } from '../ui/steps';
import { bucketsToChange, nameBuckets } from './bucketsToChange';
import type { Command, Services } from './command';
import { wishesOf } from './lifecycleSteps';
import { previewChange } from './previewChange';
import type { ProtectDraft, ProtectSubject } from './protectDraft';
import { onlyRegion, readBuckets, readingOf } from './regionSubject';

/** @throws Error where the plans, the vaults or a bucket could not be read: nothing can be offered then. */
async function subjectOf(places: readonly BucketPlace[], services: Services): Promise<ProtectSubject | undefined> {
  const session = await services.current.open();
  if (session === undefined) return undefined;
  const region = onlyRegion(places, (regions) =>
    l10n.t('A backup plan reaches one Region. Choose buckets of one of them: {0}.', regions),
  );
  const names = places.map(({ bucket }) => bucket);
  const title = l10n.t('Protect {0}', nameBuckets(places));
  return window.withProgress({ location: ProgressLocation.Window, title }, async () => {
    const [reading, states] = await Promise.all([readingOf(region, session), readBuckets(names, session)]);
    refuseUnread(reading);
    const buckets = states.map((state) => state.reading.bucket);
    const account = valueOf(session.identity)?.account;
    return { title, region, account, buckets, names, reading };
  });
}

function refuseUnread({ plans, selections, vaults, supported, region }: RegionReading): void {
  if (supported.state === 'known' && !supported.value) {
    throw new Error(l10n.t('AWS Backup does not support S3 in {0}.', region));
  }
  for (const { completeness } of [plans, selections, vaults]) {
    if (completeness.kind === 'partial') {
      throw new Error(l10n.t('The backup plans of {0} could not be read: {1}', region, completeness.why));
    }
  }
}

async function goalsOf(draft: ProtectDraft, { region, names, reading }: ProtectSubject): Promise<readonly Goal[]> {
  const { protectGoals, newRules } = await import('../aws/changes/protect');
  const common = { region, buckets: names, wishes: wishesOf(draft) };
  if (draft.plan !== 'new' && draft.way !== 'selection') {
    const { tags, needsOptIn } = draft.way;
    return protectGoals({ ...common, protection: { kind: 'tags', tags, needsOptIn } });
  }
  const { role, vault } = draft;
  if (role === undefined) return [];
  const found = reading.plans.items.find(({ id }) => id === draft.plan);
  const plan: PlanReference =
    found === undefined
      ? { kind: 'new', name: draft.planName, rules: newRules(draft.rules, draft.days, vault.name) }
      : { kind: 'existing', id: found.id, name: valueOf(found.name) ?? found.id };
  const makesVault = plan.kind === 'new' && vault.isNew;
  return protectGoals({
    ...common,
    protection: { kind: 'selection', plan, role, ...(makesVault && { vault: vault.name }) },
  });
}

/** Asks what is to protect some buckets, and shows what it takes. */
export const protectBucket: Command = {
  id: 's3backup.protectBucket',
  run: async (services, row, selected) => {
    const places = await bucketsToChange(services, row, selected);
    if (places.length === 0) return;
    const subject = await subjectOf(places, services);
    if (subject === undefined) return;
    const [{ protectSteps }, { firstDraft }] = await Promise.all([import('./protectSteps'), import('./firstDraft')]);
    const draft = await walkSteps(firstDraft(subject), (answers) => protectSteps(subject, answers));
    if (draft !== undefined) await previewChange(services, subject.title, await goalsOf(draft, subject));
  },
};
