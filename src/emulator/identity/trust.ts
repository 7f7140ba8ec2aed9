import type { PolicyStatement, Role } from './role';

/** What a request to take on a role brings with it. */
export interface TrustRequest {
  readonly action: 'sts:AssumeRole' | 'sts:AssumeRoleWithWebIdentity';
  /** ARN of the caller, or the provider of a web identity. */
  readonly who: string;
  readonly mfa: boolean;
  readonly externalId?: string | undefined;
}

/**
 * Whether a role's trust policy lets somebody take it on. A role that trusts services only, as those of AWS Backup,
 * can be taken on by any caller of the account: the sample account has no administrator who would add him.
 */
export function trusts(role: Role, request: TrustRequest): boolean {
  const statements = role.trustPolicy.Statement;
  const onlyServices = statements.every(({ Principal = {} }) => Object.keys(Principal).join() === 'Service');
  if (onlyServices) {
    return request.action === 'sts:AssumeRole';
  }
  return statements.some((statement) => allows(statement, request));
}

function allows({ Effect, Action, Principal = {}, Condition = {} }: PolicyStatement, request: TrustRequest): boolean {
  const key = request.action === 'sts:AssumeRole' ? 'AWS' : 'Federated';
  const principal = Principal[key];
  const needsMfa = Condition['Bool']?.['aws:MultiFactorAuthPresent'] === 'true';
  const externalId = Condition['StringEquals']?.['sts:ExternalId'];
  return (
    Effect === 'Allow' &&
    [Action].flat().includes(request.action) &&
    principal !== undefined &&
    isPrincipal(principal, request.who) &&
    (!needsMfa || request.mfa) &&
    (externalId === undefined || externalId === request.externalId)
  );
}

/** A role stands for all its sessions, and an account's root for everybody in it. */
function isPrincipal(principal: string, who: string): boolean {
  if (principal === '*' || principal === who) {
    return true;
  }
  const [, account, session] = /^arn:aws:[a-z]+::(\d+):(?:assumed-role\/([^/]+)\/)?/.exec(who) ?? [];
  if (principal === `arn:aws:iam::${account}:root`) {
    return true;
  }
  return (
    session !== undefined && principal.startsWith(`arn:aws:iam::${account}:role/`) && principal.endsWith(`/${session}`)
  );
}
