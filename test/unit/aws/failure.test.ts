import assert from 'node:assert/strict';
import type { CredentialCause } from '../../../src/aws/credentials/cause';
import { CredentialsError, loginCommand } from '../../../src/aws/credentials/cause';
import { classify, describeFailure, failureFact, nextStep } from '../../../src/aws/failure';

function error(name: string, message = '', more: object = {}): Error {
  return Object.assign(new Error(message), { name, ...more });
}

describe('classify', () => {
  it("takes the denied action from AWS's message, else from the call", () => {
    const message =
      'User: arn:aws:iam::111122223333:user/a is not authorized to perform: s3:GetBucketTagging on resource: "arn:aws:s3:::b"';
    assert.deepEqual(classify(error('AccessDenied', message), 's3:X'), {
      kind: 'denied',
      action: 's3:GetBucketTagging',
    });
    assert.deepEqual(classify(error('AccessDenied', 'Access Denied'), 's3:X'), { kind: 'denied', action: 's3:X' });
    const bare = error('403', '', { $metadata: { httpStatusCode: 403 } });
    assert.deepEqual(classify(bare, 's3:X'), { kind: 'denied', action: 's3:X' });
  });

  const table: readonly (readonly [string, Error, string])[] = [
    ['expired token', error('ExpiredToken', 'The provided token has expired.'), 'credentials'],
    ['expired token, other spelling', error('ExpiredTokenException'), 'credentials'],
    [
      'no such profile',
      error('CredentialsProviderError', 'Could not resolve credentials using profile: [x]'),
      'credentials',
    ],
    ['expired login', error('TokenProviderError', 'Token is expired.'), 'credentials'],
    ['wrong key, although 403', error('InvalidAccessKeyId', '', { $metadata: { httpStatusCode: 403 } }), 'credentials'],
    ['clock', error('RequestTimeTooSkewed', '', { $metadata: { httpStatusCode: 403 } }), 'clock'],
    [
      'clock, as AWS Backup says it',
      error('InvalidSignatureException', 'Signature expired: x is now earlier than y'),
      'clock',
    ],
    ['clock, as STS says it', error('SignatureDoesNotMatch', 'Signature not yet current: x'), 'clock'],
    [
      'wrong secret',
      error('SignatureDoesNotMatch', 'The request signature we calculated does not match'),
      'credentials',
    ],
    [
      'wrong Region',
      error('AuthorizationHeaderMalformed', "the region 'us-east-1' is wrong; expecting 'eu-west-1'"),
      'region',
    ],
    ['another Region', error('PermanentRedirect', '', { $metadata: { httpStatusCode: 301 } }), 'region'],
    ['a login that is needed', new CredentialsError({ kind: 'sso-login', profile: 'p' }), 'credentials'],
    ['throttling', error('ThrottlingException'), 'throttled'],
    ['slow down', error('SlowDown', '', { $metadata: { httpStatusCode: 503 } }), 'throttled'],
    ['no such host', error('Error', 'getaddrinfo ENOTFOUND x', { code: 'ENOTFOUND' }), 'network'],
    ['nobody listens', error('Error', '', { code: 'ECONNREFUSED' }), 'network'],
    ['no answer', error('TimeoutError', 'took too long'), 'timeout'],
    ['a page that is not AWS', error('SyntaxError', 'Unexpected token \'<\', "<html>" is not valid JSON'), 'not-aws'],
    ['anything else', error('InternalError', 'We encountered an internal error.'), 'service'],
  ];
  for (const [title, thrown, kind] of table) {
    it(title, () => {
      const failure = classify(thrown, 's3:X');
      assert.equal(failure.kind, kind);
      assert.notEqual(describeFailure(failure), '');
      assert.match(nextStep(failure), /\.$/u);
    });
  }

  it('bears what is no error at all', () => {
    assert.deepEqual(classify('broken', 's3:X'), { kind: 'service', detail: 'broken' });
    assert.deepEqual(classify(undefined, 's3:X'), { kind: 'service', detail: 'undefined' });
  });
});

describe('failureFact', () => {
  it('keeps a refusal apart from what is not known', () => {
    assert.deepEqual(failureFact({ kind: 'denied', action: 's3:X' }), { state: 'denied', action: 's3:X' });
    assert.equal(failureFact({ kind: 'timeout' }).state, 'unknown');
  });
});

describe('The words for credentials that do not work', () => {
  const profile = 'prod';
  const causes: readonly CredentialCause[] = [
    { kind: 'no-profile', profile },
    { kind: 'broken-profile', profile, why: 'sso_region is missing' },
    { kind: 'cycle', profiles: ['a', 'b', 'a'] },
    { kind: 'sso-login', profile },
    { kind: 'sso-access', profile, account: '111122223333', role: 'Reader' },
    { kind: 'console-login', profile },
    { kind: 'process', profile, detail: 'no such vault' },
    { kind: 'programs-off', profile },
    { kind: 'mfa-code', profile, device: 'kim' },
    { kind: 'mfa-refused', profile, device: 'kim' },
    { kind: 'role', profile, role: 'admin', detail: 'not authorized' },
    { kind: 'web-identity', profile, detail: 'expired' },
    { kind: 'no-environment' },
    { kind: 'no-metadata', detail: 'nothing answered' },
    { kind: 'expired' },
    { kind: 'rejected', detail: 'invalid' },
  ];

  it('tell each cause apart, with a next step', () => {
    const words = causes.map((cause) => describeFailure({ kind: 'credentials', cause }));
    assert.equal(new Set(words).size, causes.length - 1, 'a login is a login, by whichever command');
    for (const cause of causes) assert.match(nextStep({ kind: 'credentials', cause }), /^[A-Z].*\.$/u);
  });

  it('name the command that logs in, safe to type whatever the profile is called', () => {
    const commands = [profile, 'two words', 'x"; rm -rf ~; "$(y)`z`'].map((name) =>
      loginCommand({ kind: 'sso-login', profile: name }),
    );
    assert.deepEqual(commands, [
      'aws sso login --profile prod',
      'aws sso login --profile "two words"',
      'aws sso login --profile "x; rm -rf ~; (y)z"',
    ]);
  });
});
