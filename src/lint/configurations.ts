import * as l10n from '@vscode/l10n';
import type { Files } from '../templates/dialect';
import type { Baseline } from './baseline';
import { parseBaseline } from './baseline';
import type { Configuration } from './configuration';
import { configurationName, emptyConfiguration, layered, parseConfiguration } from './configuration';
import { ancestors, directoryOf, join, resolveFrom } from './paths';

/** A file that should say how to lint, and cannot be understood. */
export interface ConfigurationProblem {
  readonly file: string;
  readonly why: string;
}

/** How one file is linted. */
export interface FileConfiguration extends Configuration {
  readonly known?: Baseline;
}

export interface ConfigurationSources {
  readonly files: Files;
  /** The one file that is to be used for everything, instead of the nearest one. */
  readonly only?: string;
  /** What holds for a file where no configuration file says otherwise, such as an editor's settings. */
  readonly below?: (file: string) => Configuration;
}

/** Finds out how files are linted: the nearest `.s3backup.json` up the tree decides. Each file is read once. */
export class Configurations {
  readonly #sources: ConfigurationSources;
  readonly #deciding = new Map<string, Promise<string | undefined>>();
  readonly #texts = new Map<string, Promise<string | undefined>>();
  readonly #configurations = new Map<string, Promise<FileConfiguration>>();
  readonly #problems = new Map<string, ConfigurationProblem>();

  constructor(sources: ConfigurationSources) {
    this.#sources = sources;
  }

  /** What could not be understood so far. Such a file decides nothing. */
  get problems(): readonly ConfigurationProblem[] {
    return [...this.#problems.values()];
  }

  /** How a file is linted. */
  async of(file: string): Promise<FileConfiguration> {
    const decides = await this.#decidingFile(file);
    const upper = decides === undefined ? emptyConfiguration : await this.#configurationIn(decides);
    return layered(upper, this.#sources.below?.(file) ?? emptyConfiguration);
  }

  async #decidingFile(file: string): Promise<string | undefined> {
    const { only } = this.#sources;
    if (only !== undefined) return only;
    const directory = directoryOf(file);
    const deciding = this.#deciding.get(directory) ?? this.#nearest(file);
    this.#deciding.set(directory, deciding);
    return deciding;
  }

  async #nearest(file: string): Promise<string | undefined> {
    const candidates = ancestors(file).map((directory) => join(directory, configurationName));
    const texts = await Promise.all(candidates.map((candidate) => this.#textOf(candidate)));
    return candidates.find((_, index) => texts[index] !== undefined);
  }

  #textOf(file: string): Promise<string | undefined> {
    const text = this.#texts.get(file) ?? this.#sources.files.read(file);
    this.#texts.set(file, text);
    return text;
  }

  #configurationIn(file: string): Promise<FileConfiguration> {
    const configuration = this.#configurations.get(file) ?? this.#read(file);
    this.#configurations.set(file, configuration);
    return configuration;
  }

  async #read(file: string): Promise<FileConfiguration> {
    const text = await this.#textOf(file);
    if (text === undefined) return this.#wrong(file, l10n.t('It cannot be read.'));
    const parsed = parseConfiguration(text);
    if (parsed.kind === 'wrong') return this.#wrong(file, parsed.why);
    const { configuration } = parsed;
    return { ...configuration, ...(await this.#readBaseline(file, configuration)) };
  }

  async #readBaseline(file: string, { baseline }: Configuration): Promise<{ readonly known?: Baseline }> {
    if (baseline === undefined) return {};
    const path = resolveFrom(directoryOf(file), baseline);
    const text = await this.#textOf(path);
    const known = text === undefined ? undefined : parseBaseline(text, directoryOf(path));
    if (known !== undefined) return { known };
    this.#wrong(
      path,
      text === undefined ? l10n.t('There is no such baseline; {0} names it.', file) : l10n.t('It is no baseline.'),
    );
    return {};
  }

  #wrong(file: string, why: string): FileConfiguration {
    this.#problems.set(file, { file, why });
    return emptyConfiguration;
  }
}
