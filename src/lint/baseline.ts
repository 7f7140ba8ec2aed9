import { relativeTo } from './paths';
import type { LintFinding } from './result';

/** What tells a finding from others while lines move: no place, only the rule and what it is about. */
interface Fingerprint {
  readonly rule: string;
  /** Relative to the folder of the baseline. */
  readonly file: string;
  readonly resource: string;
}

function fingerprint(finding: LintFinding, directory: string): Fingerprint {
  return { rule: finding.rule, file: relativeTo(directory, finding.file), resource: finding.resource };
}

function keyOf({ rule, file, resource }: Fingerprint): string {
  return JSON.stringify([rule, file, resource]);
}

/** The findings that were there when somebody began to lint, and are not to be told again. */
export class Baseline {
  readonly #directory: string;
  readonly #known: ReadonlySet<string>;

  constructor(directory: string, known: readonly Fingerprint[]) {
    this.#directory = directory;
    this.#known = new Set(known.map(keyOf));
  }

  holds(finding: LintFinding): boolean {
    return this.#known.has(keyOf(fingerprint(finding, this.#directory)));
  }
}

function isFingerprint(value: unknown): value is Fingerprint {
  if (typeof value !== 'object' || value === null) return false;
  const { rule, file, resource } = value as Partial<Record<keyof Fingerprint, unknown>>;
  return typeof rule === 'string' && typeof file === 'string' && typeof resource === 'string';
}

/**
 * Reads a baseline.
 * @param directory The folder that it is in.
 * @returns `undefined` where the text is no baseline.
 */
export function parseBaseline(text: string, directory: string): Baseline | undefined {
  try {
    const value = JSON.parse(text) as { readonly findings?: unknown } | null;
    const findings: unknown = value?.findings;
    if (!Array.isArray(findings) || !findings.every(isFingerprint)) return undefined;
    return new Baseline(directory, findings);
  } catch {
    return undefined;
  }
}

/** Writes findings down as a baseline, in an order that makes small differences. */
export function formatBaseline(findings: readonly LintFinding[], directory: string): string {
  const known = new Map(
    findings.map((finding) => {
      const print = fingerprint(finding, directory);
      return [keyOf(print), print];
    }),
  );
  const sorted = [...known].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, print]) => print);
  return `${JSON.stringify({ findings: sorted }, undefined, 2)}\n`;
}
