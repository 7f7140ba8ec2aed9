import {
  AssumeRole$,
  GetCallerIdentity$,
  type AssumeRoleRequest,
  type AssumeRoleResponse,
  type GetCallerIdentityResponse,
} from '@aws-sdk/client-sts';
import { AwsError } from '../awsError';
import { roleNameOf } from '../arnNames';
import { second } from '../clock';
import { declareService, type Call, type Operation } from '../operation';
import type { Received } from '../received';

const stsOperation = declareService('sts');

export const stsOperations: readonly Operation[] = [
  stsOperation(GetCallerIdentity$, getCallerIdentity),
  stsOperation(AssumeRole$, assumeRole),
];

function getCallerIdentity(_input: object, call: Call): GetCallerIdentityResponse {
  return { Account: call.state.accountId, Arn: call.caller, UserId: `sample:${roleNameOf(call.caller)}` };
}

/** Any role of the account can be taken on; its credentials are as good as any other. */
function assumeRole(input: Received<AssumeRoleRequest>, call: Call): AssumeRoleResponse {
  const { state, caller, now } = call;
  const role = state.roles.get(roleNameOf(input.RoleArn));
  if (role?.arn !== input.RoleArn) {
    throw new AwsError(
      'AccessDenied',
      `User: ${caller} is not authorized to perform: sts:AssumeRole on resource: ${input.RoleArn}`,
      403,
    );
  }
  const arn = `arn:aws:sts::${state.accountId}:assumed-role/${role.name}/${input.RoleSessionName}`;
  const accessKeyId = `sample-session-${state.ids.hex(8)}`;
  state.callers.set(accessKeyId, arn);
  return {
    Credentials: {
      AccessKeyId: accessKeyId,
      SecretAccessKey: 'sample',
      SessionToken: 'sample',
      Expiration: new Date(now + (input.DurationSeconds ?? 3600) * second),
    },
    AssumedRoleUser: { AssumedRoleId: `sample:${input.RoleSessionName}`, Arn: arn },
  };
}
