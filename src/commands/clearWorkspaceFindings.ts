import type { Command } from './command';

/** Forgets what the last scan of the workspace found: only open files keep their findings. */
export const clearWorkspaceFindings: Command = {
  id: 's3backup.clearWorkspaceFindings',
  run({ workspaceLint }) {
    workspaceLint.clear();
    return Promise.resolve();
  },
};
