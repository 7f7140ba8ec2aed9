import assert from 'node:assert/strict';
import { Account } from '../../../src/aws/account';
import { readAccountStatus } from '../../../src/cli/statusReading';
import { createSampleAccount } from '../../../src/emulator/account';
import { valueOf } from '../../../src/model/fact';
import { inProcess, sampleStatuses } from '../support/accounts';
import { plainWords, speakPseudo } from '../support/pseudoLanguage';
import { accountNames } from '../support/sampleNames';

describe('verdicts in another language', () => {
  speakPseudo();

  it('have no English left in the reasons and explanations of the sample account', async () => {
    const account = new Account({ kind: 'sample' }, inProcess(createSampleAccount()));
    const { buckets } = await readAccountStatus(account, AbortSignal.timeout(60_000));
    assert.equal(buckets.length, Object.keys(sampleStatuses).length);
    const reasons = buckets.flatMap(({ assessment }) => assessment.reasons);
    const steps = buckets.flatMap(({ read }) => read?.explain() ?? []);
    assert.ok(reasons.length > 10 && steps.length > 100);
    // What AWS says of a job is told as it is.
    const quoted = buckets.flatMap(({ read }) =>
      (read === undefined ? [] : (valueOf(read.evidence.jobs) ?? [])).flatMap(
        ({ statusMessage = [] }) => statusMessage,
      ),
    );
    const known = [...accountNames, ...quoted];
    const words = [
      ...reasons.flatMap(({ message, brief, action = '' }) => [message, brief, action]),
      ...steps.map(({ message }) => message),
    ];
    assert.deepEqual([...new Set(words.filter((text) => plainWords(text, known).length > 0))], []);
  });
});
