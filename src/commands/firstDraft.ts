import { ownPlans, ownVaults } from '../aws/changes/protectOptions';
import { valueOf } from '../model/fact';
import type { ProtectDraft, ProtectSubject } from './protectDraft';
import { firstProtectDraft } from './protectDraft';

/** The only plan, where there is one; and for a new one a vault that is there and not locked. */
export function firstDraft({ reading }: ProtectSubject): ProtectDraft {
  const [only, ...others] = ownPlans(reading);
  const vault = ownVaults(reading).find(({ locked }) => valueOf(locked) === false);
  const name = vault && valueOf(vault.name);
  const draft = firstProtectDraft(name === undefined ? undefined : { name, isNew: false });
  return only === undefined || others.length > 0 ? draft : { ...draft, plan: only.id };
}
