import { fromContainerMetadata, fromEnv, fromHttp, fromInstanceMetadata } from '@aws-sdk/credential-providers';
import type { AwsCredentialIdentity } from '@smithy/types';
import { CredentialsError } from './cause';

/** How long the machine's own endpoint may take, in milliseconds: where there is none, nothing may ever answer. */
export const metadataTimeout = 5_000;

/** The keys in the environment. @throws CredentialsError where there are none. */
export async function credentialsOfEnvironment(): Promise<AwsCredentialIdentity> {
  try {
    return await fromEnv()();
  } catch {
    throw new CredentialsError({ kind: 'no-environment' });
  }
}

/**
 * The credentials of the container or the EC2 instance. It is asked only where that is chosen.
 *
 * @throws CredentialsError where nothing answers in time, or with an error.
 */
export async function credentialsOfMachine(
  of: 'container' | 'instance' | 'either',
  timeout = metadataTimeout,
): Promise<AwsCredentialIdentity> {
  const environment = process.env;
  const relative = environment['AWS_CONTAINER_CREDENTIALS_RELATIVE_URI'];
  const isContainer = relative !== undefined || environment['AWS_CONTAINER_CREDENTIALS_FULL_URI'] !== undefined;
  const options = { timeout: Math.min(1_000, timeout), maxRetries: 1 };
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`nothing answered within ${timeout / 1000} seconds`));
    }, timeout);
  });
  try {
    return await Promise.race([late, ask(of === 'container' || (of === 'either' && isContainer), options)]);
  } catch (error) {
    throw new CredentialsError({ kind: 'no-metadata', detail: error instanceof Error ? error.message : String(error) });
  } finally {
    clearTimeout(timer);
  }
}

function ask(
  container: boolean,
  options: { readonly timeout: number; readonly maxRetries: number },
): Promise<AwsCredentialIdentity> {
  if (!container) return fromInstanceMetadata(options)();
  // ECS on EC2 gives a relative address, which needs no token; EKS and Fargate give a full one.
  const isFull = process.env['AWS_CONTAINER_CREDENTIALS_FULL_URI'] !== undefined;
  return isFull ? fromHttp(options)() : fromContainerMetadata(options)();
}
