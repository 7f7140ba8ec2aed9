import type { Command } from './command';

/** Opens a selection as text, with what it would match beside it. */
export const trySelection: Command = {
  id: 's3backup.trySelection',
  run: async ({ current, trials }, argument) => {
    const session = await current.open();
    if (session === undefined) return;
    const { pickCandidate } = await import('../explorer/plans/trial/candidates');
    const rowId: unknown = typeof argument === 'object' && argument !== null ? Reflect.get(argument, 'id') : undefined;
    const candidate = await pickCandidate(session, rowId);
    if (candidate !== undefined) await (await trials.load()).open(candidate.place, candidate.text);
  },
};
