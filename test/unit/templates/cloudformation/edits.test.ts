import assert from 'node:assert/strict';
import type { Remedy } from '../../../../src/model/remedy';
import { dedent, enable, expire, fixed } from './reading';

async function fixes(before: string, remedies: readonly Remedy[], after: string, file?: string): Promise<void> {
  assert.equal(await fixed(dedent(before), remedies, file), dedent(after));
}

async function refuses(before: string, remedies: readonly Remedy[]): Promise<void> {
  assert.equal(await fixed(dedent(before), remedies), undefined);
}

describe('CloudFormation edits: YAML', () => {
  it('adds properties to a bucket without any, below its type', () =>
    fixes(
      `
      Resources:
        Logs:
          Type: AWS::S3::Bucket # kept
          DeletionPolicy: Retain
        Other:
          Type: AWS::SNS::Topic
      `,
      [enable, expire],
      `
      Resources:
        Logs:
          Type: AWS::S3::Bucket # kept
          Properties:
            VersioningConfiguration:
              Status: Enabled
            LifecycleConfiguration:
              Rules:
                - Id: expire-noncurrent-versions
                  Status: Enabled
                  NoncurrentVersionExpiration:
                    NoncurrentDays: 30
          DeletionPolicy: Retain
        Other:
          Type: AWS::SNS::Topic
      `,
    ));

  it('adds a property behind the last one, also where the file has no last line end', async () => {
    assert.equal(
      await fixed('Resources:\n  Logs:\n    Type: AWS::S3::Bucket\n    Properties:\n      BucketName: logs', [enable]),
      'Resources:\n  Logs:\n    Type: AWS::S3::Bucket\n    Properties:\n      BucketName: logs\n      VersioningConfiguration:\n        Status: Enabled',
    );
  });

  it('keeps comments and blank lines where they are', () =>
    fixes(
      `
      Resources:
        Logs:
          Type: AWS::S3::Bucket
          Properties:
            Tags:
              - Key: a # first
                Value: b # last

        # the other one
        Other:
          Type: AWS::SNS::Topic
      `,
      [enable],
      `
      Resources:
        Logs:
          Type: AWS::S3::Bucket
          Properties:
            Tags:
              - Key: a # first
                Value: b # last
            VersioningConfiguration:
              Status: Enabled

        # the other one
        Other:
          Type: AWS::SNS::Topic
      `,
    ));

  it('fills properties that are not written yet', () =>
    fixes(
      `
      Resources:
        Logs:
          Type: AWS::S3::Bucket
          Properties:
      `,
      [enable],
      `
      Resources:
        Logs:
          Type: AWS::S3::Bucket
          Properties:
            VersioningConfiguration:
              Status: Enabled
      `,
    ));

  it('replaces a status in its own quotes', () =>
    fixes(
      `
      Resources:
        Logs:
          Type: AWS::S3::Bucket
          Properties:
            VersioningConfiguration:
              Status: 'Suspended' # for now
      `,
      [enable],
      `
      Resources:
        Logs:
          Type: AWS::S3::Bucket
          Properties:
            VersioningConfiguration:
              Status: 'Enabled' # for now
      `,
    ));

  it('follows indentation, quotes and line ends of the file', async () => {
    const before = [
      'Resources:',
      '    Logs:',
      '        Type: "AWS::S3::Bucket"',
      '        Properties:',
      '            Tags:',
      '            - Key: a',
      '              Value: b',
      '',
    ].join('\r\n');
    const after = [
      'Resources:',
      '    Logs:',
      '        Type: "AWS::S3::Bucket"',
      '        Properties:',
      '            Tags:',
      '            - Key: a',
      '              Value: b',
      '            LifecycleConfiguration:',
      '                Rules:',
      '                - Id: "expire-noncurrent-versions"',
      '                  Status: "Enabled"',
      '                  NoncurrentVersionExpiration:',
      '                      NoncurrentDays: 30',
      '',
    ].join('\r\n');
    assert.equal(await fixed(before, [expire]), after);
  });

  it('stays in braces where the resource is in braces', () =>
    fixes(
      `
      Resources:
        Logs: { Type: AWS::S3::Bucket }
      `,
      [enable],
      `
      Resources:
        Logs: { Type: AWS::S3::Bucket, Properties: { VersioningConfiguration: { Status: Enabled } } }
      `,
    ));

  it('adds a rule to those that are there, with an id of its own', () =>
    fixes(
      `
      Resources:
        Logs:
          Type: AWS::S3::Bucket
          Properties:
            LifecycleConfiguration:
              Rules:
                - Id: expire-noncurrent-versions
                  Status: Disabled
                  ExpirationInDays: 7
            BucketName: logs
      `,
      [expire],
      `
      Resources:
        Logs:
          Type: AWS::S3::Bucket
          Properties:
            LifecycleConfiguration:
              Rules:
                - Id: expire-noncurrent-versions
                  Status: Disabled
                  ExpirationInDays: 7
                - Id: expire-noncurrent-versions-2
                  Status: Enabled
                  NoncurrentVersionExpiration:
                    NoncurrentDays: 30
            BucketName: logs
      `,
    ));

  it('finds the dashes of a list whatever stands behind them', () =>
    fixes(
      `
      Resources:
        Logs:
          Type: AWS::S3::Bucket
          Properties:
            LifecycleConfiguration:
              Rules:
              - &only-rule
                Status: Enabled
                ExpirationInDays: 7
              -
                Status: Disabled
      `,
      [expire],
      `
      Resources:
        Logs:
          Type: AWS::S3::Bucket
          Properties:
            LifecycleConfiguration:
              Rules:
              - &only-rule
                Status: Enabled
                ExpirationInDays: 7
              -
                Status: Disabled
              - Id: expire-noncurrent-versions
                Status: Enabled
                NoncurrentVersionExpiration:
                  NoncurrentDays: 30
      `,
    ));

  it('enables the very rule that is wanted where it only sleeps', () =>
    fixes(
      `
      Resources:
        Logs:
          Type: AWS::S3::Bucket
          Properties:
            LifecycleConfiguration:
              Rules:
                - Status: Disabled
                  NoncurrentVersionExpiration: {NoncurrentDays: 30}
      `,
      [expire],
      `
      Resources:
        Logs:
          Type: AWS::S3::Bucket
          Properties:
            LifecycleConfiguration:
              Rules:
                - Status: Enabled
                  NoncurrentVersionExpiration: {NoncurrentDays: 30}
      `,
    ));

  it('writes into empty lists and maps', () =>
    fixes(
      `
      Resources:
        Logs:
          Type: AWS::S3::Bucket
          Properties:
            VersioningConfiguration: {}
            LifecycleConfiguration:
              Rules: []
      `,
      [enable, expire],
      `
      Resources:
        Logs:
          Type: AWS::S3::Bucket
          Properties:
            VersioningConfiguration: {Status: Enabled}
            LifecycleConfiguration:
              Rules: [{Id: expire-noncurrent-versions, Status: Enabled, NoncurrentVersionExpiration: {NoncurrentDays: 30}}]
      `,
    ));
});

