import type { Command } from './command';
import { whichBucket } from './whichBucket';

/** Opens a document that says, step by step, why a bucket has its status. */
export const explainStatus: Command = {
  id: 's3backup.explainStatus',
  run: async ({ current, documents }, argument) => {
    const name = await whichBucket(current, argument);
    const { session } = current;
    if (name === undefined || session === undefined) return;
    const { explanationDocument } = await import('../explorer/documents/explanationDocument');
    await documents.showRendered(explanationDocument(name, session, current.isAws));
  },
};
