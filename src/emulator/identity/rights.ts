import { matchesPattern } from '../access';
import type { AccountState } from '../state';
import type { PolicyStatement, Role } from './role';

/** The statements of a role by the actions they name, since a run of backups asks thousands of times. */
interface Rights {
  readonly byAction: ReadonlyMap<string, readonly PolicyStatement[]>;
  /** Statements under action patterns with a wildcard. */
  readonly byPattern: readonly (readonly [pattern: string, statement: PolicyStatement])[];
}

// A role is never altered: a changed one is another object.
const known = new WeakMap<Role, Rights>();

/**
 * Whether a role may do something: some statement of its policies allows it and none denies it. Conditions are taken as
 * met.
 */
export function roleAllows(state: AccountState, role: Role, action: string, resource: string): boolean {
  const { byAction, byPattern } = rightsOf(state, role);
  const wanted = action.toLowerCase();
  const named = byAction.get(wanted) ?? [];
  const matched = byPattern.flatMap(([pattern, statement]) => (matchesPattern(pattern, wanted) ? statement : []));
  const applying = [...named, ...matched].filter(({ Resource = '*' }) =>
    listOf(Resource).some((pattern) => matchesPattern(pattern, resource)),
  );
  return applying.length > 0 && applying.every((statement) => statement.Effect === 'Allow');
}

/** Whether AWS Backup may take on the role. */
export function trustsBackup(role: Role): boolean {
  return role.trustPolicy.Statement.some(
    (statement) => statement.Effect === 'Allow' && statement.Principal?.['Service'] === 'backup.amazonaws.com',
  );
}

function rightsOf(state: AccountState, role: Role): Rights {
  let rights = known.get(role);
  if (rights === undefined) {
    rights = readRights(state, role);
    known.set(role, rights);
  }
  return rights;
}

function readRights(state: AccountState, role: Role): Rights {
  const managed = role.attached.flatMap((arn) => state.policies.get(arn)?.document ?? []);
  const byAction = new Map<string, PolicyStatement[]>();
  const byPattern: [string, PolicyStatement][] = [];
  for (const statement of [...managed, ...Object.values(role.inline)].flatMap((document) => document.Statement)) {
    for (const action of listOf(statement.Action).map((name) => name.toLowerCase())) {
      if (action.includes('*')) {
        byPattern.push([action, statement]);
      } else {
        byAction.set(action, [...(byAction.get(action) ?? []), statement]);
      }
    }
  }
  return { byAction, byPattern };
}

function listOf(value: string | readonly string[]): readonly string[] {
  return typeof value === 'string' ? [value] : value;
}
