import { workspace } from 'vscode';
import type { Configuration } from '../lint/configuration';
import { emptyConfiguration, layered, readConfiguration } from '../lint/configuration';
import { uriOf } from './paths';
import { lintSection } from './settings';

export interface LintSettings {
  readonly configuration: Configuration;
  /** What cannot be understood, and is left out: a sentence each. */
  readonly problems: readonly string[];
}

/** What the settings say of how a file is linted, where no configuration file says otherwise. */
export function lintSettings(file: string): LintSettings {
  const settings = workspace.getConfiguration(lintSection, uriOf(file));
  let configuration = emptyConfiguration;
  const problems: string[] = [];
  for (const name of ['rules', 'honourPeers', 'fixOnSave']) {
    const parsed = readConfiguration({ [name]: settings.get(name) });
    if (parsed.kind === 'configuration') configuration = layered(parsed.configuration, configuration);
    else problems.push(parsed.why);
  }
  return { configuration, problems };
}
