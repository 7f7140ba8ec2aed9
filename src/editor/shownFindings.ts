import type { Disposable } from 'vscode';
import { languages } from 'vscode';
import type { LintFinding } from '../lint/result';
import type { Slices } from '../shared/slices';
import { fileOf, uriOf } from './paths';
import { deferTo } from './settings';
import type * as peerDiagnostics from './peerDiagnostics';
import { diagnosticSource, toDiagnostic } from './toDiagnostic';

type PeerDiagnostics = typeof peerDiagnostics;

/**
 * The diagnostics that are shown: of an open document those of its text as it is, of any other file those of the last
 * scan of the workspace. What another extension says already is left to it, where the user wants that.
 */
export class ShownFindings {
  readonly #collection = languages.createDiagnosticCollection(diagnosticSource);
  readonly #live = new Map<string, readonly LintFinding[]>();
  #scanned: Map<string, readonly LintFinding[]> | undefined;
  /** Which findings of a file are left to others at the moment. */
  readonly #left = new Map<string, string>();
  #peers: PeerDiagnostics | undefined;
  readonly #subscriptions: readonly Pick<Disposable, 'dispose'>[];

  constructor() {
    this.#subscriptions = [
      this.#collection,
      languages.onDidChangeDiagnostics(({ uris }) => {
        for (const uri of uris) this.#othersChanged(fileOf(uri));
      }),
    ];
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  /** Whether there is a scan of the workspace, so that files count that are not open. */
  get hasScan(): boolean {
    return this.#scanned !== undefined;
  }

  /** The files in which the last scan found something, or that have changed since. */
  get scannedFiles(): readonly string[] {
    return [...(this.#scanned?.keys() ?? [])];
  }

  /** What is found in an open document. */
  setLive(file: string, findings: readonly LintFinding[]): void {
    this.#live.set(file, findings);
    this.#show(file);
  }

  /** A document is not looked at any more: it was closed, or is not to be linted. */
  deleteLive(file: string): void {
    if (this.#live.delete(file)) this.#show(file);
  }

  /**
   * Replaces the scan by a new one, in slices: a workspace may have findings in thousands of files.
   * @param isWanted whether findings of a file are shown.
   */
  async setScan(
    findings: readonly LintFinding[],
    isWanted: (file: string) => boolean,
    slices: Pick<Slices, 'breathe'>,
  ): Promise<void> {
    const before = this.scannedFiles;
    const scanned = new Map<string, LintFinding[]>();
    for (const finding of findings) {
      const ofFile = scanned.get(finding.file);
      if (ofFile === undefined) scanned.set(finding.file, [finding]);
      else ofFile.push(finding);
    }
    this.#scanned = scanned;
    for (const file of new Set([...before, ...scanned.keys()])) {
      await slices.breathe();
      // A newer scan shows what it found.
      if (this.#scanned !== scanned) return;
      if (scanned.has(file) && !isWanted(file)) scanned.delete(file);
      this.#show(file);
    }
  }

  /** Forgets the scan: what is open is shown, and nothing else. */
  clearScan(): void {
    const before = this.scannedFiles;
    this.#scanned = undefined;
    for (const file of before) this.#show(file);
  }

  /** Some files of the scan have been judged anew. */
  updateScan(files: Iterable<string>, findings: readonly LintFinding[]): void {
    if (this.#scanned === undefined) return;
    for (const file of files) {
      const ofFile = findings.filter((finding) => finding.file === file);
      if (ofFile.length === 0 && !this.#scanned.has(file)) continue;
      this.#scanned.set(file, ofFile);
      this.#show(file);
    }
  }

  #findingsOf(file: string): readonly LintFinding[] {
    return this.#live.get(file) ?? this.#scanned?.get(file) ?? [];
  }

  #show(file: string): void {
    const findings = this.#findingsOf(file);
    const left = this.#leftToOthers(file, findings);
    this.#left.set(file, [...left].join());
    const shown = findings.filter((_, index) => !left.has(index));
    if (shown.length === 0) this.#collection.delete(uriOf(file));
    else this.#collection.set(uriOf(file), shown.map(toDiagnostic));
    if (findings.length === 0) this.#left.delete(file);
  }

  /** The indexes of the findings that others report already. */
  #leftToOthers(file: string, findings: readonly LintFinding[]): ReadonlySet<number> {
    const uri = uriOf(file);
    const peers = deferTo(uri);
    if (peers.length === 0 || findings.length === 0) return new Set();
    if (this.#peers === undefined) {
      void this.#loadPeers(file);
      return new Set();
    }
    const { isLeftToPeer } = this.#peers;
    const others = languages.getDiagnostics(uri);
    return new Set(findings.flatMap((finding, index) => (isLeftToPeer(finding, others, peers) ? [index] : [])));
  }

  /** What knows other linters is loaded for those who want it. */
  async #loadPeers(file: string): Promise<void> {
    this.#peers = await import('./peerDiagnostics');
    this.#show(file);
  }

  #othersChanged(file: string): void {
    if (!this.#left.has(file)) return;
    const left = this.#leftToOthers(file, this.#findingsOf(file));
    if ([...left].join() !== this.#left.get(file)) this.#show(file);
  }
}
