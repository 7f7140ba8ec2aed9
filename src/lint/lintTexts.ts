import type { Dialect, Files, SourceText, TemplateReading } from '../templates/dialect';
import type { Elsewhere } from './amongOthers';
import { amongOthers } from './amongOthers';
import { bucketFacts } from './bucketFacts';
import type { Configurations } from './configurations';
import { applyConfigurations } from './configured';
import { findingsOf } from './findings';
import type { LintResult } from './result';
import { Suppressions } from './suppressions';

/** The texts that are to be judged, in one dialect. */
export interface DialectTexts {
  readonly dialect: Dialect;
  readonly sources: readonly SourceText[];
}

/** Files that remember what was read through them: suppressions stand in files that only a dialect knows of. */
class Remembering implements Files {
  readonly texts = new Map<string, string>();
  readonly directories?: (directory: string) => Promise<readonly string[]>;
  readonly #lists = new Map<string, Promise<readonly string[]>>();
  readonly #files: Files;

  constructor(files: Files) {
    this.#files = files;
    if (files.directories !== undefined) this.directories = files.directories.bind(files);
  }

  async read(file: string): Promise<string | undefined> {
    const text = this.texts.get(file) ?? (await this.#files.read(file));
    if (text !== undefined) this.texts.set(file, text);
    return text;
  }

  list(directory: string): Promise<readonly string[]> {
    const list = this.#lists.get(directory) ?? this.#files.list(directory);
    this.#lists.set(directory, list);
    return list;
  }
}

export interface LintTextsOptions {
  /** How files are linted; where it is left out, every finding is told as it is. */
  readonly configurations?: Configurations;
  /** What other scopes may select; by default nothing. */
  readonly elsewhere?: Elsewhere;
}

/** Reads and judges texts. Nothing is written and nothing is fetched. */
export async function lintTexts(
  texts: readonly DialectTexts[],
  files: Files,
  { configurations, elsewhere }: LintTextsOptions = {},
): Promise<LintResult> {
  const remembering = new Remembering(files);
  const separate: TemplateReading[] = [];
  for (const { dialect, sources } of texts) {
    for (const { file, text } of sources) remembering.texts.set(file, text);
    separate.push(...(await dialect.read(sources, remembering)));
  }
  const readings = amongOthers(separate, elsewhere);
  const written = readings.flatMap((reading) => reading.suppressions ?? []);
  const findings = findingsOf(readings, new Suppressions(remembering.texts, written));
  return {
    findings: configurations === undefined ? findings : await applyConfigurations(findings, configurations),
    buckets: readings.flatMap(({ estate }) =>
      estate.buckets.items.flatMap((bucket) => bucketFacts(bucket, estate) ?? []),
    ),
    skipped: readings.flatMap((reading) => reading.skipped),
    estates: readings.map(({ estate }) => estate),
  };
}
