/** The buckets of the worked examples. */
export type Letter = 'A' | 'B' | 'C' | 'D';

export interface SampleBucket {
  readonly name: string;
  readonly tags: Readonly<Record<string, string>>;
}

export const letters: readonly Letter[] = ['A', 'B', 'C', 'D'];

export const cast: Readonly<Record<Letter, SampleBucket>> = {
  A: { name: 'app-data', tags: { backup: 'true', stage: 'prod' } },
  B: { name: 'app-logs', tags: {} },
  C: { name: 'web', tags: { backup: 'true', stage: 'test' } },
  D: { name: 'arch', tags: { backup: 'true yes' } },
};

export type Operator = 'StringEquals' | 'StringLike' | 'StringNotEquals' | 'StringNotLike';

/** What one selection says, in AWS's own terms. */
export interface SelectionText {
  readonly resources?: readonly string[];
  readonly notResources?: readonly string[];
  /** Pairs of key and value. */
  readonly tags?: readonly (readonly [key: string, value: string])[];
  readonly conditions?: readonly (readonly [Operator, key: string, value: string])[];
}

export type Answer = 'covered' | 'uncovered' | 'unknown';

export interface Vector {
  readonly title: string;
  readonly selections: readonly SelectionText[];
  /** Those that are covered for certain. */
  readonly covers: string;
  /** Those of which AWS's pages say two things. */
  readonly uncertain?: string;
  /** AWS refuses to make the selection. */
  readonly rejected?: true;
  /** The answer hangs on the tags: where these are not known, neither is it. */
  readonly byTags?: true;
  /** Those that only a tag which they lack keeps out: whoever makes the stack can give it to them. */
  readonly lacksTag?: string;
  /** The answer for every bucket, whatever its name and tags. */
  readonly always?: Answer;
}

const isTagged = ['backup', 'true'] as const;
const data = 'arn:aws:s3:::app-data';

/** Source: AWS Backup developer guide, assigning resources with JSON, and API reference, BackupSelection. */
export const vectors: readonly Vector[] = [
  { title: '1 one ARN', selections: [{ resources: [data] }], covers: 'A' },
  { title: '2 a prefix', selections: [{ resources: ['arn:aws:s3:::app-*'] }], covers: 'AB' },
  {
    title: '3 an asterisk at the start',
    selections: [{ resources: ['arn:aws:s3:::*-logs'] }],
    covers: '',
    uncertain: 'B',
  },
  {
    title: '4 everything, and what has a tag',
    selections: [{ resources: ['*'], tags: [isTagged] }],
    covers: 'ABCD',
    always: 'covered',
  },
  {
    title: '5 everything that has a tag',
    selections: [{ resources: ['*'], conditions: [['StringEquals', 'aws:ResourceTag/backup', 'true']] }],
    covers: 'AC',
    byTags: true,
    lacksTag: 'B',
  },
  { title: '6 a tag', selections: [{ tags: [isTagged] }], covers: 'AC', byTags: true, lacksTag: 'B' },
  {
    title: '7 a tag, but not another',
    selections: [{ tags: [isTagged], conditions: [['StringNotEquals', 'aws:ResourceTag/stage', 'test']] }],
    covers: 'A',
    byTags: true,
    lacksTag: 'B',
  },
  {
    title: '8 everything but a prefix',
    selections: [{ resources: ['*'], notResources: ['arn:aws:s3:::app-*'] }],
    covers: 'CD',
  },
  {
    title: '9 a pattern of a tag, which stops at a space',
    selections: [{ resources: ['*'], conditions: [['StringLike', 'aws:ResourceTag/backup', 'true*']] }],
    covers: 'AC',
    byTags: true,
    lacksTag: 'B',
  },
  {
    title: '10 a condition whose key lacks its prefix',
    selections: [{ resources: ['*'], conditions: [['StringEquals', 'backup', 'true']] }],
    covers: '',
    always: 'uncovered',
  },
  { title: '11 another service', selections: [{ resources: ['arn:aws:ec2:*'] }], covers: '', always: 'uncovered' },
  {
    title: '12 exclusions alone',
    selections: [{ notResources: ['arn:aws:s3:::app-*'] }],
    covers: '',
    rejected: true,
    always: 'uncovered',
  },
  {
    title: '13 a key of another case',
    selections: [{ tags: [['Backup', 'true']] }],
    covers: '',
    byTags: true,
    lacksTag: 'ABCD',
  },
  {
    title: '14 what one selection excludes, another adds',
    selections: [{ resources: [data] }, { resources: ['*'], notResources: [data] }],
    covers: 'ABCD',
  },
];

/** What AWS does with a bucket, as far as its pages say one thing. */
export function truth({ covers, uncertain = '' }: Vector, letter: Letter): Answer {
  if (covers.includes(letter)) return 'covered';
  return uncertain.includes(letter) ? 'unknown' : 'uncovered';
}
