import type { Group } from './groups';
import type { JudgeOptions } from './judgeGroups';
import type { ProjectProgress } from './project';
import type { Judgement } from './result';
import type { ScanOutcome, ScanRequest } from './scan';

/** What a worker is started with. */
export interface WorkerStart {
  /** The strings of the editor's language; English where there are none. */
  readonly strings: Readonly<Record<string, string>> | undefined;
}

/** What a worker is asked to do. It does one thing at a time. */
export type WorkerTask =
  | { readonly kind: 'scan'; readonly request: ScanRequest }
  /** Only what is on the disk counts, and no configuration does. */
  | { readonly kind: 'judge'; readonly groups: readonly Group[]; readonly options: JudgeOptions };

/** What a worker says while it works, and when it is done. */
export type WorkerReport =
  | { readonly kind: 'progress'; readonly progress: ProjectProgress }
  | { readonly kind: 'scanned'; readonly outcome: ScanOutcome }
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
  readonly onReport: (report: WorkerReport) => void;
  readonly onFailure: (error: Error) => void;
}

/** The other end of a worker. */
export class WorkerClient {
  readonly #thread: WorkerThread;
  #waiting: Waiting | undefined;
  #failure: Error | undefined;

  constructor(thread: WorkerThread) {
    this.#thread = thread;
    thread.on('message', (report) => {
      if (report.kind === 'failed') this.#waiting?.onFailure(asError(report.error));
      else this.#waiting?.onReport(report);
    });
    thread.on('error', (error) => {
      this.#failure = asError(error);
      this.#waiting?.onFailure(this.#failure);
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
      return report.kind === 'scanned' ? report.outcome : undefined;
    });
    const stop = (): void => {
      this.stop();
      this.#waiting?.onFailure(asError(signal?.reason));
    };
    signal?.addEventListener('abort', stop, { once: true });
    try {
      return await answer;
    } finally {
      signal?.removeEventListener('abort', stop);
    }
  }

  judge(groups: readonly Group[], options: JudgeOptions): Promise<readonly Judgement[]> {
    return this.#ask({ kind: 'judge', groups, options }, (report) =>
      report.kind === 'judged' ? report.judgements : undefined,
    );
  }

  stop(): void {
    void this.#thread.terminate();
  }

  /** @param answerIn The answer that a report holds, if it does. */
  #ask<T>(task: WorkerTask, answerIn: (report: WorkerReport) => T | undefined): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      if (this.#failure !== undefined) throw this.#failure;
      this.#waiting = {
        onReport: (report) => {
          const answer = answerIn(report);
          if (answer !== undefined) resolve(answer);
        },
        onFailure: reject,
      };
      this.#thread.postMessage(task);
    });
  }
}

export interface WorkerPrograms {
  scan(request: ScanRequest, onProgress: (progress: ProjectProgress) => void): Promise<ScanOutcome>;
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

/** Does what a worker is asked, and says what comes of it. */
export async function work(
  task: WorkerTask,
  programs: WorkerPrograms,
  say: (report: WorkerReport) => void,
): Promise<void> {
  try {
    switch (task.kind) {
      case 'scan': {
        const onProgress = seldom((progress: ProjectProgress) => {
          say({ kind: 'progress', progress });
        });
        say({ kind: 'scanned', outcome: await programs.scan(task.request, onProgress) });
        break;
      }
      case 'judge':
        say({ kind: 'judged', judgements: await programs.judge(task.groups, task.options) });
        break;
    }
  } catch (error) {
    say({ kind: 'failed', error });
  }
}
