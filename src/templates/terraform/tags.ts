import * as l10n from '@vscode/l10n';
import type { Posture } from '../../model/bucket';
import type { Fact } from '../../model/fact';
import { absent, known, unknown } from '../../model/fact';
import type { SourceRange } from '../../model/source';
import type { DeclaredBucket } from './declaredResources';
import { callFunction } from './functions';
import { defaultTags } from './provider';
import { comparableText } from './sharedIdentity';
import type { Value } from './value';
import { isNull, scalar } from './value';

function tagFacts(value: Value, at: SourceRange, bucket: DeclaredBucket): Posture['tags'] {
  if (value.kind === 'unknown') return unknown(value.why);
  if (value.kind !== 'object') return absent;
  // A tag whose value is null is left out.
  const entries = [...value.entries].flatMap(([key, entry]): (readonly [string, Fact<string>])[] =>
    isNull(entry) ? [] : [[key, comparableText({ value: entry, at }, bucket)]],
  );
  return known({ entries: new Map(entries), open: value.rest !== undefined });
}

/** The tags of a bucket, those of its provider among them. */
export function tagsOf(bucket: DeclaredBucket): Posture['tags'] {
  const { instance, module } = bucket;
  if (instance.body.broken) return unknown(l10n.t('its block does not parse'));
  const own = instance.body.attribute('tags')?.value;
  const inherited = defaultTags(instance, module);
  if (own === undefined && inherited === undefined) return absent;
  return tagFacts(callFunction('merge', [inherited ?? scalar(null), own ?? scalar(null)]), instance.body.at, bucket);
}
