import * as l10n from '@vscode/l10n';
import { parseArn } from '../../model/arn';
import type { Fact } from '../../model/fact';
import { known } from '../../model/fact';
import type { Place } from '../../model/place';
import type { BlockBody, Written } from './body';
import type { DeclaredResource } from './declaredResources';
import { textFact } from './facts';
import { configurationOf, providerOf } from './provider';
import { comparableText } from './sharedIdentity';
import { members } from './value';

/** What of a provider's configuration says whose account it works in. */
const credentials = ['profile', 'access_key', 'shared_config_files', 'shared_credentials_files', 'allowed_account_ids'];
const roleBlocks = ['assume_role', 'assume_role_with_web_identity'];

function accountOfRole(configuration: BlockBody): string | undefined {
  const { items, open } = configuration.blocks('assume_role');
  const role = open ? undefined : items.at(-1)?.attribute('role_arn');
  const arn = role && textFact(role);
  return arn?.state === 'known' ? parseArn(arn.value)?.account : undefined;
}

function onlyAllowed(written: Written | undefined): string | undefined {
  const found = written && members(written.value);
  const [only, ...more] = found?.entries ?? [];
  if (only?.value.kind !== 'scalar' || more.length > 0 || found?.rest !== undefined) return undefined;
  return String(only.value.value);
}

function unknownAccount(identity: string): Fact<string> {
  return { state: 'unknown', why: l10n.t('the credentials of the provider decide it'), identity };
}

/** Two providers that say nothing of credentials take the same ones from their environment. */
function accountOf({ instance, module }: DeclaredResource): Fact<string> {
  const configuration = configurationOf(instance, module);
  if (configuration === 'none') return unknownAccount('of the environment');
  if (configuration === 'unknown') return unknownAccount(providerOf(instance, module));
  const account = accountOfRole(configuration) ?? onlyAllowed(configuration.attribute('allowed_account_ids'));
  if (account !== undefined && account !== '') return known(account, 'derived', configuration.at);
  const isPlain =
    credentials.every((name) => configuration.attribute(name) === undefined) &&
    roleBlocks.every((type) => configuration.blocks(type).items.length === 0 && !configuration.blocks(type).open);
  return unknownAccount(isPlain ? 'of the environment' : JSON.stringify(configuration.at));
}

function regionOf(resource: DeclaredResource): Fact<string> {
  const { instance, module } = resource;
  const configuration = configurationOf(instance, module);
  const own = instance.body.attribute('region');
  const written = own ?? (typeof configuration === 'string' ? undefined : configuration.attribute('region'));
  const fact: Fact<string> =
    written === undefined
      ? { state: 'unknown', why: l10n.t('the provider gets it from its environment') }
      : comparableText(written, resource);
  if (fact.state !== 'unknown' || fact.identity !== undefined) return fact;
  return { ...fact, identity: providerOf(instance, module) };
}

/** Where a resource is made, as far as the configuration of its provider says. */
export function placeOf(resource: DeclaredResource): Place {
  return { account: accountOf(resource), region: regionOf(resource) };
}
