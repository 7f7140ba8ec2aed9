import * as l10n from '@vscode/l10n';
import type { Collection, Estate } from '../../model/estate';
import { complete, partial } from '../../model/estate';
import type { Fact } from '../../model/fact';
import { unknown, unmanaged } from '../../model/fact';
import { BucketEntries } from './bucketEntries';
import type { DeclaredBucket, DeclaredResources } from './declaredResources';
import { booleanFact } from './facts';
import type { ModuleTree } from './moduleInstance';
import { readPlans } from './plans';
import { noRoles, readRoles } from './roles';
import { readSelections } from './selections';
import type { Value } from './value';
import { evaluate } from './evaluate';
import { readVaults } from './vaults';

export type BackupParts = Pick<Estate, 'plans' | 'selections' | 'vaults' | 'roles' | 's3OptIn'>;

/** Other resources that may cover buckets: organization policies, and what is not of the AWS provider. */
const otherSources = ['aws_organizations_policy', 'aws_cloudformation_stack', 'awscc_backup_backup_selection'];

/** Why there may be more AWS Backup resources than could be read, if so. */
function whatIsMissing(tree: ModuleTree, resources: DeclaredResources): string | undefined {
  for (const source of tree.sources) {
    if (source.broken.length > 0) return 'a part of the module does not parse';
    if (otherSources.some((type) => source.resourcesOf(type).length > 0)) {
      return 'other resources may assign buckets to backup plans';
    }
    const unread = source.modules.find((call) => tree.called(source, call) === undefined);
    if (unread !== undefined) return `${unread.address} is not read`;
  }
  const doubt = resources.modules().find((module) => module.doubt !== undefined)?.doubt;
  if (doubt !== undefined) return doubt;
  return tree.root.isMadeToBeCalled && resources.modules().length > 0
    ? 'who calls this module may declare more'
    : undefined;
}

/** What the modules that are not read are given. */
function givenToUnread(tree: ModuleTree, resources: DeclaredResources): readonly Value[] {
  return resources
    .modules()
    .flatMap((module) =>
      module.source.modules
        .filter((call) => tree.called(module.source, call) === undefined)
        .flatMap(({ block }) => block.attributes.map((attribute) => evaluate(attribute.value, module.scope))),
    );
}

/**
 * Whether roles may have to do with AWS Backup: a selection hands one over, or backups are spoken of at all.
 * Most modules have roles and neither of these, and what is given to roles is long to read.
 */
function mayBackUp({ sources }: ModuleTree): boolean {
  return [...sources].some(
    (source) =>
      source.resourcesOf('aws_backup_selection').length > 0 || source.files.some(({ text }) => /backup/i.test(text)),
  );
}

/** Whether the Region's settings opt S3 in, where the template manages them. */
function optInOf(resources: DeclaredResources): Fact<boolean> {
  const [settings, ...more] = resources.of('aws_backup_region_settings');
  if (settings === undefined) return unmanaged;
  if (more.length > 0) return unknown(l10n.t('more than one resource sets it'));
  const { body } = settings.instance;
  const written = body.attribute('resource_type_opt_in_preference');
  if (settings.exists.state !== 'known' || body.broken || written?.value.kind !== 'object') {
    return unknown(l10n.t('the settings of the Region are not known'), body.at);
  }
  const { entries, rest } = written.value;
  const own = entries.get('S3');
  if (own !== undefined) return booleanFact({ value: own, at: written.at });
  return rest === undefined ? unmanaged : unknown(l10n.t('the settings of the Region are not known'), body.at);
}

/** What a root module says of AWS Backup. */
export function readBackup(
  tree: ModuleTree,
  resources: DeclaredResources,
  buckets: () => readonly DeclaredBucket[],
): BackupParts {
  const vaults = readVaults(resources);
  const plans = readPlans(resources, vaults.names);
  const roles = mayBackUp(tree) ? readRoles(resources, givenToUnread(tree, resources)) : noRoles;
  const selections = readSelections(resources, {
    plans: plans.ids,
    roles: roles.arns,
    buckets: new BucketEntries(buckets),
  });
  const missing = whatIsMissing(tree, resources);
  const collect = <T>(items: readonly T[]): Collection<T> =>
    missing === undefined ? complete(items) : partial(items, missing);
  return {
    plans: collect(plans.plans),
    selections: collect(selections),
    vaults: collect(vaults.vaults),
    roles: collect(roles.roles),
    s3OptIn: optInOf(resources),
  };
}

/** Nothing is said of AWS Backup. */
export function unreadBackup(why: string): BackupParts {
  return {
    plans: partial([], why),
    selections: partial([], why),
    vaults: partial([], why),
    roles: partial([], why),
    s3OptIn: unmanaged,
  };
}
