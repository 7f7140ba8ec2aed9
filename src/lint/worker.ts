import type { Group } from './groups';
import type { JudgeOptions } from './judgeGroups';
import type { ProjectProgress } from './project';
import type { Judgement, LintFinding } from './result';
import type { ScanOutcome, ScanRequest } from './scan';
import type { Surveyed } from './survey';
import type { Part } from './walk';

/** What a worker is started with. */
export interface WorkerStart {
  /** The strings of the editor's language; English where there are none. */
  readonly strings: Readonly<Record<string, string>> | undefined;
}

/** What a worker is asked to do. It does one thing after the other. */
export type WorkerTask =
  | { readonly kind: 'scan'; readonly request: ScanRequest }
  /** More of what the scan found, as long as there is more. */
  | { readonly kind: 'fetch' }
  | { readonly kind: 'survey'; readonly parts: readonly Part[] }
  /** Only what is on the disk counts, and no configuration does. */
  | { readonly kind: 'judge'; readonly groups: readonly Group[]; readonly options: JudgeOptions };

/** What a worker says while it works, and when it is done. */
export type WorkerReport =
  | { readonly kind: 'progress'; readonly progress: ProjectProgress }
  /** With the first findings. */
  | { readonly kind: 'scanned'; readonly outcome: ScanOutcome; readonly more: boolean }
  | { readonly kind: 'fetched'; readonly findings: readonly LintFinding[]; readonly more: boolean }
  | { readonly kind: 'surveyed'; readonly surveyed: Surveyed }
  | { readonly kind: 'judged'; readonly judgements: readonly Judgement[] }
  | { readonly kind: 'failed'; readonly error: unknown };

/** A thread that runs the worker's program; a `Worker` of Node is one. */
export interface WorkerThread {
  postMessage(task: WorkerTask): void;
  on(event: 'message', listener: (report: WorkerReport) => void): unknown;
  on(event: 'error', listener: (error: unknown) => void): unknown;
  terminate(): unknown;
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

interface Waiting {
  /** @returns whether this is what was waited for. */
  readonly onReport: (report: WorkerReport) => boolean;
  readonly onFailure: (error: Error) => void;
}

/** The other end of a worker. What it is asked while it works, it does afterwards. */
export class WorkerClient {
  readonly #thread: WorkerThread;
  /** The one that was asked first stands first. */
  readonly #waiting: Waiting[] = [];
  #failure: Error | undefined;

  constructor(thread: WorkerThread) {
    this.#thread = thread;
    thread.on('message', (report) => {
      if (report.kind === 'failed') this.#waiting.shift()?.onFailure(asError(report.error));
      else if (this.#waiting[0]?.onReport(report) === true) this.#waiting.shift();
    });
    thread.on('error', (error) => {
      this.#fail(asError(error));
    });
  }

  /**
   * Judges a workspace.
   * @param signal ends the thread; the promise is rejected with the signal's reason.
   */
  async scan(
    request: ScanRequest,
    onProgress: (progress: ProjectProgress) => void = () => undefined,
    signal?: AbortSignal,
  ): Promise<ScanOutcome> {
    signal?.throwIfAborted();
    const answer = this.#ask({ kind: 'scan', request }, (report) => {
      if (report.kind === 'progress') onProgress(report.progress);
      return report.kind === 'scanned' ? report : undefined;
    });
    const stop = (): void => {
      this.stop();
      this.#fail(asError(signal?.reason));
    };
    signal?.addEventListener('abort', stop, { once: true });
    try {
      const { outcome, more } = await answer;
      return outcome.kind === 'done' && more ? await this.#withAll(outcome) : outcome;
    } finally {
      signal?.removeEventListener('abort', stop);
    }
  }

