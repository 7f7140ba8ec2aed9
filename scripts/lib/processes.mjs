// Child processes that never outlive the script that started them.
import { spawn, spawnSync } from 'node:child_process';
import { basename } from 'node:path';
import { duration } from './progress.mjs';

/** @typedef {import('node:child_process').ChildProcess} ChildProcess */
/** @typedef {{ cwd?: string, env?: NodeJS.ProcessEnv, shell?: boolean }} ProcessOptions */
/** @typedef {ProcessOptions & { timeoutMilliseconds?: number }} RunOptions after the time-out it is stopped */

const windows = process.platform === 'win32';

/** @type {Set<ChildProcess>} */
const running = new Set();

/** How long a process may take to end after it was asked to. */
const graceMilliseconds = 3000;

let watching = false;

/** Stops every child when this script ends, by itself or by a signal. */
function watchForTheEnd() {
  if (watching) return;
  watching = true;
  process.on('exit', () => {
    for (const child of running) signal(child, 'SIGTERM');
  });
  for (const [name, number] of /** @type {const} */ ([
    ['SIGINT', 2],
    ['SIGTERM', 15],
    ['SIGHUP', 1],
  ])) {
    // What runs at the exit may remove folders: nobody must write into them any more.
    process.once(name, () => void stopAll().finally(() => process.exit(128 + number)));
  }
}

async function stopAll() {
  await Promise.all([...running].map((child) => stopProcess(child)));
}

/**
 * Sends a signal to a child and to everything it started.
 *
 * @param {ChildProcess} child
 * @param {NodeJS.Signals} name
 */
function signal(child, name) {
  if (child.pid === undefined) return;
  if (windows) {
    spawnSync('taskkill', ['/pid', String(child.pid), '/t', '/f']);
    return;
  }
  try {
    process.kill(-child.pid, name);
  } catch {
    // The group is gone already.
  }
}

/**
 * Starts a process with piped output. It is stopped when this script ends.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {ProcessOptions} [options]
 * @returns {import('node:child_process').ChildProcessByStdio<null, import('node:stream').Readable, import('node:stream').Readable>}
 */
export function startProcess(command, args, options = {}) {
  watchForTheEnd();
  const child = spawn(command, args, {
    ...options,
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, so that stopping it stops what it started as well.
    detached: !windows,
  });
  running.add(child);
  child.once('exit', () => {
    // What it started may still be there.
    signal(child, 'SIGTERM');
    running.delete(child);
  });
  return child;
}

/**
 * @param {ChildProcess} child
 * @returns {Promise<void>} settles when the process has ended
 */
export async function stopProcess(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  signal(child, 'SIGTERM');
  const impatient = setTimeout(() => signal(child, 'SIGKILL'), graceMilliseconds);
  await ended;
  clearTimeout(impatient);
}

/**
 * Runs a process to its end.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<{ code: number, output: string }>} its exit status, and standard output and error together
 */
export function runProcess(command, args, { timeoutMilliseconds, ...options } = {}) {
  return new Promise((resolve, reject) => {
    const child = startProcess(command, args, options);
    /** @type {Buffer[]} */
    const chunks = [];
    const timer =
      timeoutMilliseconds === undefined
        ? undefined
        : setTimeout(() => {
            chunks.push(Buffer.from(`\nStopped after ${duration(timeoutMilliseconds)}.\n`));
            void stopProcess(child);
          }, timeoutMilliseconds);
    child.stdout.on('data', (chunk) => chunks.push(chunk));
    child.stderr.on('data', (chunk) => chunks.push(chunk));
    child.once('error', reject);
    child.once('close', (code) => {
      clearTimeout(timer);
      resolve({ code: code ?? 1, output: Buffer.concat(chunks).toString('utf8') });
    });
  });
}

/**
 * Runs a process to its end and fails, with its output, when it fails.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<string>} its output
 */
export async function mustRun(command, args, options = {}) {
  const { code, output } = await runProcess(command, args, options);
  if (code !== 0) throw new Error(`${[command, ...args].join(' ')} ended with status ${code}:\n${output.trim()}`);
  return output;
}

/**
 * Runs npm to its end and fails when it fails.
 *
 * @param {readonly string[]} args
 * @param {{ cwd: string }} options
 * @returns {Promise<string>} its output
 */
export function runNpm(args, { cwd }) {
  const env = environmentWithoutNpm();
  const script = process.env['npm_execpath'];
  // Started by npm: the same npm again, without a shell.
  if (script !== undefined && /^npm-cli\.c?js$/.test(basename(script))) {
    return mustRun(process.execPath, [script, ...args], { cwd, env });
  }
  return mustRun(windows ? 'npm.cmd' : 'npm', args, { cwd, env, shell: windows });
}

/** What npm tells its scripts about the project would point a second npm at the wrong folder. */
function environmentWithoutNpm() {
  const own = /^(npm_(package|lifecycle)_.*|npm_config_local_prefix|npm_command|INIT_CWD)$/i;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !own.test(name)));
}