describe('CloudFormation edits: JSON', () => {
  const file = '/stacks/template.json';

  it('adds properties to a bucket without any', () =>
    fixes(
      `
      {
        "Resources": {
          "Logs": {
            "Type": "AWS::S3::Bucket",
            "DeletionPolicy": "Retain"
          }
        }
      }
      `,
      [enable],
      `
      {
        "Resources": {
          "Logs": {
            "Type": "AWS::S3::Bucket",
            "Properties": {
              "VersioningConfiguration": {
                "Status": "Enabled"
              }
            },
            "DeletionPolicy": "Retain"
          }
        }
      }
      `,
      file,
    ));

  it('adds a property behind the last one, and a rule behind the last rule', () =>
    fixes(
      `
      {
      \t"Resources": {
      \t\t"Logs": {
      \t\t\t"Type": "AWS::S3::Bucket",
      \t\t\t"Properties": {
      \t\t\t\t"LifecycleConfiguration": {
      \t\t\t\t\t"Rules": [
      \t\t\t\t\t\t{ "Status": "Enabled", "ExpirationInDays": 7 }
      \t\t\t\t\t]
      \t\t\t\t}
      \t\t\t}
      \t\t}
      \t}
      }
      `,
      [enable, expire],
      `
      {
      \t"Resources": {
      \t\t"Logs": {
      \t\t\t"Type": "AWS::S3::Bucket",
      \t\t\t"Properties": {
      \t\t\t\t"LifecycleConfiguration": {
      \t\t\t\t\t"Rules": [
      \t\t\t\t\t\t{ "Status": "Enabled", "ExpirationInDays": 7 },
      \t\t\t\t\t\t{
      \t\t\t\t\t\t\t"Id": "expire-noncurrent-versions",
      \t\t\t\t\t\t\t"Status": "Enabled",
      \t\t\t\t\t\t\t"NoncurrentVersionExpiration": {
      \t\t\t\t\t\t\t\t"NoncurrentDays": 30
      \t\t\t\t\t\t\t}
      \t\t\t\t\t\t}
      \t\t\t\t\t]
      \t\t\t\t},
      \t\t\t\t"VersioningConfiguration": {
      \t\t\t\t\t"Status": "Enabled"
      \t\t\t\t}
      \t\t\t}
      \t\t}
      \t}
      }
      `,
      file,
    ));

  it('writes on one line where the template is on one line', async () => {
    assert.equal(
      await fixed('{"Resources":{"Logs":{"Type":"AWS::S3::Bucket"}}}', [enable], file),
      '{"Resources":{"Logs":{"Type":"AWS::S3::Bucket","Properties":{"VersioningConfiguration":{"Status":"Enabled"}}}}}',
    );
    assert.equal(
      await fixed('{ "Resources": { "Logs": { "Type": "AWS::S3::Bucket", "Properties": {} } } }', [enable], file),
      '{ "Resources": { "Logs": { "Type": "AWS::S3::Bucket", "Properties": {"VersioningConfiguration": {"Status": "Enabled"}} } } }',
    );
  });

  it('lays out empty properties as the resource is laid out', () =>
    fixes(
      `
      {
        "Resources": {
          "Logs": {
            "Type": "AWS::S3::Bucket",
            "Properties": {}
          }
        }
      }
      `,
      [enable],
      `
      {
        "Resources": {
          "Logs": {
            "Type": "AWS::S3::Bucket",
            "Properties": {
              "VersioningConfiguration": {
                "Status": "Enabled"
              }
            }
          }
        }
      }
      `,
      file,
    ));
});

describe('CloudFormation edits: none where none is right', () => {
  const bucket = (properties: string): string =>
    `Resources:\n  Logs:\n    Type: AWS::S3::Bucket\n    Properties:\n      ${properties}\n`;

  it('leaves what a function or another place decides', async () => {
    await refuses(bucket('VersioningConfiguration: !If [A, {Status: Enabled}, {Status: Suspended}]'), [enable]);
    await refuses(bucket('VersioningConfiguration: {Status: !Ref Wanted}'), [enable]);
    await refuses(bucket('LifecycleConfiguration: {Rules: !Ref Rules}'), [expire]);
    await refuses('Resources:\n  Logs:\n    Type: AWS::S3::Bucket\n    Properties: !If [A, {}, {}]\n', [enable]);
  });

  it('leaves what other resources share', async () => {
    const text = `
      Resources:
        Logs:
          Type: AWS::S3::Bucket
          Properties: &shared
            BucketName: logs
        Other:
          Type: AWS::S3::Bucket
          Properties: *shared
    `;
    await refuses(text, [enable]);
  });

  it('leaves a resource that does not parse', async () => {
    await refuses(bucket('BucketName: "open'), [enable]);
  });
});
