import fc from 'fast-check';

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

const text: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom('logs', 'dåta', 'a b', 'Enabled'),
  fc.constantFrom<Json>(
    { Ref: 'Name' },
    { Ref: 'Missing' },
    { 'Fn::Sub': '${Name}-${AWS::Region}' },
    { 'Fn::If': ['On', 'one', { Ref: 'Missing' }] },
    { 'Fn::Join': ['-', ['a', { Ref: 'Name' }]] },
  ),
);

const status: fc.Arbitrary<Json> = fc.constantFrom<Json>(
  'Enabled',
  'Suspended',
  'Disabled',
  { Ref: 'Status' },
  { Ref: 'Missing' },
  {
    'Fn::If': ['On', 'Enabled', 'Suspended'],
  },
);

const days: fc.Arbitrary<Json> = fc.oneof(
  fc.integer({ min: 1, max: 400 }),
  fc.constantFrom<Json>('30', { Ref: 'Days' }, { Ref: 'Missing' }),
);

const rule: fc.Arbitrary<Json> = fc.record(
  {
    Id: fc.constant('one'),
    Status: fc.constantFrom('Enabled', 'Disabled'),
    Prefix: fc.constantFrom('', 'logs/'),
    NoncurrentVersionExpiration: fc.record({ NoncurrentDays: days }),
    ExpiredObjectDeleteMarker: fc.boolean(),
    AbortIncompleteMultipartUpload: fc.record({ DaysAfterInitiation: days }),
    ExpirationInDays: days,
  },
  { requiredKeys: ['Status'] },
);

const bucket: fc.Arbitrary<Json> = fc
  .record(
    {
      BucketName: text,
      VersioningConfiguration: fc.record({ Status: status }),
      LifecycleConfiguration: fc.record({ Rules: fc.array(rule, { minLength: 1, maxLength: 2 }) }),
      ObjectLockEnabled: fc.boolean(),
      Tags: fc.array(fc.record({ Key: fc.constantFrom('backup', 'team'), Value: text }), { maxLength: 2 }),
      NotificationConfiguration: fc.constantFrom<Json>({}, { EventBridgeConfiguration: { EventBridgeEnabled: true } }),
    },
    { requiredKeys: [] },
  )
  .chain((properties) =>
    fc.constantFrom<Json>(
      { Type: 'AWS::S3::Bucket', Properties: properties },
      { Type: 'AWS::S3::Bucket', Condition: 'On', Properties: properties },
      { Type: 'AWS::S3::Bucket' },
    ),
  );

const template: fc.Arbitrary<Json> = fc.tuple(bucket, bucket).map(([First, Second]) => ({
  Parameters: {
    Name: { Type: 'String', Default: 'acme' },
    Status: { Type: 'String', Default: 'Enabled' },
    Days: { Type: 'Number', Default: 30 },
    Missing: { Type: 'String' },
    // Nothing refers to it.
    Unseen: { Type: 'String' },
  },
  Conditions: { On: { 'Fn::Equals': [{ Ref: 'Missing' }, 'yes'] } },
  Resources: { First, Second, Queue: { Type: 'AWS::SQS::Queue' } },
}));

function scalar(value: string | number | boolean | null): string {
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}

/** In YAML's block style; functions of one text in their short form. */
function yaml(value: Json, indent: string): string {
  if (typeof value !== 'object' || value === null) return ` ${scalar(value)}`;
  if (Array.isArray(value)) {
    const items = value as readonly Json[];
    return items.length === 0
      ? ' []'
      : `\n${items.map((item) => `${indent}-${yaml(item, `${indent}  `).replace(/^\n\s*/, ' ')}`).join('\n')}`;
  }
  const entries = Object.entries(value as Readonly<Record<string, Json>>);
  const [only] = entries;
  if (entries.length === 1 && only?.[0] === 'Ref') return ` !Ref ${JSON.stringify(only[1]).replaceAll('"', '')}`;
  if (entries.length === 1 && only?.[0] === 'Fn::Sub') return ` !Sub ${JSON.stringify(only[1])}`;
  if (entries.length === 0) return ' {}';
  return `\n${entries.map(([key, inner]) => `${indent}${key}:${yaml(inner, `${indent}  `)}`).join('\n')}`;
}

export interface TemplateText {
  readonly file: string;
  readonly text: string;
}

export const cloudFormationTemplate: fc.Arbitrary<TemplateText> = fc
  .tuple(template, fc.constantFrom('yaml', 'json'), fc.constantFrom('\n', '\n', '\r\n'))
  .map(([value, format, lineEnd]) => ({
    file: `/fuzz/template.${format}`,
    text: (format === 'json' ? `${JSON.stringify(value, undefined, 2)}\n` : `${yaml(value, '').slice(1)}\n`).replaceAll(
      '\n',
      lineEnd,
    ),
  }));