  /** Fetches what of the findings has not come yet: each part is unpacked for itself, and others get turns between. */
  async #withAll({ result }: Extract<ScanOutcome, { kind: 'done' }>): Promise<ScanOutcome> {
    const findings = [...result.findings];
    for (let more = true; more;) {
      const part = await this.#ask({ kind: 'fetch' }, (report) => (report.kind === 'fetched' ? report : undefined));
      findings.push(...part.findings);
      ({ more } = part);
    }
    return { kind: 'done', result: { ...result, findings } };
  }

  survey(parts: readonly Part[]): Promise<Surveyed> {
    return this.#ask({ kind: 'survey', parts }, (report) => (report.kind === 'surveyed' ? report.surveyed : undefined));
  }

  judge(groups: readonly Group[], options: JudgeOptions): Promise<readonly Judgement[]> {
    return this.#ask({ kind: 'judge', groups, options }, (report) =>
      report.kind === 'judged' ? report.judgements : undefined,
    );
  }

  #fail(failure: Error): void {
    this.#failure = failure;
    for (const { onFailure } of this.#waiting.splice(0)) onFailure(failure);
  }

  stop(): void {
    void this.#thread.terminate();
  }

  /** @param answerIn The answer that a report holds, if it does. */
  #ask<T>(task: WorkerTask, answerIn: (report: WorkerReport) => T | undefined): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      if (this.#failure !== undefined) throw this.#failure;
      this.#waiting.push({
        onReport: (report) => {
          const answer = answerIn(report);
          if (answer !== undefined) resolve(answer);
          return answer !== undefined;
        },
        onFailure: reject,
      });
      this.#thread.postMessage(task);
    });
  }
}

export interface WorkerPrograms {
  scan(request: ScanRequest, onProgress: (progress: ProjectProgress) => void): Promise<ScanOutcome>;
  survey(parts: readonly Part[]): Promise<Surveyed>;
  judge(groups: readonly Group[], options: JudgeOptions): Promise<readonly Judgement[]>;
}

/** How often progress is told, in milliseconds: as often as somebody could see it. */
const progressEvery = 50;

/** Lets through what is said, but not more often than somebody could see. */
function seldom<T>(say: (value: T) => void): (value: T) => void {
  let last = -Infinity;
  return (value) => {
    const now = performance.now();
    if (now - last < progressEvery) return;
    last = now;
    say(value);
  };
}

/** How many findings are sent at once: it takes the receiver a few milliseconds to unpack them. */
const findingsAtOnce = 100;

/** Does what a worker is asked, and says what comes of it. */
export class WorkerProgram {
  readonly #programs: WorkerPrograms;
  readonly #say: (report: WorkerReport) => void;
  /** What was found and not sent yet. */
  #findings: LintFinding[] = [];
  #last: Promise<void> = Promise.resolve();

  constructor(programs: WorkerPrograms, say: (report: WorkerReport) => void) {
    this.#programs = programs;
    this.#say = say;
  }

  /** Does it when all is done that was asked before. */
  do(task: WorkerTask): Promise<void> {
    return (this.#last = this.#last.then(() => this.#do(task)));
  }

  async #do(task: WorkerTask): Promise<void> {
    try {
      this.#say(await this.#answer(task));
    } catch (error) {
      this.#say({ kind: 'failed', error });
    }
  }

  async #answer(task: WorkerTask): Promise<WorkerReport> {
    switch (task.kind) {
      case 'scan':
        return this.#scan(task.request);
      case 'fetch':
        return { kind: 'fetched', ...this.#next() };
      case 'survey':
        return { kind: 'surveyed', surveyed: await this.#programs.survey(task.parts) };
      case 'judge':
        return { kind: 'judged', judgements: await this.#programs.judge(task.groups, task.options) };
    }
  }

  async #scan(request: ScanRequest): Promise<WorkerReport> {
    const onProgress = seldom((progress: ProjectProgress) => {
      this.#say({ kind: 'progress', progress });
    });
    const outcome = await this.#programs.scan(request, onProgress);
    if (outcome.kind === 'missing') return { kind: 'scanned', outcome, more: false };
    this.#findings = [...outcome.result.findings];
    const { findings, more } = this.#next();
    return { kind: 'scanned', outcome: { kind: 'done', result: { ...outcome.result, findings } }, more };
  }

  #next(): { readonly findings: readonly LintFinding[]; readonly more: boolean } {
    const findings = this.#findings.splice(0, findingsAtOnce);
    return { findings, more: this.#findings.length > 0 };
  }
}
