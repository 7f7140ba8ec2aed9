import { HttpResponse, collectBody } from '@smithy/core/protocols';
import type { MiddlewareStack, SerdeContext } from '@smithy/types';
import { NotAwsError } from './failure';

/** The element that an answer of S3 consists of, by the command. Source: Amazon S3 API reference. */
const elements: ReadonlyMap<string, string> = new Map([
  ['GetBucketVersioningCommand', 'VersioningConfiguration'],
  ['GetBucketLifecycleConfigurationCommand', 'LifecycleConfiguration'],
  ['GetBucketNotificationConfigurationCommand', 'NotificationConfiguration'],
  ['GetBucketTaggingCommand', 'Tagging'],
  ['GetBucketLocationCommand', 'LocationConstraint'],
]);

const rootElement = /^\uFEFF?\s*(?:<\?[^]*?\?>\s*|<!--[^]*?-->\s*)*<(?:\w+:)?(\w+)([^>]*)/u;

/** What is in the name space of S3 is meant for an answer of S3, though not every emulator calls its elements as S3 does. */
const nameSpace = 's3.amazonaws.com/doc/2006-03-01';

/** The element stands at the start, whatever comes after. In bytes. */
const enoughToSee = 2_048;

function consistsOf(element: string, body: Uint8Array): boolean {
  const start = new TextDecoder().decode(body.subarray(0, enoughToSee));
  const [, name, attributes = ''] = rootElement.exec(start) ?? [];
  return name === element || attributes.includes(nameSpace);
}

/** Whether a body is what AWS answers; a command without such a check is not looked at. */
type CheckOf = (command: string) => ((body: Uint8Array) => boolean) | undefined;

const checkOfS3: CheckOf = (command) => {
  const element = elements.get(command);
  return element === undefined ? undefined : (body) => consistsOf(element, body);
};

/** Its reads are answered with an object, if only an empty one. */
const checkOfBackup: CheckOf = (command) =>
  /^(?:List|Get|Describe)/u.test(command) ? (body) => body.length > 0 : undefined;

/** What a client of the SDK has, as far as its answers are looked at. */
interface Client<Input extends object, Output extends object> {
  readonly middlewareStack: MiddlewareStack<Input, Output>;
  readonly config: Pick<SerdeContext, 'streamCollector'>;
}

function refuse<Input extends object, Output extends object>(client: Client<Input, Output>, checkOf: CheckOf): void {
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        const output = await next(args);
        const { response } = output;
        const check = checkOf(commandName);
        if (check === undefined || !HttpResponse.isInstance(response) || response.statusCode !== 200) return output;
        const body = await collectBody(response.body, client.config);
        response.body = body;
        if (!check(body)) throw new NotAwsError();
        return output;
      },
    // Inside of the SDK's own reader of answers, where they are still text.
    { step: 'deserialize', name: 'refuseForeignAnswers', priority: 'low' },
  );
}

/**
 * Makes a client refuse answers about a bucket's settings that S3 does not give. To the SDK an empty page, or a web
 * page that happens to be XML, says that nothing is configured: "never versioned" of a bucket nobody has looked at.
 */
export function refuseForeignS3Answers<Input extends object, Output extends object>(
  client: Client<Input, Output>,
): void {
  refuse(client, checkOfS3);
}

/** The same for AWS Backup, where an empty page would say that there are no plans. */
export function refuseForeignBackupAnswers<Input extends object, Output extends object>(
  client: Client<Input, Output>,
): void {
  refuse(client, checkOfBackup);
}
