import type { Remedy } from '../../model/remedy';
import type { Place } from './blockEdits';
import { insertInto, replace } from './blockEdits';
import type { Change } from './change';
import type { NewMember } from './render';
import { attributes, nested } from './render';
import type { Block, Expression } from './syntax';
import { attributeOf, blocksOf } from './syntax';

/** How rules are written: in a resource of their own, or in the bucket, as the AWS provider up to version 3 has it. */
export interface RuleStyle {
  readonly rule: 'rule' | 'lifecycle_rule';
  readonly status: readonly [name: string, on: string, off: string];
}

export const besideStyle: RuleStyle = { rule: 'rule', status: ['status', '"Enabled"', '"Disabled"'] };
export const inlineStyle: RuleStyle = { rule: 'lifecycle_rule', status: ['enabled', 'true', 'false'] };

/** What a lifecycle rule is to do in the whole bucket. */
export interface LifecycleAction {
  /** The id of a rule that does nothing else. */
  readonly id: string;
  /** What such a rule holds beside its id, status and filter. */
  written(style: RuleStyle): NewMember;
  /** Whether a rule, were it on, would do just this and nothing more. */
  isAllOf(rule: Block, style: RuleStyle): boolean;
  /** The change of a rule that is on for the whole bucket; none where the rule has no room for it. */
  joins(place: Place, style: RuleStyle): Change | undefined;
}

function isLiteral(expression: Expression | undefined, value: number | boolean): boolean {
  return expression?.kind === 'literal' && (expression.value === value || expression.value === String(value));
}

/** Whether a rule holds blocks of these types only, `filter` aside. */
function holdsOnly(rule: Block, types: readonly string[]): boolean {
  return rule.blocks.every(({ type }) => type === 'filter' || types.includes(type));
}

/** Source: Terraform AWS provider, aws_s3_bucket_lifecycle_configuration; aws_s3_bucket of version 3. */
function expireNoncurrent(days: number): LifecycleAction {
  const type = 'noncurrent_version_expiration';
  const daysName = ({ rule }: RuleStyle): string => (rule === 'rule' ? 'noncurrent_days' : 'days');
  const written = (style: RuleStyle): NewMember => nested(type, attributes([daysName(style), String(days)]));
  return {
    id: 'expire-noncurrent-versions',
    written,
    isAllOf: (rule, style) =>
      // To abort uploads as well deletes nothing that anybody could read.
      holdsOnly(rule, [type, 'abort_incomplete_multipart_upload']) &&
      blocksOf(rule, type).some(
        (block) => block.attributes.length === 1 && isLiteral(attributeOf(block, daysName(style))?.value, days),
      ),
    joins: (place, style) =>
      blocksOf(place.block, type).length > 0 ? undefined : { edits: insertInto(place, written(style)) },
  };
}

/**
 * S3 rejects the removal of expired delete markers beside days, a date or a tag filter. Source: Amazon S3 API,
 * LifecycleExpiration.
 */
function removeMarkers(): LifecycleAction {
  const type = 'expiration';
  const name = 'expired_object_delete_marker';
  const written = nested(type, attributes([name, 'true']));
  const isOnly = (block: Block): boolean => block.blocks.length === 0 && block.attributes.length === 1;
  return {
    id: 'remove-expired-delete-markers',
    written: () => written,
    isAllOf: (rule) =>
      holdsOnly(rule, [type]) &&
      attributeOf(rule, 'abort_incomplete_multipart_upload_days') === undefined &&
      blocksOf(rule, type).some((block) => isOnly(block) && isLiteral(attributeOf(block, name)?.value, true)),
    joins(place) {
      const [block, ...more] = blocksOf(place.block, type);
      if (block === undefined) return { edits: insertInto(place, written) };
      const off = attributeOf(block, name)?.value;
      if (more.length > 0 || !isOnly(block) || off === undefined || !isLiteral(off, false)) return undefined;
      return { edits: [replace(place.piece, off, 'true')] };
    },
  };
}

function abortUploads(days: number): LifecycleAction {
  const type = 'abort_incomplete_multipart_upload';
  const inlineName = 'abort_incomplete_multipart_upload_days';
  const written = ({ rule }: RuleStyle): NewMember =>
    rule === 'rule'
      ? nested(type, attributes(['days_after_initiation', String(days)]))
      : attributes([inlineName, String(days)]);
  return {
    id: 'abort-incomplete-uploads',
    written,
    isAllOf: (rule, { rule: style }) =>
      style === 'rule'
        ? holdsOnly(rule, [type]) &&
          blocksOf(rule, type).some((block) => isLiteral(attributeOf(block, 'days_after_initiation')?.value, days))
        : rule.blocks.length === 0 && isLiteral(attributeOf(rule, inlineName)?.value, days),
    joins(place, style) {
      const { block } = place;
      if (attributeOf(block, inlineName) !== undefined || blocksOf(block, type).length > 0) return undefined;
      return { edits: insertInto(place, written(style), style.rule === 'rule' ? undefined : block.attributes.at(-1)) };
    },
  };
}

/** What a remedy asks of the lifecycle, if anything. */
export function lifecycleAction(remedy: Remedy): LifecycleAction | undefined {
  switch (remedy.kind) {
    case 'expireNoncurrentVersions':
      return expireNoncurrent(remedy.days);
    case 'removeExpiredDeleteMarkers':
      return removeMarkers();
    case 'abortIncompleteMultipartUploads':
      return abortUploads(remedy.days);
    default:
      return undefined;
  }
}
