import type { BackupClient } from '@aws-sdk/client-backup';
import { ListRecoveryPointsByResourceCommand } from '@aws-sdk/client-backup';
import type { Fact } from '../model/fact';
import { denied, known, unknown, valueOf } from '../model/fact';
import type { RecoveryPoint } from '../model/recoveryPoint';
import { newestFirst } from '../protection/recovery';
import type { Schedule } from './call';
import { readFact } from './call';
import { distinct } from './pages';
import { listVaultPage, listVaultSpan, pageSize, resourcePointOf } from './recoveryPoints';
import type { ProtectedBucket, RegionReading } from './region';

/** The recovery points that the status of a bucket needs. */
export interface StatusPoints {
  /**
   * Of a bucket that is selected, those of the vault with the newest one. Of another, so many that it is clear whether
   * a plan made any; where that could not be found out, why not. A bucket that AWS Backup does not list has none.
   */
  readonly points: Fact<readonly RecoveryPoint[]>;
  /** Whether these are all there are. */
  readonly hasAllPoints: boolean;
}

/** A bucket whose points are read. */
interface Look {
  readonly backup: BackupClient;
  readonly bucketArn: string;
  readonly region: RegionReading;
  readonly schedule: Schedule;
  readonly signal: AbortSignal;
}

/** A bucket's points in the vault with the newest one. */
interface VaultPoints {
  readonly vault: string;
  readonly items: readonly RecoveryPoint[];
  /** Whether these are all in that vault. */
  readonly isWhole: boolean;
}

const day = 86_400_000;

/** Where a bucket that nothing selects has points in so many more vaults at most, all are read and can be counted. */
const vaultsBeside = 2;

const none: StatusPoints = { points: known([]), hasAllPoints: true };

function isMadeByPlan({ planId }: RecoveryPoint): boolean {
  return planId !== undefined;
}

/** The vaults that may hold points of the bucket beside the given one, as far as vaults could be read. */
function otherVaults(vault: string, { vaults }: RegionReading): readonly string[] {
  const filled = vaults.items.filter(({ recoveryPoints }) => recoveryPoints !== 0);
  return filled.flatMap(({ name }) => valueOf(name) ?? []).filter((name) => name !== vault);
}

/** Why not all vaults are known, if so. */
function unreadVaults({ vaults: { completeness } }: RegionReading): Fact<never> | undefined {
  if (completeness.kind === 'complete') return undefined;
  const { why, failed } = completeness;
  return failed?.denied === true ? denied(failed.action) : unknown(why);
}

function allInVault(
  vault: string,
  { backup, bucketArn, schedule, signal }: Look,
): Promise<Fact<readonly RecoveryPoint[]>> {
  return readFact({
    action: 'backup:ListRecoveryPointsByBackupVault',
    read: () => schedule(async () => known(await listVaultSpan(backup, { vault, bucketArn }, signal))),
  });
}

/** The vault of the newest point, where the list of resources leaves it out, as it once did. */
async function findVault({ backup, bucketArn, signal }: Look): Promise<string | undefined> {
  const command = new ListRecoveryPointsByResourceCommand({ ResourceArn: bucketArn, MaxResults: pageSize });
  const { RecoveryPoints: listed = [] } = await backup.send(command, { abortSignal: signal });
  const [newest] = newestFirst(listed.flatMap((point) => resourcePointOf(point, bucketArn) ?? []));
  return newest?.vaultName;
}

async function newestIn(vault: string, { lastBackupAt }: ProtectedBucket, look: Look): Promise<VaultPoints> {
  const { backup, bucketArn, signal } = look;
  const page = await listVaultPage(backup, { vault, bucketArn }, undefined, signal);
  const isWhole = page.next === undefined;
  if (isWhole || lastBackupAt === undefined) return { items: page.points, isWhole, vault };
  // More than a page: any page may lack the newest, so the last day is asked for by itself.
  const after = new Date(lastBackupAt.getTime() - day);
  const newest = await listVaultSpan(backup, { vault, bucketArn, after }, signal);
  return { items: distinct([...page.points, ...newest], ({ arn }) => arn), isWhole, vault };
}

/** @returns known `undefined` where there are no points at all. */
function readNewest(look: Look): Promise<Fact<VaultPoints | undefined>> {
  const { protectedBuckets } = look.region;
  if (protectedBuckets.state !== 'known') return Promise.resolve(protectedBuckets);
  const listed = protectedBuckets.value.get(look.bucketArn);
  if (listed === undefined) return Promise.resolve(known(undefined));
  return readFact({
    action: 'backup:ListRecoveryPointsByBackupVault',
    read: () =>
      look.schedule(async () => {
        const vault = listed.lastVault ?? (await findVault(look));
        return known(vault === undefined ? undefined : await newestIn(vault, listed, look));
      }),
  });
}

/** All the points where they lie in few vaults, else as many vaults as it takes until a plan made one. */
async function readOn(first: VaultPoints, look: Look): Promise<StatusPoints> {
  const others = otherVaults(first.vault, look.region);
  const lists: Fact<readonly RecoveryPoint[]>[] = [];
  const found = (): readonly RecoveryPoint[] => lists.flatMap((list) => valueOf(list) ?? []);
  const isEnough = first.isWhole || first.items.some(isMadeByPlan);
  lists.push(isEnough ? known(first.items) : await allInVault(first.vault, look));
  if (others.length <= vaultsBeside) {
    lists.push(...(await Promise.all(others.map((vault) => allInVault(vault, look)))));
  } else {
    for (const vault of others) {
      if (found().some(isMadeByPlan)) break;
      lists.push(await allInVault(vault, look));
    }
  }
  const points = found();
  const unread = lists.find((list): list is Fact<never> => list.state !== 'known') ?? unreadVaults(look.region);
  if (unread !== undefined && !points.some(isMadeByPlan)) return { points: unread, hasAllPoints: false };
  const isAll = (first.isWhole || !isEnough) && unread === undefined && lists.length === others.length + 1;
  return { points: known(points), hasAllPoints: isAll };
}

/** Reads the points that the status needs. What fails is a fact; only giving up on purpose is thrown. */
export async function readStatusPoints(look: Look, isSelected: boolean): Promise<StatusPoints> {
  const newest = await readNewest(look);
  if (newest.state !== 'known') return { points: newest, hasAllPoints: false };
  const first = newest.value;
  if (first === undefined) return none;
  if (!isSelected) return readOn(first, look);
  const isAll =
    first.isWhole && unreadVaults(look.region) === undefined && otherVaults(first.vault, look.region).length === 0;
  return { points: known(first.items), hasAllPoints: isAll };
}
