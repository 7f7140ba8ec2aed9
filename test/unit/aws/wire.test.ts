import assert from 'node:assert/strict';
import { parallelCalls } from '../../../src/aws/call';
import { AwsClients } from '../../../src/aws/clients';
import { listBuckets } from '../../../src/aws/buckets';
import type { SampleAccount } from '../../../src/emulator/account';
import { createSampleAccount } from '../../../src/emulator/account';
import { inProcess, until } from '../support/accounts';

describe('The requests of a connection', () => {
  it('are eight at a time, of whichever client, and the next go out before an answer is read', async () => {
    const account = createSampleAccount();
    const held: (() => void)[] = [];
    const readWhenSent: number[] = [];
    let read = 0;
    const handle: SampleAccount['handle'] = async (request, options) => {
      readWhenSent.push(read);
      const answer = await account.handle(request, options);
      await new Promise<void>((resolve) => held.push(resolve));
      return answer;
    };
    const clients = new AwsClients(
      { kind: 'sample' },
      { ...inProcess(account), requestHandler: { ...account, handle } },
    );
    const calls = Array.from({ length: parallelCalls + 2 }, async (_, index) => {
      const client = clients.s3(index % 2 === 0 ? 'eu-west-1' : 'us-east-1');
      await listBuckets(client, undefined, new AbortController().signal);
      read += 1;
    });
    await until(() => held.length === parallelCalls, 'eight requests on their way');
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    assert.equal(readWhenSent.length, parallelCalls);
    // One after the other, as answers come that arrive together.
    for (const letIn of held.splice(0)) setImmediate(letIn);
    await until(() => held.length === 2, 'the two that waited');
    assert.deepEqual(new Set(readWhenSent), new Set([0]));
    for (const letIn of held.splice(0)) letIn();
    await Promise.all(calls);
    clients.destroy();
  });
});
