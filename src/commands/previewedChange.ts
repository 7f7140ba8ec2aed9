import type { CommandConnection } from '../aws/changes/awsCommands';
import type { Change } from '../aws/changes/change';
import type { Connection } from '../aws/connection';

/** A change that a person looks at, and by which connection it was planned. */
export interface PreviewedChange {
  readonly change: Change;
  readonly connection: Connection;
  /** The document tells what became of it, and nothing is left to do. */
  readonly isMade?: boolean;
}

/** What the AWS CLI has to be told to look where the connection looks. */
export function commandConnection(connection: Connection): CommandConnection {
  if (connection.kind === 'sample') return {};
  const { endpoint, endpoints } = connection;
  const all = endpoint === undefined ? {} : { s3: endpoint, backup: endpoint, iam: endpoint };
  return {
    ...(connection.kind === 'profile' && { profile: connection.profile }),
    endpoints: { ...all, ...endpoints },
  };
}
