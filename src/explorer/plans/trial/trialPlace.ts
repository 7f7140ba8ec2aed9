import * as l10n from '@vscode/l10n';
import { Uri } from 'vscode';
import { trialEnding as ending } from './trialEnding';

/** What a tried text stands for. All of it is in the address, so that a text that survives a restart is still tried. */
export interface TrialPlace {
  readonly region: string;
  /** The selection that it is compared with; empty for a new one. */
  readonly selectionId: string;
  /** What a person calls it. */
  readonly name: string;
}

export const outcomeScheme = 's3backup-trial';

/** The text that is edited: it belongs to no file. */
export function textUri({ region, selectionId, name }: TrialPlace): Uri {
  const parts = [region, selectionId === '' ? 'new' : `of-${encodeURIComponent(selectionId)}`, `${name}${ending}`];
  return Uri.from({ scheme: 'untitled', path: `/${parts.join('/')}` });
}

/** @returns `undefined` for any other document. */
export function placeOf({ scheme, path }: Uri): TrialPlace | undefined {
  if (scheme !== 'untitled' || !path.endsWith(ending)) return undefined;
  const [file = '', which = '', region] = path.slice(1).split('/').reverse();
  if (region === undefined) return undefined;
  const selectionId = which === 'new' ? '' : decodeURIComponent(which.replace(/^of-/u, ''));
  return { region, selectionId, name: file.slice(0, -ending.length) };
}

/** The document beside it, which says what the text would match. Its last part is the title of its tab. */
export function outcomeUri(text: Uri): Uri {
  const name = placeOf(text)?.name ?? '';
  return Uri.from({ scheme: outcomeScheme, path: `${text.path}/${l10n.t('What {0} would match', name)}.diff` });
}

export function textOfOutcome({ path }: Uri): Uri {
  return Uri.from({ scheme: 'untitled', path: path.slice(0, path.lastIndexOf('/')) });
}
