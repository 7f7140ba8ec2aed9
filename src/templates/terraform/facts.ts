import * as l10n from '@vscode/l10n';
import type { Fact } from '../../model/fact';
import { absent, known, unknown } from '../../model/fact';
import type { Body, Written } from './body';
import type { ScalarValue, Value } from './value';

function reasonOf(value: Value): string {
  return value.kind === 'unknown' ? value.why : 'its value is not known';
}

/** What an attribute says, if it is written and known; `convert` gives `undefined` for what does not fit. */
function readFact<T>(written: Written | undefined, convert: (value: ScalarValue['value']) => T | undefined): Fact<T> {
  if (written === undefined) return absent;
  const { value, at } = written;
  if (value.kind !== 'scalar') return unknown(reasonOf(value), at);
  const converted = convert(value.value);
  if (converted === undefined) return unknown(l10n.t('its value is none of those that Terraform takes'), at);
  return known(converted, value.defaulted ? 'default' : 'written', at);
}

export function textFact(written: Written | undefined): Fact<string> {
  return readFact(written, (value) => (value === null ? undefined : String(value)));
}

export function booleanFact(written: Written | undefined): Fact<boolean> {
  return readFact(written, (value) => {
    // Files of old write "True"; Terraform itself takes lower case only.
    const word = String(value).toLowerCase();
    if (word === 'true') return true;
    return word === 'false' ? false : undefined;
  });
}

export function numberFact(written: Written | undefined): Fact<number> {
  return readFact(written, (value) => {
    const number = value === null || value === '' ? Number.NaN : Number(value);
    return Number.isNaN(number) ? undefined : number;
  });
}

/** What one of the given words stands for. Any other word switches nothing on: AWS refuses it. */
export function wordFact<T>(written: Written | undefined, words: ReadonlyMap<string, T>, other: T): Fact<T> {
  return readFact(written, (value) => (typeof value === 'string' ? (words.get(value) ?? other) : undefined));
}

/** What the only block of a type says: absent where there is none, unknown where there may be more than could be read. */
export function blockFact<T>(body: Body, type: string, read: (block: Body) => Fact<T>): Fact<T> {
  const { items, open } = body.blocks(type);
  const [first] = items;
  if (open) return unknown(l10n.t('it is not known which {0} blocks there are', type), body.at);
  if (first === undefined) return body.broken ? unknown(l10n.t('its block does not parse')) : absent;
  return read(first);
}
