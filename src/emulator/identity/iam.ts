import {
  GetPolicy$,
  GetPolicyVersion$,
  GetRole$,
  GetRolePolicy$,
  ListAttachedRolePolicies$,
  ListRolePolicies$,
  ListRoles$,
  SimulatePrincipalPolicy$,
  type GetPolicyRequest,
  type GetPolicyResponse,
  type GetPolicyVersionRequest,
  type GetPolicyVersionResponse,
  type GetRolePolicyRequest,
  type GetRolePolicyResponse,
  type GetRoleRequest,
  type GetRoleResponse,
  type ListAttachedRolePoliciesRequest,
  type ListAttachedRolePoliciesResponse,
  type ListRolePoliciesRequest,
  type ListRolePoliciesResponse,
  type ListRolesRequest,
  type ListRolesResponse,
  type Role as RoleDescription,
  type SimulatePolicyResponse,
  type SimulatePrincipalPolicyRequest,
} from '@aws-sdk/client-iam';
import { roleNameOf } from '../arnNames';
import { AwsError } from '../awsError';
import { declareService, type Call, type Operation } from '../operation';
import type { Received } from '../received';
import { roleAllows } from './rights';
import type { ManagedPolicy, PolicyDocument, Role } from './role';

const iamOperation = declareService('iam');

export const iamOperations: readonly Operation[] = [
  iamOperation(GetRole$, getRole),
  iamOperation(ListRoles$, listRoles),
  iamOperation(ListAttachedRolePolicies$, listAttached),
  iamOperation(ListRolePolicies$, listInline),
  iamOperation(GetRolePolicy$, getInline),
  iamOperation(GetPolicy$, getPolicy),
  iamOperation(GetPolicyVersion$, getPolicyVersion),
  iamOperation(SimulatePrincipalPolicy$, simulate),
];

function getRole(input: Received<GetRoleRequest>, call: Call): GetRoleResponse {
  return { Role: describe(requireRole(input.RoleName, call)) };
}

function listRoles(input: Received<ListRolesRequest>, call: Call): ListRolesResponse {
  const roles = [...call.state.roles.values()].filter((role) => role.path.startsWith(input.PathPrefix ?? '/'));
  const { items, ...page } = pageOf(roles, input);
  return { Roles: items.map(describe), ...page };
}

function listAttached(input: Received<ListAttachedRolePoliciesRequest>, call: Call): ListAttachedRolePoliciesResponse {
  const { items, ...page } = pageOf(requireRole(input.RoleName, call).attached, input);
  return { AttachedPolicies: items.map((arn) => ({ PolicyName: roleNameOf(arn), PolicyArn: arn })), ...page };
}

function listInline(input: Received<ListRolePoliciesRequest>, call: Call): ListRolePoliciesResponse {
  const { items, ...page } = pageOf(Object.keys(requireRole(input.RoleName, call).inline), input);
  return { PolicyNames: items, ...page };
}

function getInline(input: Received<GetRolePolicyRequest>, call: Call): GetRolePolicyResponse {
  const document = requireRole(input.RoleName, call).inline[input.PolicyName];
  if (document === undefined) {
    throw noSuchEntity(`The role policy with name ${input.PolicyName} cannot be found.`);
  }
  return { RoleName: input.RoleName, PolicyName: input.PolicyName, PolicyDocument: encode(document) };
}

function getPolicy(input: Received<GetPolicyRequest>, call: Call): GetPolicyResponse {
  const policy = requirePolicy(input.PolicyArn, call);
  return {
    Policy: {
      PolicyName: policy.name,
      PolicyId: `sample-${policy.name}`,
      Arn: policy.arn,
      Path: policy.path,
      DefaultVersionId: policy.versionId,
      AttachmentCount: [...call.state.roles.values()].filter((role) => role.attached.includes(policy.arn)).length,
      IsAttachable: true,
      CreateDate: new Date(policy.createdAt),
      UpdateDate: new Date(policy.createdAt),
    },
  };
}

/** Only the version in force is kept. */
function getPolicyVersion(input: Received<GetPolicyVersionRequest>, call: Call): GetPolicyVersionResponse {
  const policy = requirePolicy(input.PolicyArn, call);
  if (input.VersionId !== policy.versionId) {
    throw noSuchEntity(`Policy ${policy.arn} version ${input.VersionId} does not exist or is not attachable.`);
  }
  return {
    PolicyVersion: {
      Document: encode(policy.document),
      VersionId: policy.versionId,
      IsDefaultVersion: true,
      CreateDate: new Date(policy.createdAt),
    },
  };
}

function simulate(input: Received<SimulatePrincipalPolicyRequest>, call: Call): SimulatePolicyResponse {
  const role = requireRole(roleNameOf(input.PolicySourceArn), call);
  return {
    EvaluationResults: input.ActionNames.flatMap((action) =>
      (input.ResourceArns ?? ['*']).map((resource) => ({
        EvalActionName: action,
        EvalResourceName: resource,
        EvalDecision: roleAllows(call.state, role, action, resource) ? ('allowed' as const) : ('implicitDeny' as const),
      })),
    ),
    IsTruncated: false,
  };
}

export function describe(role: Role): RoleDescription {
  return {
    Path: role.path,
    RoleName: role.name,
    RoleId: `sample-${role.name}`,
    Arn: role.arn,
    CreateDate: new Date(role.createdAt),
    AssumeRolePolicyDocument: encode(role.trustPolicy),
  };
}

/** IAM percent-encodes the documents in its answers. */
function encode(document: PolicyDocument): string {
  return encodeURIComponent(JSON.stringify(document));
}

export function requireRole(name: string, call: Call): Role {
  const role = call.state.roles.get(name);
  if (role === undefined) {
    throw noSuchEntity(`The role with name ${name} cannot be found.`);
  }
  return role;
}

export function requirePolicy(arn: string, call: Call): ManagedPolicy {
  const policy = call.state.policies.get(arn);
  if (policy === undefined) {
    throw noSuchEntity(`Policy ${arn} was not found.`);
  }
  return policy;
}

function noSuchEntity(message: string): AwsError {
  return new AwsError('NoSuchEntity', message, 404);
}

function pageOf<T>(
  all: readonly T[],
  request: { Marker?: string | undefined; MaxItems?: number | undefined },
): { items: T[]; IsTruncated: boolean; Marker: string | undefined } {
  const start = Number(request.Marker ?? 0);
  if (!Number.isInteger(start) || start < 0) {
    throw new AwsError('ValidationError', 'Invalid Marker.');
  }
  const end = start + (request.MaxItems ?? 100);
  const isTruncated = end < all.length;
  return { items: all.slice(start, end), IsTruncated: isTruncated, Marker: isTruncated ? String(end) : undefined };
}
