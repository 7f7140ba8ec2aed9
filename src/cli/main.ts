import manifest from '../../package.json';
import type { Io } from './io';
import { expectShortRun } from './shortRun';
import { ownTerminal } from './terminal';

type Command = (args: readonly string[], io: Io) => Promise<number>;

/** Each command is loaded only when it is asked for. */
const commands: ReadonlyMap<string, () => Promise<Command>> = new Map([
  [
    'lint',
    async () => {
      expectShortRun();
      return (await import('./lint')).runLint;
    },
  ],
  ['status', async () => (await import('./status')).runStatus],
  ['emulate', async () => (await import('./emulate')).runEmulate],
]);

const usage = `Usage: s3backup COMMAND [options]

Commands:
  lint PATH…   judge the buckets that templates declare
  status       say of an account's buckets whether they are protected
  emulate      serve the sample account for any AWS client

s3backup COMMAND --help tells more. s3backup --version prints the version.
`;

const terminal = ownTerminal();

const io: Io = {
  ...(terminal && { terminal }),
  stdout: (text) => process.stdout.write(text),
  stderr: (text) => process.stderr.write(text),
};

async function run([name, ...args]: readonly string[]): Promise<number> {
  if (name === '--help' || name === 'help') {
    io.stdout(usage);
    return 0;
  }
  if (name === '--version') {
    io.stdout(`${manifest.version}\n`);
    return 0;
  }
  const load = commands.get(name ?? '');
  if (load === undefined) {
    io.stderr(name === undefined ? usage : `There is no command ${name}.\n\n${usage}`);
    return 2;
  }
  const command = await load();
  return command(args, io);
}

// The SDK's notice of Node versions is for who builds this program, not for who runs it.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';

// Who reads the output may stop before its end, as `head` does.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

// The exit status is set, not exited with: what is still on its way into a pipe arrives.
run(process.argv.slice(2)).then(
  (status) => {
    process.exitCode = status;
  },
  (error: unknown) => {
    io.stderr(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exitCode = 2;
  },
);
