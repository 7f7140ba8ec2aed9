import type { BackupClient, BackupClientResolvedConfig } from '@aws-sdk/client-backup';
import { Command } from '@smithy/core/client';
import { getEndpointPlugin } from '@smithy/core/endpoints';
import type { EndpointParameterInstructions, MetadataBearer } from '@smithy/types';
import type { RestOperation } from './shapes';

/** What the SDK's own commands hand to the rules that find an endpoint. */
const endpointParameters: EndpointParameterInstructions = {
  UseFIPS: { type: 'builtInParams', name: 'useFipsEndpoint' },
  Endpoint: { type: 'builtInParams', name: 'endpoint' },
  Region: { type: 'builtInParams', name: 'region' },
  UseDualStack: { type: 'builtInParams', name: 'useDualstackEndpoint' },
};

type Config = Parameters<typeof getEndpointPlugin>[0] & BackupClientResolvedConfig;

function commandFor(operation: RestOperation<object, object>, input: object): unknown {
  const { schema } = operation;
  const [, , name] = schema;
  const Made = Command.classBuilder<object, MetadataBearer, BackupClientResolvedConfig>()
    .ep(endpointParameters)
    .m((_command, _stack, config: Config) => [getEndpointPlugin(config, endpointParameters)])
    .s('', name, {})
    .n('BackupClient', `${name}Command`)
    .sc(schema)
    .build();
  return new Made(input);
}

/**
 * Calls an operation that the SDK's client does not have, by that client: signed, retried and classified like its own.
 * @throws what the SDK throws.
 */
export async function sendRest<Input extends object, Output extends object>(
  client: BackupClient,
  operation: RestOperation<Input, Output>,
  input: Input,
  signal?: AbortSignal,
): Promise<Output> {
  const output: unknown = await client.send(commandFor(operation, input) as never, {
    ...(signal !== undefined && { abortSignal: signal }),
  });
  return output as Output;
}
