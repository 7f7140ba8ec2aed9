import { HttpResponse, collectBody } from '@smithy/core/protocols';
import type { MiddlewareStack, SerdeContext } from '@smithy/types';
import { NotAwsError } from './failure';

/** The element that an answer of S3 consists of, by the operation. Source: Amazon S3 API reference. */
const elements: ReadonlyMap<string, string> = new Map([
  ['GetBucketVersioning', 'VersioningConfiguration'],
  ['GetBucketLifecycleConfiguration', 'LifecycleConfiguration'],
  ['GetBucketNotificationConfiguration', 'NotificationConfiguration'],
  ['GetBucketTagging', 'Tagging'],
  ['GetBucketLocation', 'LocationConstraint'],
  ['ListObjectVersions', 'ListVersionsResult'],
]);

const rootElement = /^\uFEFF?\s*(?:<\?[^]*?\?>\s*|<!--[^]*?-->\s*)*<(?:\w+:)?(\w+)[\s/>]/u;

/** The element stands at the start, whatever comes after. In bytes. */
const enoughToSee = 2_048;

/** Some emulators call the element after the operation, by its name of today or an older one: `GetBucketNotificationResponse`. */
function isNamedAfter(operation: string, name: string): boolean {
  const [stem = '', suffix] = name.split(/(Output|Response|Result)$/u);
  return suffix !== undefined && (operation === stem || operation === `${stem}Configuration`);
}

function isAnswerTo(operation: string, element: string, body: Uint8Array): boolean {
  const start = new TextDecoder().decode(body.subarray(0, enoughToSee));
  const [, name] = rootElement.exec(start) ?? [];
  return name !== undefined && (name === element || isNamedAfter(operation, name));
}

/** What an answer has, whatever it says: a member, and of a list also what each entry has. */
interface Shape {
  readonly member: string;
  readonly entries?: readonly string[];
}

/**
 * By the operation. An empty list is an answer; a list that is missing is none. Entries that could not be told apart are
 * none either: to leave them out would say that there are fewer. Source: API references of the services, and what they answer.
 */
const shapes: ReadonlyMap<string, Shape> = new Map([
  ['ListBuckets', { member: 'Buckets', entries: ['Name'] }],
  ['GetBucketTagging', { member: 'TagSet', entries: ['Key'] }],
  ['GetCallerIdentity', { member: 'Account' }],
  ['ListAttachedRolePolicies', { member: 'AttachedPolicies', entries: ['PolicyName'] }],
  ['ListRolePolicies', { member: 'PolicyNames', entries: [] }],
  ['GetSupportedResourceTypes', { member: 'ResourceTypes', entries: [] }],
  ['DescribeRegionSettings', { member: 'ResourceTypeOptInPreference' }],
  ['ListBackupPlans', { member: 'BackupPlansList', entries: ['BackupPlanId'] }],
  ['GetBackupPlan', { member: 'BackupPlan' }],
  ['ListBackupSelections', { member: 'BackupSelectionsList', entries: ['SelectionId'] }],
  ['GetBackupSelection', { member: 'BackupSelection' }],
  ['ListBackupVaults', { member: 'BackupVaultList', entries: ['BackupVaultName'] }],
  ['DescribeBackupVault', { member: 'BackupVaultName' }],
  ['GetBackupVaultNotifications', { member: 'SNSTopicArn' }],
  ['GetBackupVaultAccessPolicy', { member: 'Policy' }],
  ['ListProtectedResources', { member: 'Results', entries: ['ResourceArn', 'ResourceType'] }],
  ['ListRecoveryPointsByBackupVault', { member: 'RecoveryPoints', entries: ['RecoveryPointArn', 'CreationDate'] }],
  ['ListRecoveryPointsByResource', { member: 'RecoveryPoints', entries: ['RecoveryPointArn', 'CreationDate'] }],
  ['ListBackupJobs', { member: 'BackupJobs', entries: ['BackupJobId', 'ResourceArn', 'State', 'CreationDate'] }],
  ['ListCopyJobs', { member: 'CopyJobs', entries: ['CopyJobId', 'State', 'CreationDate'] }],
  ['ListRestoreJobs', { member: 'RestoreJobs', entries: ['RestoreJobId', 'Status', 'CreationDate'] }],
]);

function hasMember(value: unknown, member: string): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const held: unknown = Reflect.get(value, member);
  return held !== undefined && held !== null;
}

/** A command that is not in the table must be answered with something. */
function hasShape(output: object, shape: Shape | undefined): boolean {
  if (shape === undefined) return Object.keys(output).some((key) => key !== '$metadata' && hasMember(output, key));
  const { member, entries } = shape;
  const held: unknown = Reflect.get(output, member);
  if (entries === undefined) return hasMember(output, member);
  return Array.isArray(held) && held.every((entry) => entries.every((key) => hasMember(entry, key)));
}

/** What a client of the SDK has, as far as its answers are looked at. */
interface Client<Input extends object, Output extends object> {
  readonly middlewareStack: MiddlewareStack<Input, Output>;
  readonly config: Pick<SerdeContext, 'streamCollector'>;
}

function operationOf(commandName: string): string {
  return commandName.replace(/Command$/u, '');
}

/**
 * Makes a client refuse answers that AWS does not give. To the SDK an empty page, or an object that says something else,
 * is an answer that leaves everything out: "no backup plans" of an account that nobody has looked at.
 */
export function refuseForeignAnswers<Input extends object, Output extends object>(client: Client<Input, Output>): void {
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        const result = await next(args);
        const operation = operationOf(commandName);
        // An answer of S3 about a bucket may leave everything out; it is known by its element.
        const isKnownByElement = elements.has(operation) && !shapes.has(operation);
        const isRead = /^(?:List|Get|Describe)/u.test(operation);
        if (isRead && !isKnownByElement && !hasShape(result.output, shapes.get(operation))) throw new NotAwsError();
        return result;
      },
    { step: 'initialize', name: 's3backupRefuseForeignAnswers' },
  );
}

/** The same for S3, whose answers about a bucket's settings are known by the element that they consist of. */
export function refuseForeignElements<Input extends object, Output extends object>(
  client: Client<Input, Output>,
): void {
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        const output = await next(args);
        const { response } = output;
        const operation = operationOf(commandName);
        const element = elements.get(operation);
        if (element === undefined || !HttpResponse.isInstance(response) || response.statusCode >= 300) return output;
        const body = await collectBody(response.body, client.config);
        response.body = body;
        if (!isAnswerTo(operation, element, body)) throw new NotAwsError();
        return output;
      },
    // Inside of the SDK's own reader of answers, where they are still text.
    { step: 'deserialize', name: 's3backupRefuseForeignElements', priority: 'low' },
  );
}
