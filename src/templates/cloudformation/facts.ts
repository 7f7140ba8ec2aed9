import * as l10n from '@vscode/l10n';
import type { Basis, Fact, OpenList } from '../../model/fact';
import { unknown } from '../../model/fact';
import type { SourceRange } from '../../model/source';
import type { Span } from './syntax';
import type { Value } from './value';
import { factOf, member } from './value';

/** Where a stretch of the template is, for the origin of a fact. */
export type Locate = (span: Span) => SourceRange;

function basisOf(value: Value): Basis {
  return value.byDefault ? 'default' : 'written';
}

/** A fact from one written value; `parse` gives `undefined` for what it cannot be. */
export function scalarFact<T>(value: Value, locate: Locate, parse: (text: string) => T | undefined): Fact<T> {
  return factOf<T>(value, (written) => {
    const origin = locate(value.span);
    const parsed = written.kind === 'scalar' ? parse(written.text) : undefined;
    if (parsed === undefined) return unknown(l10n.t('its value is not one that CloudFormation accepts'), origin);
    return { state: 'known', value: parsed, basis: basisOf(written), origin };
  });
}

export function stringFact(value: Value, locate: Locate): Fact<string> {
  return scalarFact(value, locate, (text) => text);
}

/** CloudFormation reads YAML 1.1, where `yes` and `on` are true, and takes strings for booleans. */
export function booleanFact(value: Value, locate: Locate): Fact<boolean> {
  return scalarFact(value, locate, (text) => {
    if (/^(true|yes|on)$/i.test(text)) return true;
    return /^(false|no|off)$/i.test(text) ? false : undefined;
  });
}

export function numberFact(value: Value, locate: Locate): Fact<number> {
  return scalarFact(value, locate, (text) => {
    const number = text.trim() === '' ? NaN : Number(text);
    return Number.isFinite(number) ? number : undefined;
  });
}

/**
 * The members of a list. It is open where members may be missing from what is seen.
 * @returns an empty closed list for a property that is not there.
 */
export function listOf(value: Value): OpenList<Value> {
  switch (value.kind) {
    case 'list': {
      const items = value.items.filter((item) => item.kind === 'map' || item.kind === 'scalar' || item.kind === 'list');
      return { items, open: items.length < value.items.length };
    }
    case 'nothing':
      return { items: [], open: false };
    // CloudFormation takes one object for a list of one.
    case 'map':
      return { items: [value], open: value.open !== undefined };
    case 'scalar':
      return { items: [value], open: false };
    case 'unknown':
    case 'either':
      return { items: [], open: true };
  }
}

/** The value at the end of a path of properties. */
export function memberAt(value: Value, path: readonly string[]): Value {
  return path.reduce(member, value);
}
