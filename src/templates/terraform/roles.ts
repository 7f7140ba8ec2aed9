import * as l10n from '@vscode/l10n';
import type { Role } from '../../model/estate';
import type { Fact } from '../../model/fact';
import { known, unknown } from '../../model/fact';
import type { Body, Written } from './body';
import { declarationOf } from './declarationOf';
import type { DeclaredResource, DeclaredResources } from './declaredResources';
import { References } from './references';
import { isSingle } from './sharedIdentity';
import { toText } from './text';
import type { Value } from './value';
import { identity, members, mentions } from './value';

/** Policies that allow S3 backups. Source: AWS managed policy reference. */
const sufficient: ReadonlySet<string> = new Set(['AWSBackupServiceRolePolicyForS3Backup', 'AdministratorAccess']);

/** Policies of AWS Backup that allow nothing on S3's data. Source: AWS managed policy reference. */
const withoutS3: ReadonlySet<string> = new Set([
  'service-role/AWSBackupServiceRolePolicyForBackup',
  'service-role/AWSBackupServiceRolePolicyForRestores',
  'AWSBackupServiceRolePolicyForS3Restore',
]);

/** The S3 policies of AWS Backup have no path; with this one they do not exist. Source: AWS managed policy reference. */
const wrongPolicy = /^service-role\/AWSBackupServiceRolePolicyForS3(?:Backup|Restore)$/;

const managedPolicy = /:iam::aws:policy\/(.+)$/;

/** A policy that a role has or may have. */
interface Attached {
  readonly policy: Written | undefined;
  readonly certain: boolean;
}

/** The path and name of a policy that AWS manages; the partition before it need not be known. */
function managedName(policy: Value): string | undefined {
  const end = toText(policy).parts.at(-1);
  return typeof end === 'string' ? managedPolicy.exec(end)?.[1] : undefined;
}

/** What a collection lists, as far as it could be read. */
function listed(written: Written | undefined, certain: boolean): readonly Attached[] {
  if (written === undefined) return [];
  const found = members(written.value);
  if (found === undefined) return [{ policy: undefined, certain }];
  const items = found.entries.map(({ value }, index): Attached => {
    const policy = { value, at: written.items?.[index] ?? written.at };
    return { policy, certain };
  });
  return found.rest === undefined ? items : [...items, { policy: undefined, certain }];
}

/** Policies that are written in the role itself. An inline policy may allow anything. */
function ownPolicies({ instance: { body } }: DeclaredResource): readonly Attached[] {
  const inline = body.blocks('inline_policy');
  const isVague = body.broken || inline.open || inline.items.length > 0;
  return [
    ...listed(body.attribute('managed_policy_arns'), true),
    ...(isVague ? [{ policy: undefined, certain: false }] : []),
  ];
}

/** Resources that give policies to roles. */
const attachments: readonly {
  readonly type: string;
  readonly roles: (body: Body) => readonly (Written | undefined)[];
  readonly policy: (body: Body) => Written | undefined;
}[] = [
  {
    type: 'aws_iam_role_policy_attachment',
    roles: (body) => [body.attribute('role')],
    policy: (body) => body.attribute('policy_arn'),
  },
  { type: 'aws_iam_role_policy', roles: (body) => [body.attribute('role')], policy: () => undefined },
  {
    type: 'aws_iam_policy_attachment',
    roles: (body) => {
      const written = body.attribute('roles');
      const found = written && members(written.value);
      if (written === undefined) return [];
      if (found === undefined || found.rest !== undefined) return [undefined];
      return found.entries.map(({ value }) => ({ value, at: written.at }));
    },
    policy: (body) => body.attribute('policy_arn'),
  },
];

/** The policies that stand beside the roles. */
class Attachments {
  readonly #byRole = new Map<string, Attached[]>();
  /** Whether something gives a policy to a role of which it is not known which it is. */
  #isLoose = false;

