/** A role of the account, as far as AWS Backup and a reader of its rights need it. */
export interface Role {
  readonly name: string;
  /** `/` or, of the roles AWS makes, `/service-role/`. */
  readonly path: string;
  readonly arn: string;
  readonly createdAt: number;
  readonly trustPolicy: PolicyDocument;
  /** ARNs of managed policies. */
  readonly attached: readonly string[];
  /** Policies of its own by name. */
  readonly inline: Readonly<Record<string, PolicyDocument>>;
}

export interface ManagedPolicy {
  readonly name: string;
  readonly arn: string;
  readonly path: string;
  readonly versionId: string;
  readonly createdAt: number;
  readonly document: PolicyDocument;
}

export interface PolicyDocument {
  readonly Version: string;
  readonly Statement: readonly PolicyStatement[];
}

export interface PolicyStatement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: Readonly<Record<string, string>>;
  readonly Action: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}
