import { Agenda } from '../agenda';
import { parseCron } from '../backup/cron';
import { isContinuous } from '../backup/recoveryPoint';
import { day, hour, minute } from '../clock';
import { createIdSource } from '../ids';
import { createIdentities } from '../identity/identities';
import { createManagedPolicies } from '../identity/managedPolicies';
import type { Role } from '../identity/role';
import type { Call } from '../operation';
import { allOperations } from '../operations';
import { bucketArn } from '../s3/bucket';
import { SortedKeys } from '../sortedKeys';
import { backupIn, type AccountState } from '../state';
import type { Scenario, ScenarioRole, Step, When } from './scenario';

/** Lets a scenario happen, up to now. */
export function playScenario(scenario: Scenario, now: number): AccountState {
  const state = emptyAccount(scenario, now);
  for (const { name, until } of scenario.roles) {
    if (until !== undefined) state.agenda.add(timeOf(until, now), () => state.roles.delete(name));
  }
  const answers = new Map<string, unknown>();
  const moments = scenario.steps.flatMap((step) => timesOf(step, now).map((at, number) => ({ step, at, number })));
  moments.sort((a, b) => a.at - b.at);
  for (const { step, at, number } of moments) {
    state.agenda.settle(at);
    const answer = perform(step, at, { state, answers, number });
    if (step.as !== undefined) {
      answers.set(step.as, answer);
    }
    pretend(state, scenario);
  }
  state.agenda.settle(now);
  return state;
}

/** An account with roles and rights, and nothing else. */
export function emptyAccount(
  scenario: Pick<Scenario, 'accountId' | 'seed' | 'caller' | 'roles' | 'denials'>,
  now: number,
): AccountState {
  const createdAt = now - 400 * day;
  return {
    accountId: scenario.accountId,
    seed: scenario.seed,
    ids: createIdSource(scenario.seed),
    agenda: new Agenda(),
    buckets: new Map(),
    bucketNames: new SortedKeys(),
    accessPoints: new Map(),
    backup: new Map(),
    roles: new Map(scenario.roles.map((role) => [role.name, createRole(role, scenario.accountId, createdAt)])),
    policies: createManagedPolicies(createdAt),
    identities: createIdentities(),
    callers: new Map(),
    defaultCaller: scenario.caller,
    denials: new Set(scenario.denials),
    failsToRestore: undefined,
    pretendedSize: undefined,
  };
}

function createRole({ name, path, attached }: ScenarioRole, accountId: string, createdAt: number): Role {
  return {
    name,
    path,
    arn: `arn:aws:iam::${accountId}:role${path}${name}`,
    createdAt,
    trustPolicy: {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { Service: 'backup.amazonaws.com' }, Action: 'sts:AssumeRole' }],
    },
    attached,
    inline: {},
  };
}

function pretend(state: AccountState, scenario: Scenario): void {
  for (const [name, size] of Object.entries(scenario.pretended)) {
    const bucket = state.buckets.get(name);
    if (bucket !== undefined) {
      bucket.pretended ??= size;
    }
  }
}

interface Play {
  readonly state: AccountState;
  readonly answers: ReadonlyMap<string, unknown>;
  readonly number: number;
}

function perform(step: Step, at: number, play: Play): unknown {
  const { state } = play;
  const operation = allOperations.find(({ name, service }) => name === step.operation && service === step.service);
  if (operation === undefined) {
    throw new Error(`The scenario calls ${step.service} ${step.operation}, which is not there.`);
  }
  const input = fill(step.input, play) as Record<string, unknown>;
  const body = input['Body'];
  const call: Call = { state, region: step.region, now: at, caller: state.defaultCaller };
  return operation.handle({ ...input, ...(typeof body === 'string' && { Body: Buffer.from(body) }) } as never, call);
}

/** Puts answers and numbers into the texts of an input. */
function fill(value: unknown, play: Play): unknown {
  if (typeof value === 'string') {
    return value.replace(/\{([^{}"]+)\}/g, (_whole, name: string) => resolve(name, play));
  }
  if (Array.isArray(value)) {
    return value.map((item) => fill(item, play));
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fill(item, play)]))
    : value;
}

function resolve(name: string, { state, answers, number }: Play): string {
  if (name === 'n') {
    return String(number + 1);
  }
  const bucket = /^snapshot of (.+)$/.exec(name)?.[1];
  if (bucket !== undefined) {
    return newestSnapshot(state, bucket);
  }
  const [answer = '', member = ''] = name.split('.');
  const value: unknown = (answers.get(answer) as Record<string, unknown> | undefined)?.[member];
  if (typeof value !== 'string') {
    throw new Error(`The scenario names {${name}}, which no earlier answer has.`);
  }
  return value;
}

function newestSnapshot(state: AccountState, bucket: string): string {
  const region = backupIn(state, state.buckets.get(bucket)?.region ?? '');
  const points = [...(region.resources.get(bucketArn(bucket))?.points.values() ?? [])];
  const newest = points.filter((point) => !isContinuous(point)).sort((a, b) => b.createdAt - a.createdAt)[0];
  if (newest === undefined) {
    throw new Error(`The scenario names a snapshot of ${bucket}, which has none.`);
  }
  return newest.arn;
}

function timesOf(step: Step, now: number): number[] {
  const first = timeOf(step.at, now);
  if (step.every === undefined) {
    return [first];
  }
  const last = timeOf(step.until ?? '-0m', now);
  const times: number[] = [];
  for (let at = first; at <= last; at += distance(step.every)) {
    times.push(at);
  }
  return times;
}

function timeOf(when: When, now: number): number {
  if (typeof when === 'string') {
    return now - distance(when.replace(/^-/, ''));
  }
  const cron = parseCron(when.sinceLast);
  let last = now - 8 * day;
  for (let next = cron.next(last); next !== undefined && next <= now; next = cron.next(last)) {
    last = next;
  }
  return Math.round((last + now) / 2);
}

const units: Readonly<Record<string, number>> = { d: day, h: hour, m: minute };

function distance(text: string): number {
  const [, count, unit = ''] = /^(\d+(?:\.\d+)?)([dhm])$/.exec(text) ?? [];
  const length = Number(count) * (units[unit] ?? Number.NaN);
  if (Number.isNaN(length)) {
    throw new Error(`"${text}" is not a distance in time such as 40d, 3h or 20m.`);
  }
  return length;
}
