import { ListBackupJobsCommand } from '@aws-sdk/client-backup';
import { PutBucketTaggingCommand } from '@aws-sdk/client-s3';
import { estateOf } from '../../../src/aws/account';
import { complete } from '../../../src/model/estate';
import { known } from '../../../src/model/fact';
import { coverageOf } from '../../../src/protection/coverage';
import {
  afterNextRun,
  arnOf,
  connect,
  makeBucket,
  makePlan,
  makeVault,
  select,
  type Clients,
} from '../emulator/sample';
import { allRead, lookAt } from '../support/accounts';
import type { Answer, Letter, SelectionText, Vector } from './vectors';
import { cast, letters } from './vectors';

/** What an account says of the buckets, read and done. */
export interface AccountAnswers {
  /** What the explorer concludes from what it reads. */
  readonly read: Readonly<Record<Letter, Answer>>;
  /** Whether the next run of the plan started a job. */
  readonly backedUp: string;
  /** AWS's words, where it refused to make a selection. */
  readonly refusal?: string;
}

function inApiTerms({ resources, notResources, tags, conditions }: SelectionText): Parameters<typeof select>[2] {
  const pairs = (operator: string): { ConditionKey: string; ConditionValue: string }[] =>
    (conditions ?? [])
      .filter(([of]) => of === operator)
      .map(([, ConditionKey, ConditionValue]) => ({ ConditionKey, ConditionValue }));
  const operators = ['StringEquals', 'StringLike', 'StringNotEquals', 'StringNotLike'];
  return {
    ...(resources && { Resources: [...resources] }),
    ...(notResources && { NotResources: [...notResources] }),
    ...(tags && {
      ListOfTags: tags.map(([ConditionKey, ConditionValue]) => ({
        ConditionType: 'STRINGEQUALS',
        ConditionKey,
        ConditionValue,
      })),
    }),
    ...(conditions && { Conditions: Object.fromEntries(operators.map((name) => [name, pairs(name)])) }),
  };
}

async function fill(clients: Clients, { selections }: Vector): Promise<string | undefined> {
  await makeVault(clients);
  for (const { name, tags } of Object.values(cast)) {
    await makeBucket(clients, name, 'Enabled');
    const TagSet = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
    await clients.s3.send(new PutBucketTaggingCommand({ Bucket: name, Tagging: { TagSet } }));
  }
  const plan = await makePlan(clients);
  try {
    for (const [index, text] of selections.entries()) await select(clients, plan, inApiTerms(text), `s${index}`);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return undefined;
}

const answers = { covered: 'covered', 'not-covered': 'uncovered', 'cannot-tell': 'unknown' } as const;

/** Makes the vector's buckets and selections in a sample account, looks at them, and lets the plan run once. */
export async function askAccount(vector: Vector): Promise<AccountAnswers> {
  const look = lookAt({ scenario: 'empty' }, ['eu-west-1']);
  const clients = connect(look.account);
  const refusal = await fill(clients, vector);
  await look.session.open();
  await allRead(look);
  const read = letters.map((letter) => {
    const state = look.session.entry(cast[letter].name)?.state;
    if (state?.kind !== 'read') throw new Error(`${letter} could not be read`);
    const estate = estateOf(state.backup, complete([state.reading.bucket]), known('111122223333'));
    return [letter, answers[coverageOf(state.reading.bucket, estate).coverage]] as const;
  });
  afterNextRun(clients);
  const { BackupJobs = [] } = await clients.backup.send(new ListBackupJobsCommand({}));
  const arns = BackupJobs.map((job) => job.ResourceArn);
  return {
    read: Object.fromEntries(read) as Record<Letter, Answer>,
    backedUp: letters.filter((letter) => arns.includes(arnOf(cast[letter].name))).join(''),
    ...(refusal !== undefined && { refusal }),
  };
}
