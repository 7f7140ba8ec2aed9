import assert from 'node:assert/strict';
import { statementsOf } from '../../../src/explorer/vaults/policyWords';

function words(...statements: readonly object[]): readonly string[] | undefined {
  return statementsOf(JSON.stringify({ Version: '2012-10-17', Statement: statements }))?.map((one) => one.words);
}

describe('an access policy in words', () => {
  it('says who is denied what', () => {
    assert.deepEqual(
      words(
        { Effect: 'Deny', Principal: '*', Action: 'backup:DeleteRecoveryPoint', Resource: '*' },
        { Effect: 'Deny', Principal: { AWS: '*' }, Action: ['backup:*'], Resource: '*' },
        { Effect: 'Deny', NotPrincipal: { AWS: 'arn:aws:iam::111122223333:role/ops' }, NotAction: 'backup:Get*' },
      ),
      [
        'denies everybody: DeleteRecoveryPoint',
        'denies everybody: everything',
        'denies everybody but role/ops: everything but Get*',
      ],
    );
  });

  it('says who is allowed what, on which conditions, and leaves long lists to the tooltip', () => {
    const Condition = { StringEquals: { 'aws:PrincipalOrgID': 'o-sample' }, Bool: { 'aws:SecureTransport': 'true' } };
    const accounts = ['111122223333', 'arn:aws:iam::222233334444:root', '333344445555', '444455556666', '555566667777'];
    assert.deepEqual(
      words(
        { Effect: 'Allow', Principal: { AWS: accounts }, Action: 'backup:CopyIntoBackupVault' },
        { Effect: 'Allow', Principal: { Service: 'backup.amazonaws.com' }, Action: ['a:B', 'a:C', 'a:D', 'a:E'] },
        { Effect: 'Allow', Principal: '*', Action: 'backup:CopyIntoBackupVault', Condition },
      ),
      [
        'allows account 111122223333, account 222233334444, account 333344445555 and 2 more: CopyIntoBackupVault',
        'allows backup.amazonaws.com: a:B, a:C, a:D and 1 more',
        'allows everybody: CopyIntoBackupVault, depending on aws:PrincipalOrgID, aws:SecureTransport',
      ],
    );
  });

  it('takes one statement for a list of one, and says where it does not understand', () => {
    const one = { Effect: 'Deny', Principal: '*', Action: '*' };
    assert.equal(statementsOf(JSON.stringify({ Statement: one }))?.[0]?.words, 'denies everybody: everything');
    assert.deepEqual(words({ Effect: 'Maybe', Principal: '*', Action: '*' }, { Effect: 'Deny' }), [
      'see its text',
      'see its text',
    ]);
    for (const text of ['', 'null', '[]', '{}', '{"Statement":[1]}', '{"Statement":[]}']) {
      assert.equal(statementsOf(text), undefined, text);
    }
  });
});
