import type { Fact } from '../../model/fact';
import type { Written } from './body';
import type { DeclaredResource } from './declaredResources';
import { ancestors } from './declaredResources';
import { textFact } from './facts';
import { identity } from './value';

/** What stands for one member of a collection that is not known, and for another one elsewhere. */
const differsByMember = /keyof\(|valueof\(|range\(|…|some#/;

/** Whether a resource and the modules around it are there once each, not for instances that could not be counted. */
export function isSingle({ instance, module }: DeclaredResource): boolean {
  return !instance.slot.uncounted && ancestors(module).every(({ slot }) => !slot?.uncounted);
}

/** A text of which it can be told whether it equals another one, even where it is not known. */
export function comparableText(written: Written | undefined, of: DeclaredResource): Fact<string> {
  const fact = textFact(written);
  if (fact.state !== 'unknown' || written === undefined || !isSingle(of)) return fact;
  const own = identity(written.value);
  if (own === undefined || differsByMember.test(own)) return fact;
  return { ...fact, identity: own };
}
