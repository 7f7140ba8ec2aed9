import type { TestResults } from './testResults.mjs';

/** Runs `test/integration` in a real extension host. */
export declare function runIntegrationTests(): Promise<TestResults>;

/**
 * Runs one module of `out/integration` in a real extension host.
 *
 * @param runner its name; it exports `run()`, which writes its results into the file `S3BACKUP_TEST_RESULTS` names
 * @param tell hears which host was chosen, and why
 * @returns the results, parsed
 */
export declare function runInHost(runner: string, tell?: (line: string) => void): Promise<unknown>;
