import type { Uri } from 'vscode';
import { workspace } from 'vscode';
import { ModuleCalls } from '../lint/moduleCalls';
import { OpenFiles } from './openFiles';
import { fileOf } from './paths';

/** What is not the user's own, or a copy of it. */
const left = '**/{node_modules,.terraform,cdk.out}/**';

/** How many Terraform files are looked through for calls; in a larger workspace modules are judged alone. */
const mostFiles = 20_000;

/** How many files are read at once. */
const atOnce = 32;

/** The modules of the workspace that call a module. */
export type Callers =
  | { readonly kind: 'known'; readonly directories: readonly string[] }
  /** `why` completes "judged alone: …". */
  | { readonly kind: 'unknown'; readonly why: string };

/**
 * Knows which modules of the workspace call which. The files are read once, when a module is first asked about, and
 * from then on one by one as they change.
 */
export class CallerIndex {
  readonly #calls = new ModuleCalls();
  #filling: Promise<void> | undefined;
  #state: 'empty' | 'filled' | 'too-large' = 'empty';

  /** Gets to know the workspace. */
  fill(): Promise<void> {
    return (this.#filling ??= this.#fill());
  }

  /** What is known of the callers of a directory at this moment. */
  callersOf(directory: string): Callers {
    switch (this.#state) {
      case 'empty':
        return { kind: 'unknown', why: 'still looking for modules that call it' };
      case 'too-large':
        return { kind: 'unknown', why: `the workspace has more than ${mostFiles} Terraform files` };
      case 'filled':
        return { kind: 'known', directories: this.#calls.callersOf(directory) };
    }
  }

  /** The directories that are called from a directory, as far as they are known. */
  calledBy(directory: string): readonly string[] {
    return this.#calls.calledBy(directory);
  }

  /** Forgets the files that are gone. @returns the directories that were called from them. */
  forget(isGone: (file: string) => boolean): readonly string[] {
    return this.#calls.forget(isGone);
  }

  /** A file has another text, perhaps one that is not saved. */
  changed(file: string, text: string): void {
    if (this.#filling !== undefined) this.#calls.set(file, text);
  }

  /** A file on the disk was made, changed or deleted. */
  async changedOnDisk(uri: Uri): Promise<void> {
    if (this.#filling === undefined) return;
    const file = fileOf(uri);
    this.#calls.set(file, await new OpenFiles().read(file));
  }

  async #fill(): Promise<void> {
    const uris = await workspace.findFiles('**/*.{tf,tofu,tf.json,tofu.json}', left, mostFiles + 1);
    if (uris.length > mostFiles) {
      this.#state = 'too-large';
      return;
    }
    const files = new OpenFiles();
    for (let at = 0; at < uris.length; at += atOnce) {
      const batch = uris.slice(at, at + atOnce).map(fileOf);
      const texts = await Promise.all(batch.map((file) => files.read(file)));
      batch.forEach((file, index) => {
        this.#calls.set(file, texts[index]);
      });
    }
    this.#state = 'filled';
  }
}
