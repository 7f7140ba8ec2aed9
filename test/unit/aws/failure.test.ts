import assert from 'node:assert/strict';
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
