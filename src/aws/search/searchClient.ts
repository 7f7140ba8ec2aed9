import type { BackupClientConfig } from '@aws-sdk/client-backup';
import { BackupClient } from '@aws-sdk/client-backup';

/** As it stands in signatures. */
const signingName = 'backup-search';

/**
 * `https://backup-search.<Region>.api.aws`, in other partitions with their own suffix: AWS Backup Search has the
 * dual-stack address only. Source: its endpoint rules in the AWS SDKs.
 */
export function searchEndpoint(client: BackupClient, region: string): string {
  const { url } = client.config.endpointProvider({ Region: region, UseDualStack: true, UseFIPS: false });
  return url.toString().replace('://backup.', '://backup-search.');
}

/** AWS Backup Search, for which the SDK has no client here: that of AWS Backup, at its address and by its name. */
export function searchClient(settings: BackupClientConfig & { readonly region: string }): BackupClient {
  const { region, endpoint = searchEndpoint(new BackupClient(settings), region) } = settings;
  return new BackupClient({
    ...settings,
    endpoint,
    httpAuthSchemeProvider: () => [
      {
        schemeId: 'aws.auth#sigv4',
        signingProperties: { name: signingName, signingName, region },
        propertiesExtractor: (config, context) => ({ signingProperties: { config, context } }),
      },
    ],
  });
}
