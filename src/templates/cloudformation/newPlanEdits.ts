import { s3BackupPolicy, s3RestorePolicy } from '../policyArn';
import { Functions } from './functionForms';
import type { Change } from './insert';
import { linesBelow } from './insert';
import { textAt } from './ownMap';
import type { Format } from './pieces';
import { managedPolicyArn } from './roleEdits';
import type { Example } from './style';
import { indentAt, lineStart, styleOf } from './style';
import type { Resource } from './template';
import type { DataMap } from './write';
import { blockEntries, inlineEntries, prettyEntries } from './write';

/** Names of selections and plans have no more characters. Source: AWS Backup API. */
const longestName = 50;

const parts = ['Vault', 'Plan', 'Role', 'Selection'] as const;
type Ids = Readonly<Record<(typeof parts)[number], string>>;

/** Logical ids that nothing in the template has: resources, parameters and conditions are told apart by them. */
function freeIds(text: string, bucket: string): Ids {
  for (let number = 1; ; number++) {
    const idOf = (part: string): string => `${bucket}Backup${part}${number === 1 ? '' : number}`;
    if (parts.every((part) => !new RegExp(`\\b${idOf(part)}\\b`).test(text))) {
      return { Vault: idOf('Vault'), Plan: idOf('Plan'), Role: idOf('Role'), Selection: idOf('Selection') };
    }
  }
}

/** The name of a vault is unique in an account and Region, whichever stacks the template is used for. */
function vaultName(text: string): string {
  for (let number = 1; ; number++) {
    const name = `\${AWS::StackName}-backup${number === 1 ? '' : `-${number}`}`;
    if (!text.includes(name)) return name;
  }
}

function role(example: Example): DataMap {
  return {
    AssumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { Service: 'backup.amazonaws.com' }, Action: 'sts:AssumeRole' }],
    },
    ManagedPolicyArns: [managedPolicyArn(example, s3BackupPolicy), managedPolicyArn(example, s3RestorePolicy)],
  };
}

/**
 * One rule, which runs once a day at the time that is AWS Backup's default. It is periodic, so that nothing depends on
 * the bucket's notifications, and recovery points expire, so that their cost comes to an end.
 */
function resourcesFor(example: Example, bucket: string, days: number, condition: string | undefined): DataMap {
  const ids = freeIds(example.text, bucket);
  const functions = new Functions(example);
  const name = bucket.slice(0, longestName);
  const resource = (type: string, properties: DataMap): DataMap => ({
    Type: type,
    ...(condition !== undefined && { Condition: condition }),
    Properties: properties,
  });
  const rule: DataMap = {
    RuleName: 'daily',
    TargetBackupVault: functions.ref(ids.Vault),
    ScheduleExpression: 'cron(0 5 ? * * *)',
    Lifecycle: { DeleteAfterDays: days },
  };
  const selection: DataMap = {
    SelectionName: name,
    IamRoleArn: functions.attribute(ids.Role, 'Arn'),
    Resources: [functions.attribute(bucket, 'Arn')],
  };
  return {
    [ids.Vault]: resource('AWS::Backup::BackupVault', { BackupVaultName: functions.text(vaultName(example.text)) }),
    [ids.Plan]: resource('AWS::Backup::BackupPlan', { BackupPlan: { BackupPlanName: name, BackupPlanRule: [rule] } }),
    [ids.Role]: resource('AWS::IAM::Role', role(example)),
    [ids.Selection]: resource('AWS::Backup::BackupSelection', {
      BackupPlanId: functions.ref(ids.Plan),
      BackupSelection: selection,
    }),
  };
}

/** Blank lines between resources, where the template has them. */
function isSpaced({ text, keyStart }: Example, end: number): boolean {
  return (
    /\n[^\S\n]*\r?\n$/.test(text.slice(0, lineStart(text, keyStart))) ||
    /^[^\n]*\r?\n[^\S\n]*\r?\n/.test(text.slice(end))
  );
}

/** A vault, a plan, a role and a selection of just this bucket, behind it. */
export function protectWithNewPlan(
  text: string,
  format: Format,
  bucket: Resource,
  days: number,
): readonly Change[] | undefined {
  const { entry, broken } = bucket;
  const body = entry.value;
  // Another id would be refused, and those made from it as well; what a loop makes stands in the loop.
  if (!/^[A-Za-z0-9]+$/.test(bucket.id) || entry.key !== bucket.id) return undefined;
  if (broken !== undefined || body.kind !== 'map' || body.merges.length > 0) return undefined;
  const keyStart = entry.keyQuote === 'none' ? entry.keySpan.start : entry.keySpan.start - 1;
  const example: Example = { text, format, keyStart, body };
  const resources = resourcesFor(example, bucket.id, days, textAt(body, ['Condition']));
  const style = styleOf(example, body);
  const indent = indentAt(text, keyStart);
  const startsLine = text.slice(lineStart(text, keyStart), keyStart).trim() === '';
  if (format === 'json') {
    const isSpread = startsLine && text.slice(body.start, body.end).includes('\n');
    const newText = isSpread
      ? style.lineEnd + prettyEntries(resources, indent, style)
      : style.gap + inlineEntries(resources, style);
    return [{ start: body.end, end: body.end, newText: `,${newText}` }];
  }
  if (!startsLine) return undefined;
  const spaced = isSpaced(example, body.end);
  const lines = Object.entries(resources).flatMap(([id, resource]) => [
    ...(spaced ? [''] : []),
    ...blockEntries({ [id]: resource }, indent, style),
  ]);
  return [linesBelow(text, body.end, lines, style)];
}
