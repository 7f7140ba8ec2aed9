import { levels } from '../../../src/lint/configuration';
import { catalogue } from '../../../src/rules/catalogue';

/** The JSON schema of `.s3backup.json`, as the catalogue of rules wants it. */
export function configurationSchema(): object {
  const rule = ({ id, title }: (typeof catalogue)[number]): readonly [string, object] => [
    id,
    { description: `${title()}.`, enum: levels },
  ];
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'S3 Backup',
    description: 'How the files of this folder, and of those below it, are linted.',
    type: 'object',
    additionalProperties: false,
    allowComments: true,
    allowTrailingCommas: true,
    properties: {
      $schema: { type: 'string' },
      rules: {
        description: 'What the findings of a rule count as, where it differs from the default.',
        type: 'object',
        additionalProperties: false,
        properties: Object.fromEntries(catalogue.map(rule)),
      },
      honourPeers: {
        description:
          'Whether suppressions that were written for checkov, tfsec, trivy, cfn-guard or cdk-nag also silence the rules that mean the same.',
        type: 'boolean',
        default: true,
      },
      baseline: {
        description: 'A file of known findings, which are not told again. `s3backup lint --write-baseline` writes one.',
        type: 'string',
      },
      fixOnSave: {
        description:
          'Rules whose preferred fix may be applied to a whole file at once and on save (`source.fixAll.s3backup`), although it may change cost or meaning.',
        type: 'array',
        uniqueItems: true,
        items: { enum: catalogue.map(({ id }) => id) },
      },
    },
  };
}
