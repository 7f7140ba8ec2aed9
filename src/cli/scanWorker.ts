import * as l10n from '@vscode/l10n';
import { parentPort, workerData } from 'node:worker_threads';
import { JudgedBefore } from '../lint/judgedBefore';
import type { JudgeOptions } from '../lint/judgeGroups';
import { judgeHere } from '../lint/judgeGroups';
import { scan } from '../lint/scan';
import { Slices } from '../shared/slices';
import type { WorkerStart, WorkerTask } from '../lint/worker';
import { WorkerProgram } from '../lint/worker';
import { surveyParts } from '../lint/walk';
import { createDialects } from './dialects';
import { disk } from './disk';

// The program of a thread that judges files: whole workspaces for the editor, shares of a large tree for the command
// line. It reads the disk and writes nothing.
const port = parentPort;
if (port === null) throw new Error('This runs in a worker thread.');

// The command line starts it with nothing.
const { strings } = (workerData ?? {}) as Partial<WorkerStart>;
if (strings !== undefined) l10n.config({ contents: strings });

const dialects = createDialects();
const slices = new Slices(undefined, Infinity);

const judgedBefore = { withFixes: new JudgedBefore(), withoutFixes: new JudgedBefore() };
const before = ({ fixes }: JudgeOptions): JudgedBefore => (fixes ? judgedBefore.withFixes : judgedBefore.withoutFixes);

const program = new WorkerProgram(
  {
    scan: (request, onProgress) => scan(request, disk, dialects, { onProgress, slices }),
    survey: (parts) => surveyParts(parts, disk, dialects, slices),
    judge: (groups, options) => judgeHere(disk, dialects, slices, options, before(options))(groups, () => undefined),
  },
  (report) => {
    port.postMessage(report);
  },
);

port.on('message', (task: WorkerTask) => {
  void program.do(task);
});
