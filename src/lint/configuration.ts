import * as l10n from '@vscode/l10n';
import type { ParseError } from 'jsonc-parser';
import { parse, printParseErrorCode } from 'jsonc-parser';
import type { Severity } from '../model/finding';
import { catalogue } from '../rules/catalogue';

/** The name of the file that says how the files below its folder are linted. */
export const configurationName = '.s3backup.json';

/** What a rule's findings count as. */
export type Level = 'off' | Severity;

export const levels: readonly Level[] = ['off', 'error', 'warning', 'info', 'hint'];

/** How files are linted. What is left out is left to the defaults. */
export interface Configuration {
  /** By the id of the rule. */
  readonly rules: ReadonlyMap<string, Level>;
  /** Whether other linters' suppressions count for rules of equal meaning. */
  readonly honourPeers?: boolean;
  /** The file of the findings that are known already, as written. */
  readonly baseline?: string;
  /** The rules whose preferred fixes are applied with those that are safe when a file is saved. */
  readonly fixOnSave?: readonly string[];
}

export const emptyConfiguration: Configuration = { rules: new Map() };

export type ParsedConfiguration =
  | { readonly kind: 'configuration'; readonly configuration: Configuration }
  /** `why` is a sentence that names the property. */
  | { readonly kind: 'wrong'; readonly why: string };

class Wrong extends Error {}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function ruleId(value: unknown, where: string): string {
  if (typeof value !== 'string' || !catalogue.some(({ id }) => id === value)) {
    throw new Wrong(l10n.t('{0}: there is no rule {1}.', where, JSON.stringify(value)));
  }
  return value;
}

/** @throws {Wrong} */
function readRules(value: unknown): ReadonlyMap<string, Level> {
  if (!isRecord(value)) throw new Wrong(l10n.t('"rules" is not an object.'));
  return new Map(
    Object.entries(value).map(([rule, given]) => {
      const level = levels.find((one) => one === given);
      if (level === undefined) {
        throw new Wrong(
          l10n.t('"rules": {0} for {1} is not one of {2}.', JSON.stringify(given), rule, levels.join(', ')),
        );
      }
      return [ruleId(rule, '"rules"'), level];
    }),
  );
}

type Reader = (value: unknown) => Partial<Configuration>;

/** What each property gives. */
const readers: Readonly<Record<string, Reader>> = {
  $schema: () => ({}),
  rules: (value) => ({ rules: readRules(value) }),
  honourPeers: (value) => {
    if (typeof value !== 'boolean') throw new Wrong(l10n.t('"honourPeers" is neither true nor false.'));
    return { honourPeers: value };
  },
  baseline: (value) => {
    if (typeof value !== 'string' || value === '') throw new Wrong(l10n.t('"baseline" is not the name of a file.'));
    return { baseline: value };
  },
  fixOnSave: (value) => {
    if (!Array.isArray(value)) throw new Wrong(l10n.t('"fixOnSave" is not a list of rules.'));
    return { fixOnSave: value.map((rule) => ruleId(rule, '"fixOnSave"')) };
  },
};

/** Reads settings that are plain data already. */
export function readConfiguration(value: unknown): ParsedConfiguration {
  try {
    if (!isRecord(value)) throw new Wrong(l10n.t('The file does not hold an object.'));
    let configuration = emptyConfiguration;
    for (const [name, given] of Object.entries(value)) {
      const reader = Object.hasOwn(readers, name) ? readers[name] : undefined;
      if (reader === undefined) throw new Wrong(l10n.t('There is no property {0}.', JSON.stringify(name)));
      configuration = { ...configuration, ...reader(given) };
    }
    return { kind: 'configuration', configuration };
  } catch (error) {
    if (error instanceof Wrong) return { kind: 'wrong', why: error.message };
    throw error;
  }
}

/** Reads the text of a configuration file. Comments and trailing commas are welcome. */
export function parseConfiguration(text: string): ParsedConfiguration {
  const errors: ParseError[] = [];
  let value: unknown;
  try {
    value = parse(text, errors, { allowTrailingComma: true });
  } catch (error) {
    // The parser goes down by calls.
    if (error instanceof RangeError) return { kind: 'wrong', why: l10n.t('It is nested too deeply.') };
    throw error;
  }
  const [error] = errors;
  if (error !== undefined) {
    const line = text.slice(0, error.offset).split('\n').length;
    return { kind: 'wrong', why: l10n.t('It does not parse: {0}, line {1}.', printParseErrorCode(error.error), line) };
  }
  return readConfiguration(value);
}

/** One configuration over another: what the upper one leaves out, the lower one says. */
export function layered(upper: Configuration, lower: Configuration): Configuration {
  return { ...lower, ...upper, rules: new Map([...lower.rules, ...upper.rules]) };
}
