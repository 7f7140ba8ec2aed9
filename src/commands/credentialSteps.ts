import * as l10n from '@vscode/l10n';
import type { QuickPickItem } from 'vscode';
import { QuickPickItemKind } from 'vscode';
import type { AwsConnection, Endpoints } from '../aws/connection';
import { isEndpoint } from '../aws/connection';
import type { Profile } from '../aws/profiles';
import { listProfiles } from '../aws/profiles';
import { readConnectionChoice } from '../ui/connectionSettings';
import { looksLikeRegion } from '../ui/regions';
import type { StepResult } from '../ui/steps';
import { pickStep, textStep } from '../ui/steps';
import { regionItems } from './regionItems';

const totalSteps = 3;

/** By what to log in. */
type Source =
  | { readonly kind: 'profile'; readonly profile: string }
  | { readonly kind: 'environment' }
  | { readonly kind: 'metadata' };

/** What is chosen so far; it is offered again when a person goes back. */
interface Draft {
  readonly source: Source | undefined;
  readonly regions: readonly string[];
  readonly endpoint: string;
  readonly endpoints: Endpoints | undefined;
}

interface SourceItem extends QuickPickItem {
  readonly source?: Source;
  /** The Region that belongs to it. */
  readonly region?: string | undefined;
}

function title(): string {
  return l10n.t('Use an AWS profile');
}

function profileItem({ name, region, kind, problem }: Profile): SourceItem {
  const named = process.env['AWS_PROFILE'] === name ? ['AWS_PROFILE'] : [];
  return {
    label: name,
    description: [...named, region, kind].filter(Boolean).join(' · '),
    ...(problem !== undefined && { detail: l10n.t('$(warning) Cannot be used: {0}.', problem) }),
    source: { kind: 'profile', profile: name },
    region,
  };
}

function sourceItems(profiles: readonly Profile[]): readonly SourceItem[] {
  const { AWS_ACCESS_KEY_ID: key, AWS_WEB_IDENTITY_TOKEN_FILE: token, AWS_REGION, AWS_DEFAULT_REGION } = process.env;
  const region = AWS_REGION ?? AWS_DEFAULT_REGION;
  const set =
    key === undefined ? (token === undefined ? undefined : 'AWS_WEB_IDENTITY_TOKEN_FILE') : 'AWS_ACCESS_KEY_ID';
  return [
    { label: l10n.t('Profiles of the AWS configuration files'), kind: QuickPickItemKind.Separator },
    ...profiles.map(profileItem),
    { label: l10n.t('Others'), kind: QuickPickItemKind.Separator },
    {
      label: l10n.t('$(terminal) Environment variables'),
      description: set === undefined ? l10n.t('AWS_ACCESS_KEY_ID is not set') : l10n.t('{0} is set', set),
      source: { kind: 'environment' },
      region,
    },
    {
      label: l10n.t('$(vm) Role of this container or EC2 instance'),
      source: { kind: 'metadata' },
      region,
    },
  ];
}

function isSame(one: Source | undefined, other: Source | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function currentDraft(): Draft {
  const choice = readConnectionChoice();
  if (choice.kind !== 'ready' || choice.connection.kind === 'sample') {
    const { AWS_PROFILE: profile } = process.env;
    const source: Source | undefined = profile === undefined ? undefined : { kind: 'profile', profile };
    return { source, regions: [], endpoint: '', endpoints: undefined };
  }
  const { connection } = choice;
  const { regions, endpoint, endpoints } = connection;
  return { source: sourceOf(connection), regions, endpoint: endpoint ?? '', endpoints };
}

function sourceOf(connection: AwsConnection): Source {
  return connection.kind === 'profile' ? { kind: 'profile', profile: connection.profile } : { kind: connection.kind };
}

async function askSource(items: readonly SourceItem[], draft: Draft): Promise<StepResult<Draft>> {
  const chosen = items.find(({ source }) => source !== undefined && isSame(source, draft.source))?.label;
  const result = await pickStep({
    title: title(),
    step: 1,
    totalSteps,
    placeholder: items.some(({ source }) => source?.kind === 'profile')
      ? l10n.t('Whose buckets?')
      : l10n.t('There are no profiles in the AWS configuration files. "aws configure" makes one.'),
    items,
    chosen: chosen === undefined ? [] : [chosen],
  });
  if (result.kind !== 'value') return result;
  const item = items.find(({ label, source }) => source !== undefined && label === result.value[0]);
  const isOther = !isSame(item?.source, draft.source) || draft.regions.length === 0;
  const regions = isOther && item?.region !== undefined ? [item.region] : draft.regions;
  return { kind: 'value', value: { ...draft, source: item?.source, regions } };
}

async function askRegions(draft: Draft): Promise<StepResult<Draft>> {
  const result = await pickStep({
    title: title(),
    step: 2,
    totalSteps,
    placeholder: l10n.t('In which Regions? Choose one or more, or type another'),
    items: regionItems(draft.regions),
    chosen: draft.regions,
    many: true,
    typed: (text) => (looksLikeRegion(text) ? undefined : l10n.t('This is no Region.')),
  });
  return result.kind === 'value' ? { kind: 'value', value: { ...draft, regions: result.value } } : result;
}

async function askEndpoint(draft: Draft): Promise<StepResult<Draft>> {
  const result = await textStep({
    title: title(),
    step: 3,
    totalSteps,
    prompt: l10n.t('Endpoint, for LocalStack and the like. Leave empty for AWS, or for what the profile says.'),
    value: draft.endpoint,
    validate: (text) => (text === '' || isEndpoint(text) ? undefined : l10n.t('This is no http or https URL.')),
  });
  return result.kind === 'value' ? { kind: 'value', value: { ...draft, endpoint: result.value } } : result;
}

/** Goes through the steps, back and forth. @returns `undefined` where the person gives up. */
async function ask(items: readonly SourceItem[]): Promise<Draft | undefined> {
  const steps = [(draft: Draft) => askSource(items, draft), askRegions, askEndpoint];
  let draft = currentDraft();
  let at = 0;
  while (at < steps.length) {
    const result = await steps[at]?.(draft);
    if (result === undefined || result.kind === 'cancelled') return undefined;
    if (result.kind === 'value') draft = result.value;
    at += result.kind === 'back' ? -1 : 1;
  }
  return draft;
}

/** Lets a person choose credentials, Regions and an endpoint. @returns `undefined` where the person gives up. */
export async function chooseConnection(): Promise<AwsConnection | undefined> {
  const draft = await ask(sourceItems(await listProfiles()));
  if (draft?.source === undefined) return undefined;
  const { source, regions, endpoint, endpoints } = draft;
  return {
    ...source,
    regions,
    ...(endpoint !== '' && { endpoint }),
    // What was set for single services stays, but belongs to the credentials that it was set for.
    ...(endpoints !== undefined && isSame(source, currentDraft().source) && { endpoints }),
  };
}
