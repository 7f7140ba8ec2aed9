import * as l10n from '@vscode/l10n';
import type { Command } from './command';
import { whichSubjects } from './whichSubjects';

/** Opens all that is known of something as a document. */
export const viewJson: Command = {
  id: 's3backup.viewJson',
  run: async (services, argument) => {
    const [subject] = await whichSubjects(
      services,
      [argument],
      ({ json }) => json !== undefined,
      l10n.t('View what as JSON?'),
    );
    if (subject === undefined) return;
    const { jsonDocument } = await import('../explorer/documents/jsonDocument');
    await services.documents.show(jsonDocument(subject));
  },
};
