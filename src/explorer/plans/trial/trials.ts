import type { Disposable, TextDocument } from 'vscode';
import { workspace } from 'vscode';
import type { CurrentSession } from '../../session/currentSession';
import type { SelectionTrials } from './selectionTrials';
import { trialEnding } from './trialEnding';

/** Selections that are tried as text, loaded with the first of them: also one that has survived a restart. */
export class Trials implements Disposable {
  readonly #current: CurrentSession;
  readonly #subscription: Disposable;
  #loaded: Promise<SelectionTrials> | undefined;

  constructor(current: CurrentSession) {
    this.#current = current;
    const look = ({ uri }: TextDocument): void => {
      if (uri.scheme === 'untitled' && uri.path.endsWith(trialEnding)) void this.load();
    };
    this.#subscription = workspace.onDidOpenTextDocument(look);
    workspace.textDocuments.forEach(look);
  }

  load(): Promise<SelectionTrials> {
    this.#loaded ??= import('./selectionTrials').then(({ SelectionTrials: Loaded }) => new Loaded(this.#current));
    return this.#loaded;
  }

  dispose(): void {
    this.#subscription.dispose();
    void this.#loaded?.then((trials) => {
      trials.dispose();
    });
  }
}
