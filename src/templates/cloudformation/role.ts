import * as l10n from '@vscode/l10n';
import type { Role } from '../../model/estate';
import type { Fact, OpenList } from '../../model/fact';
import { known, unknown } from '../../model/fact';
import type { ResourceContext } from './declared';
import { readDeclared } from './declared';
import { listOf } from './facts';
import type { NamedResources } from './named';
import { arnFact } from './named';
import type { Resource } from './template';
import type { Value } from './value';
import { member, symbolOf } from './value';

const managed = /^arn:[^:]+:iam::aws:policy\/(.+)$/;

/** Managed policies that allow S3 backups. */
const allowing: ReadonlySet<string> = new Set(['AWSBackupServiceRolePolicyForS3Backup', 'AdministratorAccess']);

/**
 * Managed policies of AWS Backup that do not, and paths that no policy has. Source: AWS Backup developer guide,
 * managed policies.
 */
const notAllowing: ReadonlySet<string> = new Set([
  'AWSBackupServiceRolePolicyForS3Restore',
  'service-role/AWSBackupServiceRolePolicyForBackup',
  'service-role/AWSBackupServiceRolePolicyForRestores',
  'service-role/AWSBackupServiceRolePolicyForS3Backup',
  'service-role/AWSBackupServiceRolePolicyForS3Restore',
]);

const wrongPath = /:policy\/service-role\/AWSBackupServiceRolePolicyForS3(?:Backup|Restore)$/;

function policyName(arn: Fact<string>): string | undefined {
  return arn.state === 'known' ? managed.exec(arn.value)?.[1] : undefined;
}

/** A policy by its own, or one that cannot be read, may allow anything. */
function canBackUp(arns: OpenList<Fact<string>>, hasOthers: boolean): Fact<boolean> {
  const names = arns.items.map(policyName);
  if (names.some((name) => name !== undefined && allowing.has(name))) return known(true, 'derived');
  const isCertain = names.length > 0 && names.every((name) => name !== undefined && notAllowing.has(name));
  if (isCertain && !arns.open && !hasOthers) return known(false, 'derived');
  return unknown(l10n.t('what its policies allow is not read'));
}

/** The policies of a template that attach themselves to roles, by what each says of its roles. */
export class AttachedPolicies {
  readonly #roles: readonly (readonly Value[])[];
  readonly #open: boolean;

  constructor(policies: readonly Resource[], context: ResourceContext) {
    const lists = policies.map((policy) => {
      const { properties } = readDeclared(policy, context);
      const one = member(properties, 'RoleName');
      const many = member(properties, 'Roles');
      const written = many.kind === 'list' ? many.items : [many];
      return [...written, one].filter(({ kind }) => kind !== 'nothing');
    });
    this.#roles = lists;
    this.#open = lists.some((values) => values.some((value) => symbolOf(value) === undefined));
  }

  /** Whether one may be attached to a role. A role is named by reference, or by its name. */
  mayReach(id: string, roles: NamedResources): boolean {
    return this.#open || this.#roles.flat().some((value) => (roles.named(symbolOf(value))?.id ?? id) === id);
  }
}

/** The role that a resource of type `AWS::IAM::Role` declares. */
export function readRole(
  resource: Resource,
  context: ResourceContext,
  roles: NamedResources,
  attached: AttachedPolicies,
): Role {
  const { locate } = context;
  const { id, properties, declaration } = readDeclared(resource, context);
  const list = member(properties, 'ManagedPolicyArns');
  const values = list.kind === 'list' ? list.items : [];
  const arns = {
    items: values.map((value) => arnFact(value, locate)),
    open: list.kind !== 'list' && list.kind !== 'nothing',
  };
  const inline = listOf(member(properties, 'Policies'));
  const hasOthers = inline.items.length > 0 || inline.open || attached.mayReach(id, roles);
  const wrong = arns.items.filter((arn) => arn.state === 'known' && wrongPath.test(arn.value));
  return {
    arn: id,
    canBackUpS3: canBackUp(arns, hasOthers),
    wrongPolicyArns: { items: wrong, open: arns.open },
    declaration,
  };
}
