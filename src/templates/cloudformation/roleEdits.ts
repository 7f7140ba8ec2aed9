import { namingPolicy, s3BackupPolicy } from '../policyArn';
import { addItem } from './insert';
import { nodeAt, ownList } from './ownMap';
import type { PropertyPlan } from './propertyPlan';
import { inPlace } from './propertyPlan';
import type { Example } from './style';
import type { MapNode } from './syntax';
import type { Data } from './write';
import { Verbatim } from './write';

/** The ARN of a policy that AWS manages, for any partition where the template knows of partitions. */
export function managedPolicyArn({ text, format }: Example, policy: string, isInBrackets = false): Data {
  if (!text.includes('AWS::Partition')) return `arn:aws:iam::aws:policy/${policy}`;
  const arn = `arn:\${AWS::Partition}:iam::aws:policy/${policy}`;
  return format === 'json' ? { 'Fn::Sub': arn } : new Verbatim(isInBrackets ? `!Sub '${arn}'` : `!Sub ${arn}`);
}

/** One more policy in the list of a role, written as the others are. */
export function planRole(example: Example, properties: MapNode | undefined): PropertyPlan | undefined {
  const list = ownList(example, nodeAt(properties, ['ManagedPolicyArns']));
  if (list === undefined || list.items.length === 0) return undefined;
  const texts = list.items.map(({ start, end }) => example.text.slice(start, end));
  const like = texts.flatMap((text) => namingPolicy(text, s3BackupPolicy) ?? []).at(-1);
  const item = like === undefined ? managedPolicyArn(example, s3BackupPolicy, list.flow) : new Verbatim(like);
  return inPlace(addItem(example, list, item));
}
