import type { Estate } from '../../../src/model/estate';
import type { Finding } from '../../../src/model/finding';
import { judge } from '../../../src/verdict/judge';
import { estate } from './estates';

/** What one rule finds in an estate. */
export function findingsOf(rule: string, changes: Partial<Estate>): readonly Finding[] {
  return judge(estate(changes)).filter((finding) => finding.rule === rule);
}

/** The same, as the ids of what it is about. */
export function subjectsOf(rule: string, changes: Partial<Estate>): readonly string[] {
  return findingsOf(rule, changes).map(({ subject }) => subject);
}
