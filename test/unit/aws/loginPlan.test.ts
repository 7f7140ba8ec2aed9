import assert from 'node:assert/strict';
import { listProfiles } from '../../../src/aws/profiles';
import { LoginStage } from '../support/loginStage';

const arn = (name: string): string => `arn:aws:iam::111122223333:role/${name}`;

describe('The list of profiles', () => {
  let stage: LoginStage;

  before(async () => {
    stage = await LoginStage.open();
  });

  after(() => stage.close());

  const sso = ['sso_account_id = 111122223333', 'sso_role_name = Reader'];
  const session = ['[sso-session corp]', 'sso_region = eu-west-1', 'sso_start_url = https://corp.example/start'];

  const rows: readonly (readonly [
    title: string,
    config: readonly string[],
    expected: Readonly<Record<string, string>>,
  ])[] = [
    ['keys', ['aws_access_key_id = k', 'aws_secret_access_key = s'], { kind: 'access keys' }],
    [
      'temporary keys, and a Region',
      ['aws_access_key_id = k', 'aws_secret_access_key = s', 'aws_session_token = t', 'region = eu-west-1'],
      { region: 'eu-west-1', kind: 'temporary keys' },
    ],
    ['half a key', ['aws_access_key_id = k'], { problem: 'aws_secret_access_key is missing' }],
    ['the other half', ['aws_secret_access_key = s'], { problem: 'aws_access_key_id is missing' }],
    ['IAM Identity Center', ['sso_session = corp', ...sso], { kind: 'IAM Identity Center, Reader in 111122223333' }],
    [
      'its older form',
      ['sso_region = eu-west-1', 'sso_start_url = https://old.example/start', ...sso],
      { kind: 'IAM Identity Center, Reader in 111122223333' },
    ],
    ['a session that is not there', ['sso_session = gone', ...sso], { problem: 'there is no [sso-session gone]' }],
    ['a session without a role', ['sso_session = corp', ...sso.slice(0, 1)], { problem: 'sso_role_name is missing' }],
    ['a program', ['credential_process = vault'], { kind: 'credential process' }],
    ['aws login', ['login_session = somebody'], { kind: 'console login' }],
    [
      'a web identity',
      [`role_arn = ${arn('robot')}`, 'web_identity_token_file = f'],
      { kind: 'web identity, role robot' },
    ],
    ['a role', [`role_arn = ${arn('admin')}`, 'source_profile = base'], { kind: 'base: access keys → role admin' }],
    [
      'a role with MFA',
      [`role_arn = ${arn('admin')}`, 'source_profile = base', 'mfa_serial = d'],
      { kind: 'base: access keys → role admin with MFA' },
    ],
    [
      'a role of the instance',
      [`role_arn = ${arn('admin')}`, 'credential_source = Ec2InstanceMetadata'],
      { kind: 'instance role → role admin' },
    ],
    [
      'a source that there is not',
      [`role_arn = ${arn('admin')}`, 'source_profile = gone'],
      { problem: 'its source_profile gone does not exist' },
    ],
    [
      'a source that is broken itself',
      [`role_arn = ${arn('admin')}`, 'source_profile = half'],
      { problem: 'aws_secret_access_key is missing' },
    ],
    [
      'a role without a source',
      [`role_arn = ${arn('admin')}`],
      { problem: 'it has role_arn, but neither source_profile nor credential_source' },
    ],
    [
      'a role with both',
      [`role_arn = ${arn('admin')}`, 'source_profile = base', 'credential_source = Environment'],
      { problem: 'it has both source_profile and credential_source' },
    ],
    [
      'an unknown source',
      [`role_arn = ${arn('admin')}`, 'credential_source = Moon'],
      { problem: 'its credential_source Moon is none of Environment, EcsContainer and Ec2InstanceMetadata' },
    ],
    [
      'a duration that is no number',
      [`role_arn = ${arn('admin')}`, 'source_profile = base', 'duration_seconds = long'],
      { problem: 'its duration_seconds long is no number' },
    ],
    [
      'a circle',
      [`role_arn = ${arn('admin')}`, 'source_profile = p'],
      { problem: 'profiles take their credentials from each other: p → p' },
    ],
    ['nothing', ['output = json'], { problem: 'it says nothing of how to log in' }],
  ];
  for (const [title, config, expected] of rows) {
    it(`tells of ${title}`, async () => {
      const others = ['[profile half]', 'aws_access_key_id = k'];
      await stage.config(...session, ...others, '[profile p]', ...config);
      await stage.keys('base');
      const found = (await listProfiles()).find(({ name }) => name === 'p');
      assert.deepEqual(found, { name: 'p', ...expected });
    });
  }

  it('joins both files, the credentials file first', async () => {
    await stage.config('[profile p]', 'region = eu-west-1', 'credential_process = vault');
    await stage.keys('p', 'q');
    assert.deepEqual(await listProfiles(), [
      { name: 'p', region: 'eu-west-1', kind: 'access keys' },
      { name: 'q', kind: 'access keys' },
    ]);
  });

  it('is empty in a home without files', async () => {
    process.env['HOME'] = `${stage.home}/nowhere`;
    assert.deepEqual(await listProfiles(), []);
    process.env['HOME'] = stage.home;
  });
});