  constructor(resources: DeclaredResources, roles: References<string>) {
    for (const attachment of attachments) {
      for (const resource of resources.of(attachment.type)) {
        const { body } = resource.instance;
        const attached: Attached = {
          policy: attachment.policy(body),
          certain: !body.broken && resource.exists.state === 'known' && isSingle(resource),
        };
        if (body.broken) this.#isLoose = true;
        for (const role of attachment.roles(body)) this.#add(roles.find(role), role, attached);
      }
    }
  }

  of(role: string): readonly Attached[] {
    const attached = this.#byRole.get(role) ?? [];
    return this.#isLoose ? [...attached, { policy: undefined, certain: false }] : attached;
  }

  #add(role: string | undefined, written: Written | undefined, attached: Attached): void {
    if (role !== undefined) this.#byRole.set(role, [...(this.#byRole.get(role) ?? []), attached]);
    // A name that is written out and no declared role has is that of another role.
    else if (written?.value.kind !== 'scalar') this.#isLoose = true;
  }
}

function rightsOf(attached: readonly Attached[]): Fact<boolean> {
  const named = attached.map(({ policy, certain }) => ({
    name: policy && managedName(policy.value),
    at: policy?.at,
    certain,
  }));
  const enough = named.find(({ name, certain }) => certain && name !== undefined && sufficient.has(name));
  if (enough !== undefined) return known(true, 'derived', enough.at);
  const harmless = (name: string | undefined): boolean =>
    name !== undefined && (withoutS3.has(name) || wrongPolicy.test(name));
  if (named.length === 0) return unknown(l10n.t('no policy of it is declared here'));
  return named.every(({ name }) => harmless(name))
    ? known(false, 'derived')
    : unknown(l10n.t('a policy of it may allow S3 backups'));
}

function wrongOnes(attached: readonly Attached[]): Role['wrongPolicyArns'] {
  const items = attached.flatMap(({ policy, certain }): Fact<string>[] => {
    const name = policy && managedName(policy.value);
    if (policy === undefined || name === undefined || !certain || !wrongPolicy.test(name)) return [];
    const text = policy.value.kind === 'scalar' ? String(policy.value.value) : `arn:aws:iam::aws:policy/${name}`;
    return [known(text, 'written', policy.at)];
  });
  return {
    items,
    open: attached.some(({ policy }) => policy === undefined || managedName(policy.value) === undefined),
  };
}

export interface RoleReading {
  readonly roles: readonly Role[];
  /** The ids of roles by their ARNs. */
  readonly arns: References<string>;
}

export const noRoles: RoleReading = { roles: [], arns: new References() };

const referredBy = ['name', 'id', 'arn'] as const;

/** @param given what modules that are not read are given: they may attach policies to roles that are among it. */
export function readRoles(resources: DeclaredResources, given: readonly Value[]): RoleReading {
  const declared = resources.of('aws_iam_role');
  const arns = new References<string>();
  const names = new References<string>();
  for (const role of declared) {
    arns.add(role, ['arn'], role.id);
    names.add(role, ['name', 'id'], role.id);
  }
  const attached = new Attachments(resources, names);
  const handedOn = new Set(given.flatMap(mentions));
  const roles = declared.map((role): Role => {
    const isHandedOn = [...referredBy.map((name) => role.instance.attribute(name)), asValue(role)].some((value) =>
      handedOn.has(identity(value) ?? ''),
    );
    const policies = [
      ...ownPolicies(role),
      ...attached.of(role.id),
      ...(isHandedOn ? [{ policy: undefined, certain: false }] : []),
    ];
    return {
      arn: role.id,
      canBackUpS3: rightsOf(policies),
      wrongPolicyArns: wrongOnes(policies),
      declaration: declarationOf(role),
    };
  });
  return { roles, arns };
}

function asValue({ instance }: DeclaredResource): Value {
  return { kind: 'instance', instance, defaulted: false };
}
