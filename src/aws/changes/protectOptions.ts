import { bucketArn, partitionOf } from '../../model/arn';
import type { BackupPlan } from '../../model/backupPlan';
import type { Bucket } from '../../model/bucket';
import { closedMap, known, mapFact, valueOf } from '../../model/fact';
import type { BackupSelection, TagPair } from '../../model/selection';
import type { BackupVault } from '../../model/vault';
import { conditionPrefix, covers } from '../../protection/selection';
import type { RegionReading } from '../region';
import type { WantedTag } from './goal';

/** Tags by which a selection that is there would cover all of the buckets. */
export interface TagWay {
  readonly selection: BackupSelection;
  readonly tags: readonly WantedTag[];
  /** The Region's settings opt S3 out, so that the tags alone do not suffice. */
  readonly needsOptIn: boolean;
}

/** Plans that an organization has made cannot be changed in the account. Source: AWS Backup developer guide. */
function isOfOrganization({ id }: BackupPlan): boolean {
  return id.startsWith('orgs/');
}

/** The plans that a selection can be added to. */
export function ownPlans({ plans }: RegionReading): readonly BackupPlan[] {
  return plans.items.filter((plan) => !isOfOrganization(plan));
}

/** The vaults that a new rule can write to. */
export function ownVaults({ vaults }: RegionReading): readonly BackupVault[] {
  return vaults.items.filter(({ kind }) => valueOf(kind) === 'standard');
}

function wantedTag({ key, value }: TagPair): readonly WantedTag[] {
  const [name, text] = [valueOf(key), valueOf(value)];
  return name === undefined || text === undefined ? [] : [{ key: name.replace(conditionPrefix, ''), value: text }];
}

/** Sets of tags, smallest first, of which one may do: what the conditions ask for, with one tag of the list or none. */
function candidates({ conditions, listOfTags }: BackupSelection): readonly (readonly WantedTag[])[] {
  const all = conditions.items.filter(({ operator }) => operator === 'StringEquals').flatMap(wantedTag);
  const withOne = listOfTags.items.flatMap(wantedTag).map((tag) => [...all.filter(({ key }) => key !== tag.key), tag]);
  return [...(all.length === 0 ? [] : [all]), ...withOne];
}

/** The bucket as it would be with some tags more; `undefined` where its tags are not known. */
function tagged(bucket: Bucket, tags: readonly WantedTag[]): Bucket | undefined {
  if (bucket.tags.state === 'denied' || bucket.tags.state === 'unknown') return undefined;
  const before = valueOf(bucket.tags)?.entries ?? new Map<string, never>();
  const wanted = tags.map(({ key, value }) => [key, known(value)] as const);
  return { ...bucket, tags: known(closedMap([...before, ...wanted])) };
}

function coversTagged(
  selection: BackupSelection,
  bucket: Bucket,
  tags: readonly WantedTag[],
  { region, s3OptIn }: Pick<RegionReading, 'region' | 's3OptIn'>,
): boolean {
  const partition = partitionOf(region);
  const candidate = tagged(bucket, tags);
  if (candidate === undefined) return false;
  const arn = mapFact(bucket.name, (name) => bucketArn(name, partition));
  return covers(selection, { bucket: candidate, arn, s3OptIn, partition }) === 'covered';
}

/** Whether selections of a plan cover all of the buckets as they are. */
export function selectsAll(planId: string, buckets: readonly Bucket[], reading: RegionReading): boolean {
  const selections = reading.selections.items.filter((selection) => valueOf(selection.planId) === planId);
  return buckets.every((bucket) => selections.some((selection) => coversTagged(selection, bucket, [], reading)));
}

/** How tags alone would bring all of the buckets into selections of a plan: at most one way a selection. */
export function tagWays(buckets: readonly Bucket[], planId: string, reading: RegionReading): readonly TagWay[] {
  const optedIn = { ...reading, s3OptIn: known(true) };
  return reading.selections.items
    .filter((selection) => valueOf(selection.planId) === planId)
    .flatMap((selection) => {
      const suffice = (tags: readonly WantedTag[], place: typeof optedIn | RegionReading): boolean =>
        buckets.every((bucket) => coversTagged(selection, bucket, tags, place));
      const tags = candidates(selection).find((set) => suffice(set, optedIn));
      return tags === undefined ? [] : [{ selection, tags, needsOptIn: !suffice(tags, reading) }];
    });
}

/** A role that selections of the Region hand to AWS Backup, and whether it may back up S3. */
export interface KnownRole {
  readonly arn: string;
  readonly canBackUpS3: 'yes' | 'no' | 'not-known';
}

/** The roles of the Region's selections, those that can back up S3 first, and among them those of the plan. */
export function knownRoles({ roles, selections }: RegionReading, planId: string | undefined): readonly KnownRole[] {
  const ofPlan = new Set(
    selections.items
      .filter((selection) => valueOf(selection.planId) === planId)
      .flatMap(({ roleArn }) => valueOf(roleArn) ?? []),
  );
  const order = { yes: 0, 'not-known': 1, no: 2 } as const;
  return roles.items
    .map(({ arn, canBackUpS3 }): KnownRole => {
      const can = valueOf(canBackUpS3);
      return { arn, canBackUpS3: can === undefined ? 'not-known' : can ? 'yes' : 'no' };
    })
    .toSorted(
      (one, other) =>
        order[one.canBackUpS3] - order[other.canBackUpS3] ||
        Number(ofPlan.has(other.arn)) - Number(ofPlan.has(one.arn)),
    );
}
