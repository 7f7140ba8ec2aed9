import * as l10n from '@vscode/l10n';
import type { QuickPickItem } from 'vscode';
import { QuickInputButtons, QuickPickItemKind, window } from 'vscode';
import type { BucketPlace } from '../aws/changes/goal';
import { failureSentences, classify } from '../aws/failure';
import { listVersionsAction } from '../aws/objects/listVersions';
import { keyWords } from '../explorer/objects/words';
import type { AccountSession } from '../explorer/session/accountSession';
import type { KeyHistory } from '../protection/versions/history';

/** What a person can choose while walking through a bucket. */
type Choice =
  | { readonly kind: 'folder'; readonly prefix: string }
  | { readonly kind: 'key'; readonly history: KeyHistory }
  | { readonly kind: 'here' }
  | { readonly kind: 'more' };

interface ChoiceItem extends QuickPickItem {
  readonly choice?: Choice;
}

/** What is looked for: a key, or a folder. */
export interface Wanted {
  readonly question: string;
  readonly folders: boolean;
  readonly fits: (history: KeyHistory) => boolean;
}

function parentOf(prefix: string): string {
  return prefix.slice(0, prefix.lastIndexOf('/', prefix.length - 2) + 1);
}

function itemsOf(place: BucketPlace, prefix: string, wanted: Wanted, session: AccountSession): ChoiceItem[] {
  const list = session.objects.folder(place, prefix);
  const here: ChoiceItem = { label: l10n.t('$(check) This folder'), description: prefix, choice: { kind: 'here' } };
  const folders = list.prefixes.map((inner): ChoiceItem => ({
    label: `$(folder) ${inner.slice(prefix.length)}`,
    choice: { kind: 'folder', prefix: inner },
  }));
  const keys = wanted.folders ? [] : list.keys.filter(wanted.fits);
  const objects = keys.map((history): ChoiceItem => ({
    label: `${history.versions[0]?.kind === 'deleteMarker' ? '$(trash)' : '$(file)'} ${history.key.slice(prefix.length)}`,
    description: keyWords(history, session.now()),
    choice: { kind: 'key', history },
  }));
  const more: ChoiceItem = { label: l10n.t('$(ellipsis) Load more'), alwaysShow: true, choice: { kind: 'more' } };
  return [
    ...(wanted.folders ? [here] : []),
    ...folders,
    ...objects,
    ...(list.hasMore ? [more] : []),
    ...(folders.length + objects.length === 0 && !list.hasMore
      ? [{ label: l10n.t('Nothing here fits.'), kind: QuickPickItemKind.Separator }]
      : []),
  ];
}

/** One folder of the walk: what was chosen, or the wish to go up. */
function chooseIn(place: BucketPlace, prefix: string, wanted: Wanted, session: AccountSession) {
  const pick = window.createQuickPick<ChoiceItem>();
  pick.title = `s3://${place.bucket}/${prefix}`;
  pick.placeholder = wanted.question;
  pick.ignoreFocusOut = true;
  pick.buttons = prefix === '' ? [] : [QuickInputButtons.Back];
  const load = async (next: 'open' | 'more'): Promise<void> => {
    pick.busy = true;
    const list = session.objects.folder(place, prefix);
    try {
      await (next === 'open' ? list.open() : list.more());
      pick.items = itemsOf(place, prefix, wanted, session);
    } catch (error) {
      const label = failureSentences(classify(error, listVersionsAction));
      pick.items = [{ label, kind: QuickPickItemKind.Separator }];
    }
    pick.busy = false;
  };
  return new Promise<Choice | 'up' | undefined>((resolve) => {
    pick.onDidAccept(() => {
      const choice = pick.selectedItems[0]?.choice;
      if (choice?.kind === 'more') {
        void load('more');
        return;
      }
      if (choice === undefined) return;
      resolve(choice);
      pick.hide();
    });
    pick.onDidTriggerButton(() => {
      resolve('up');
      pick.hide();
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
    void load('open');
  });
}

/**
 * Lets a person walk through the folders of a bucket to a key or a folder.
 * @returns the key, or the prefix of the folder; `undefined` where the person gives up.
 */
export async function pickObject(
  place: BucketPlace,
  wanted: Wanted,
  session: AccountSession,
): Promise<KeyHistory | string | undefined> {
  let prefix = '';
  for (;;) {
    const choice = await chooseIn(place, prefix, wanted, session);
    if (choice === undefined) return undefined;
    if (choice === 'up') prefix = parentOf(prefix);
    else if (choice.kind === 'folder') prefix = choice.prefix;
    else if (choice.kind === 'key') return choice.history;
    else return prefix;
  }
}
