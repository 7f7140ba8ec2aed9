import { spawn } from 'node:child_process';
import type { AwsCredentialIdentity } from '@smithy/types';
import { CredentialsError } from './cause';
import { redact } from './redact';

/** Programs that ask a person something need their time; beyond this a program is taken to hang. */
export const processTimeout = 60_000;
/** More than any credentials take; the rest of an endless output is not kept. */
const mostOutput = 256 * 1024;

interface Output {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number | null;
}

/**
 * Runs the program that a profile names and reads the credentials it prints. Source: AWS SDKs and Tools reference,
 * process credential provider.
 *
 * @throws CredentialsError with what the program said on its standard error, never with what it printed.
 * @throws AbortError where the signal is aborted meanwhile; the program is ended.
 */
export async function credentialsOfProcess(
  profile: string,
  command: string,
  signal: AbortSignal,
  timeout = processTimeout,
): Promise<AwsCredentialIdentity> {
  const { stdout, stderr, code } = await run(profile, command, signal, timeout);
  if (code !== 0) throw failed(profile, lastWords(stderr) ?? `it ended with exit code ${String(code)}`);
  return readAnswer(profile, stdout);
}

function failed(profile: string, detail: string): CredentialsError {
  return new CredentialsError({ kind: 'process', profile, detail });
}

function lastWords(stderr: string): string | undefined {
  const text = redact(stderr.replaceAll(/\s+/gu, ' ').trim());
  return text === '' ? undefined : text.slice(-300);
}

function run(profile: string, command: string, signal: AbortSignal, timeout: number): Promise<Output> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const grouped = process.platform !== 'win32';
    // A group of its own, so that what the shell started ends with it.
    const child = spawn(command, {
      shell: true,
      detached: grouped,
      windowsHide: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const texts = { stdout: '', stderr: '' };
    const take = (key: 'stdout' | 'stderr') => (chunk: Buffer) => {
      if (texts[key].length < mostOutput) texts[key] += chunk.toString();
    };
    child.stdout.on('data', take('stdout'));
    child.stderr.on('data', take('stderr'));
    const end = (error: Error): void => {
      settle();
      if (grouped && child.pid !== undefined) killGroup(child.pid);
      else child.kill();
      reject(error);
    };
    const abort = (): void => {
      end(Object.assign(new Error('The login was given up.'), { name: 'AbortError' }));
    };
    const timer = setTimeout(() => {
      end(failed(profile, `it did not answer within ${Math.round(timeout / 1000)} seconds`));
    }, timeout);
    const settle = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
    };
    signal.addEventListener('abort', abort, { once: true });
    child.once('error', (error) => {
      end(failed(profile, error.message));
    });
    child.once('close', (code) => {
      settle();
      resolve({ ...texts, code });
    });
  });
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It ended by itself meanwhile.
  }
}

function readAnswer(profile: string, stdout: string): AwsCredentialIdentity {
  const answer = parse(stdout);
  const text = (key: string): string | undefined => {
    const value: unknown = answer === undefined ? undefined : Reflect.get(answer, key);
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  if (answer === undefined) throw failed(profile, 'it did not print JSON');
  if (Reflect.get(answer, 'Version') !== 1) throw failed(profile, 'what it printed is not of Version 1');
  const [accessKeyId, secretAccessKey] = [text('AccessKeyId'), text('SecretAccessKey')];
  if (accessKeyId === undefined || secretAccessKey === undefined) {
    throw failed(profile, 'AccessKeyId or SecretAccessKey is missing in what it printed');
  }
  const [sessionToken, until] = [text('SessionToken'), text('Expiration')];
  const expiration = until === undefined ? undefined : new Date(until);
  if (expiration !== undefined && !(expiration.getTime() > Date.now())) {
    throw failed(profile, 'it printed credentials that have expired');
  }
  return { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }), ...(expiration && { expiration }) };
}

function parse(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
