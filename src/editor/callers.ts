import * as l10n from '@vscode/l10n';
import type { Uri } from 'vscode';
import { workspace } from 'vscode';
import type { StampedUnits } from '../lint/unitTies';
import { UnitTies } from '../lint/unitTies';
import { cloudFormationLook } from '../templates/cloudformation/look';
import { maxTextLength } from '../templates/limits';
import { terraformLook } from '../templates/terraform/look';
import { OpenFiles } from './openFiles';
import { fileOf } from './paths';
import type { Unit } from './units';
import { isWalked, unitOfFile } from './units';

/** What is not the user's own, or a copy of it. */
const left = '**/{node_modules,.terraform,cdk.out}/**';

/** The files of each kind of unit. */
const patterns: Readonly<Record<Unit['kind'], string>> = {
  module: '**/*.{tf,tofu,tf.json,tofu.json}',
  template: '**/*.{yaml,yml,json,template,cfn,cform}',
};

/** How many files of one kind are looked through; in a larger workspace units are judged alone. */
const mostFiles = 20_000;

/** How many files are read at once. */
const atOnce = 32;

/** A longer file, in bytes, is no text that is judged, however it is encoded. */
const longestFile = 3 * maxTextLength;

/** What else of the workspace bears on a unit. */
export type Around =
  | {
      readonly kind: 'known';
      /** The units that call it, by their paths: it is judged through them. */
      readonly callers: readonly string[];
      /** The units of the workspace that may select its buckets and are not judged with it. */
      readonly selecting: StampedUnits;
    }
  /** `why` completes "judged alone: …". */
  | { readonly kind: 'unknown'; readonly why: string };

const nothingSelects: StampedUnits = { paths: [], stamp: '' };

async function readUnlessTooLong(files: OpenFiles, uri: Uri): Promise<string | undefined> {
  try {
    if ((await workspace.fs.stat(uri)).size > longestFile) return undefined;
  } catch {
    return undefined;
  }
  return files.read(fileOf(uri));
}

type Filled = 'empty' | 'filled' | 'too-large';

/**
 * Knows which modules and templates of the workspace bear on which. The files are read once, when a unit is first asked
 * about that they may bear on, and from then on one by one as they change.
 */
export class CallerIndex {
  readonly #ties = new UnitTies([terraformLook, cloudFormationLook]);
  readonly #filling = new Map<Unit['kind'], Promise<void>>();
  readonly #filled: Record<Unit['kind'], Filled> = { module: 'empty', template: 'empty' };

  /** Gets to know all that may bear on a unit. */
  async fill({ key, kind }: Unit): Promise<void> {
    await this.#fill(kind);
    // Selections reach across dialects, but matter only to a unit that has some of its own.
    if (this.#ties.selects(key)) await this.#fill(kind === 'module' ? 'template' : 'module');
  }

  /** What is known at this moment. */
  around({ key, kind }: Unit): Around {
    const selects = this.#ties.selects(key);
    const needed = selects ? Object.values(this.#filled) : [this.#filled[kind]];
    if (needed.includes('too-large')) {
      return {
        kind: 'unknown',
        why: l10n.t('the workspace has more than {0} Terraform files or templates', mostFiles),
      };
    }
    if (needed.includes('empty')) return { kind: 'unknown', why: l10n.t('still looking for what calls it') };
    const selecting = selects ? this.#ties.selectingBeside(key) : nothingSelects;
    return { kind: 'known', callers: this.#ties.callersOf(key), selecting };
  }

  /** The units that are called from a unit, as far as they are known. */
  calledBy(path: string): readonly string[] {
    return this.#ties.calledBy(path);
  }

  /** All units of which something else may be said when a unit changes; itself among them. */
  bearsOn(path: string): ReadonlySet<string> {
    return this.#ties.bearsOn(path);
  }

  /** Whether the coverage of buckets in other units may change with a unit. */
  selectsBesideOthers(path: string): boolean {
    return this.#ties.selects(path) && this.#ties.selectingBeside(path).paths.length > 0;
  }

  /** Forgets the files that are gone. @returns the units that were called from them, and all that they bore on. */
  forget(isGone: (file: string) => boolean): ReturnType<UnitTies['forget']> {
    return this.#ties.forget(isGone);
  }

  /** A file has another text, perhaps one that is not saved. */
  changed(uri: Uri, text: string): void {
    if (isWalked(uri)) this.#ties.set(fileOf(uri), text);
  }

  /** Something that is read with a unit has changed, beside its own files. */
  touched(path: string): void {
    this.#ties.touch(path);
  }

  /** A file on the disk was made, changed or deleted. */
  async changedOnDisk(uri: Uri): Promise<void> {
    const kind = unitOfFile(uri)?.kind;
    if (kind === undefined || !this.#filling.has(kind) || !isWalked(uri)) return;
    this.#ties.set(fileOf(uri), await readUnlessTooLong(new OpenFiles(), uri));
  }

  #fill(kind: Unit['kind']): Promise<void> {
    const before = this.#filling.get(kind);
    if (before !== undefined) return before;
    const filling = this.#readAll(kind);
    this.#filling.set(kind, filling);
    return filling;
  }

  async #readAll(kind: Unit['kind']): Promise<void> {
    const uris = await workspace.findFiles(patterns[kind], left, mostFiles + 1);
    if (uris.length > mostFiles) {
      this.#filled[kind] = 'too-large';
      return;
    }
    const files = new OpenFiles();
    const walked = uris.filter(isWalked);
    for (let at = 0; at < walked.length; at += atOnce) {
      const batch = walked.slice(at, at + atOnce);
      const texts = await Promise.all(batch.map((uri) => readUnlessTooLong(files, uri)));
      batch.forEach((uri, index) => {
        this.#ties.set(fileOf(uri), texts[index]);
      });
    }
    this.#filled[kind] = 'filled';
  }
}
