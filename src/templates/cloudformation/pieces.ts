import { parseJson } from './jsonSyntax';
import type { Parsed } from './parsed';
import { parseYaml } from './yamlSyntax';

export type Format = 'yaml' | 'json';

/** How many parsed pieces are kept: enough for the open templates of a large project. */
const capacity = 2000;

/** Parses pieces of templates, each text once: after a keystroke only the piece that it changed is parsed. */
export class Pieces {
  readonly #kept: Readonly<Record<Format, Map<string, Parsed>>> = { yaml: new Map(), json: new Map() };

  parse(format: Format, text: string): Parsed {
    const kept = this.#kept[format];
    const parsed = kept.get(text) ?? (format === 'yaml' ? parseYaml(text) : parseJson(text));
    // What was asked for last goes to the end, so what goes first is what was not needed for longest.
    kept.delete(text);
    kept.set(text, parsed);
    for (const oldest of kept.keys()) {
      if (kept.size <= capacity) break;
      kept.delete(oldest);
    }
    return parsed;
  }
}
