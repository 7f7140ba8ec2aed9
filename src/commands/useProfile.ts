import type { QuickPickItem } from 'vscode';
import { window } from 'vscode';
import type { Profile } from '../aws/profiles';
import { isEndpoint, readConnectionChoice, writeConnection } from '../ui/connectionSettings';
import { looksLikeRegion } from '../ui/regions';
import type { StepResult } from '../ui/steps';
import { pickStep, textStep } from '../ui/steps';
import type { Command } from './command';
import { regionItems } from './regionItems';

const title = 'Use an AWS profile';
const totalSteps = 3;

function profileItem({ name, region, kind }: Profile): QuickPickItem {
  return { label: name, description: [region, kind].filter(Boolean).join(' · ') };
}

/** What is chosen so far; it is offered again when a person goes back. */
interface Draft {
  readonly profile: string;
  readonly regions: readonly string[];
  readonly endpoint: string;
}

function current(): Draft {
  const choice = readConnectionChoice();
  if (choice.kind !== 'ready' || choice.connection.kind !== 'profile')
    return { profile: '', regions: [], endpoint: '' };
  const { profile, regions, endpoint } = choice.connection;
  return { profile, regions, endpoint: endpoint ?? '' };
}

async function askProfile(profiles: readonly Profile[], draft: Draft): Promise<StepResult<Draft>> {
  const result = await pickStep({
    title,
    step: 1,
    totalSteps,
    placeholder: 'Whose buckets? A profile of the shared AWS configuration files',
    items: profiles.map(profileItem),
    chosen: [draft.profile],
  });
  if (result.kind !== 'value') return result;
  const profile = result.value[0] ?? '';
  const own = profiles.find(({ name }) => name === profile)?.region;
  const regions = profile === draft.profile || own === undefined ? draft.regions : [own];
  return { kind: 'value', value: { ...draft, profile, regions } };
}

async function askRegions(draft: Draft): Promise<StepResult<Draft>> {
  const result = await pickStep({
    title,
    step: 2,
    totalSteps,
    placeholder: 'In which Regions? Choose one or more, or type another',
    items: regionItems(draft.regions),
    chosen: draft.regions,
    many: true,
    typed: (text) => (looksLikeRegion(text) ? undefined : 'This is no Region.'),
  });
  return result.kind === 'value' ? { kind: 'value', value: { ...draft, regions: result.value } } : result;
}

async function askEndpoint(draft: Draft): Promise<StepResult<Draft>> {
  const result = await textStep({
    title,
    step: 3,
    totalSteps,
    prompt: 'Endpoint, for LocalStack and the like. Leave empty for AWS.',
    value: draft.endpoint,
    validate: (text) => (text === '' || isEndpoint(text) ? undefined : 'This is no http or https URL.'),
  });
  return result.kind === 'value' ? { kind: 'value', value: { ...draft, endpoint: result.value } } : result;
}

/** Goes through the steps, back and forth. @returns `undefined` where the person gives up. */
async function ask(profiles: readonly Profile[]): Promise<Draft | undefined> {
  const steps = [(draft: Draft) => askProfile(profiles, draft), askRegions, askEndpoint];
  let draft = current();
  let at = 0;
  while (at < steps.length) {
    const result = await steps[at]?.(draft);
    if (result === undefined || result.kind === 'cancelled') return undefined;
    if (result.kind === 'value') draft = result.value;
    at += result.kind === 'back' ? -1 : 1;
  }
  return draft;
}

export const useProfile: Command = {
  id: 's3backup.useProfile',
  run: async () => {
    const { listProfiles } = await import('../aws/profiles');
    const profiles = await listProfiles();
    if (profiles.length === 0) {
      const text = 'There are no AWS profiles on this machine. Make one with "aws configure", then try again.';
      await window.showInformationMessage(text);
      return;
    }
    const draft = await ask(profiles);
    if (draft === undefined) return;
    const { profile, regions, endpoint } = draft;
    await writeConnection({ kind: 'profile', profile, regions, ...(endpoint !== '' && { endpoint }) });
  },
};
