import {
  AttachRolePolicy$,
  CreateRole$,
  type AttachRolePolicyRequest,
  type CreateRoleRequest,
  type CreateRoleResponse,
} from '@aws-sdk/client-iam';
import { AwsError } from '../awsError';
import { declareService, type Call, type Operation } from '../operation';
import type { Received } from '../received';
import { describe, requirePolicy, requireRole } from './iam';
import type { PolicyDocument, Role } from './role';

const iamOperation = declareService('iam');

export const roleWriteOperations: readonly Operation[] = [
  iamOperation(CreateRole$, createRole),
  iamOperation(AttachRolePolicy$, attachPolicy),
];

/** Source: IAM quotas, managed policies attached to a role. */
const mostAttached = 10;

function createRole(input: Received<CreateRoleRequest>, call: Call): CreateRoleResponse {
  const { RoleName: name, Path: path = '/' } = input;
  const { state } = call;
  if (!/^[\w+=,.@-]{1,64}$/.test(name)) {
    throw new AwsError('ValidationError', `The specified value for roleName is invalid: ${name}`);
  }
  if (state.roles.has(name)) {
    throw new AwsError('EntityAlreadyExists', `Role with name ${name} already exists.`, 409);
  }
  const role: Role = {
    name,
    path,
    arn: `arn:aws:iam::${state.accountId}:role${path}${name}`,
    createdAt: call.now,
    trustPolicy: readDocument(input.AssumeRolePolicyDocument),
    attached: [],
    inline: {},
  };
  state.roles.set(name, role);
  return { Role: describe(role) };
}

/** What is attached already stays so. */
function attachPolicy(input: Received<AttachRolePolicyRequest>, call: Call): void {
  const role = requireRole(input.RoleName, call);
  const { arn } = requirePolicy(input.PolicyArn, call);
  if (role.attached.includes(arn)) {
    return;
  }
  if (role.attached.length >= mostAttached) {
    throw new AwsError('LimitExceeded', `Cannot exceed quota for PoliciesPerRole: ${mostAttached}`, 409);
  }
  // A changed role is another object: what it may do is remembered by it.
  call.state.roles.set(role.name, { ...role, attached: [...role.attached, arn] });
}

function readDocument(text: string): PolicyDocument {
  try {
    const { Version, Statement } = JSON.parse(text) as PolicyDocument;
    return { Version, Statement: [Statement].flat() };
  } catch {
    throw new AwsError('MalformedPolicyDocument', 'Syntax errors in policy.');
  }
}
