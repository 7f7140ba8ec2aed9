import type { TestResults } from './testResults.mjs';

/** Runs `test/integration` in a real extension host. */
export declare function runIntegrationTests(): Promise<TestResults>;

/** Runs `test/integration/multiRoot` in a real extension host whose window has two folders. */
export declare function runMultiRootTests(): Promise<TestResults>;

/**
 * Runs one module of `out/integration` in a real extension host.
 *
 * @param runner its name; it exports `run()`, which writes its results into the file `S3BACKUP_TEST_RESULTS` names
 * @param options `tell` hears which host was chosen, and why; with `multiRoot` the window has two folders
 * @returns the results, parsed
 */
export declare function runInHost(
  runner: string,
  options?: { readonly tell?: (line: string) => void; readonly multiRoot?: boolean },
): Promise<unknown>;
