import type { WorkEntry } from '../../aws/journal/entry';
import type { AskedRestore } from '../../aws/restore/startRestore';
import type { RestoreRequest } from '../../protection/restore/request';
import type { RestoreVerdict } from '../../protection/restore/verdict';

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

/** What a restore of ours was asked for, as the journal kept it; `undefined` for other work. */
export function askedRestore({ asked, operation }: WorkEntry): RestoreRequest | undefined {
  const { kind, request } = fieldsOf(asked);
  const { origin, destination, scope } = fieldsOf(request);
  const isWhole = [origin, destination, scope].every((part) => typeof part === 'object' && part !== null);
  // Nobody but this program writes it; a later release may have another form.
  return operation.kind === 'StartRestoreJob' && kind === 'restore' && isWhole
    ? (asked as unknown as AskedRestore).request
    : undefined;
}

/** What was found when a restore of ours had ended. */
export function verdictOfEntry({ state, operation }: WorkEntry): RestoreVerdict | undefined {
  if (operation.kind !== 'StartRestoreJob' || state.kind !== 'ended') return undefined;
  const { keys, losses, gaps } = fieldsOf(state.verified);
  const isWhole = Array.isArray(keys) && Array.isArray(gaps) && typeof losses === 'object' && losses !== null;
  return isWhole ? (state.verified as unknown as RestoreVerdict) : undefined;
}
