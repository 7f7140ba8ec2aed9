import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import type { Event, Pseudoterminal } from 'vscode';
import { EventEmitter } from 'vscode';

/** What the command line of the extension is run with. */
export interface LintCommand {
  /** The program, `dist/cli.js`. */
  readonly program: string;
  readonly args: readonly string[];
  readonly directory: string;
}

/**
 * A terminal that runs the command line which the extension carries with the editor's own Node, so that nothing has to be
 * installed. Electron is a Node where it is told so.
 */
export class LintTerminal implements Pseudoterminal {
  readonly #command: LintCommand;
  readonly #write = new EventEmitter<string>();
  readonly #close = new EventEmitter<number>();
  #process: ChildProcess | undefined;

  readonly onDidWrite: Event<string> = this.#write.event;
  readonly onDidClose: Event<number> = this.#close.event;

  constructor(command: LintCommand) {
    this.#command = command;
  }

  open(): void {
    const { program, args, directory } = this.#command;
    const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
    const running = spawn(process.execPath, [program, ...args], {
      cwd: directory,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#process = running;
    for (const stream of [running.stdout, running.stderr]) {
      stream.setEncoding('utf8');
      stream.on('data', (text: string) => {
        this.#say(text);
      });
    }
    running.on('error', ({ message }) => {
      this.#say(`${message}\n`);
      this.#close.fire(2);
    });
    running.on('close', (status) => {
      this.#close.fire(status ?? 2);
    });
  }

  close(): void {
    this.#process?.kill();
  }

  /** A terminal goes to the start of a line only where it is told to. */
  #say(text: string): void {
    this.#write.fire(text.replaceAll(/\r?\n/g, '\r\n'));
  }
}
