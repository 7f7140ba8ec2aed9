import type { Estate } from '../model/estate';
import type { Finding } from '../model/finding';
import { catalogue } from '../rules/catalogue';
import type { Rule } from '../rules/rule';

/** Runs the rules on an estate, in the order of the catalogue. */
export function judge(estate: Estate, rules: readonly Rule[] = catalogue): readonly Finding[] {
  return rules.flatMap((rule) =>
    rule.check(estate).map((violation) => ({ rule: rule.id, severity: rule.severity, ...violation })),
  );
}
