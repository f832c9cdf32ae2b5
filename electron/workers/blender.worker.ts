import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { AppError, toErrorValue } from '../../shared/errors/appError.ts';
import type { RenderEvent, RenderOutcome } from '../runtime/contracts/renderBackend.ts';
import type { ItemResult } from '../runtime/contracts/renderBatch.ts';
import { BatchRun } from './batchRun.ts';
import { BlenderProcess, type ProcessExit } from './blenderProcess.ts';
import { readResults } from './readResults.ts';
import type { CancelMessage, TaskAnswer, TaskMessage, WorkerTask } from './workerProtocol.ts';

/*
 * Entry of a Piscina worker: the thread owns at most one warm Blender process. The pool hands it one batch at a time.
 */

const END_GRACE_MS = 1000;
const LEAVE_LIMIT_MS = 5000;

let warm: { process: BlenderProcess; runtimeId: string } | null = null;
let idleTimer: NodeJS.Timeout | null = null;

/** Piscina task: renders one batch. */
export async function runBatch(task: WorkerTask): Promise<TaskAnswer> {
  const send = (message: TaskMessage): void => task.port.postMessage(message);
  if (idleTimer) clearTimeout(idleTimer);
  try {
    return { ok: true, outcome: await render(task, send) };
  } catch (error) {
    return { ok: false, error: toErrorValue(error) };
  } finally {
    rearmIdle(task.setup.idleSeconds);
    send({ type: 'end' });
  }
}

/** Piscina task: lets the warm process go. */
export async function endProcess(): Promise<void> {
  if (idleTimer) clearTimeout(idleTimer);
  await letGo();
}

async function render(task: WorkerTask, send: (event: RenderEvent) => void): Promise<RenderOutcome> {
  const { process, isReused } = await processFor(task);
  send({ type: 'started', slot: task.setup.slot, pid: process.pid ?? 0, warm: isReused });
  const run = new BatchRun({ process, batch: task.batch, folder: task.folder, warm: isReused, onEvent: send });
  task.port.on('message', (message: CancelMessage) => {
    if (message.type === 'cancel') run.cancel();
  });
  let healthy = false;
  try {
    if (!task.isolated) process.send(join(task.folder, 'batch.json'));
    const ending = await run.run();
    const exit = ending.kind === 'exited' ? ending.exit : task.isolated ? await process.leave(LEAVE_LIMIT_MS) : null;
    const results = (await readResults(task.folder, task.batch)).filter((result) => result !== null);
    if (results.length < task.batch.items.length) throw incomplete(run, exit, results);
    healthy = ending.kind === 'answered' && !task.isolated && isHealthy(task, process, ending.memoryBytes, results);
    return { results, exitCode: exit?.code ?? null, warm: isReused };
  } finally {
    if (task.isolated) await process.end(END_GRACE_MS);
    else if (!healthy) await letGo();
  }
}

function incomplete(run: BatchRun, exit: ProcessExit | null, results: ItemResult[]): AppError {
  const error = exit
    ? run.errorOf(exit)
    : new AppError('blender.protocol', 'Blender says that it is done, but results are missing.');
  return new AppError(error.code, error.message, { details: { ...error.details, completed: results } });
}

/** A process is kept only after a clean batch, and not for ever: memory grows, and a failure may leave traces. */
function isHealthy(task: WorkerTask, process: BlenderProcess, memoryBytes: number, results: ItemResult[]): boolean {
  const { recycleAfterJobs, recycleAboveMegabytes } = task.setup;
  if (results.some((result) => result.status === 'error')) return false;
  return process.alive && process.jobs < recycleAfterJobs && memoryBytes < recycleAboveMegabytes * 1024 * 1024;
}

async function processFor(task: WorkerTask): Promise<{ process: BlenderProcess; isReused: boolean }> {
  if (task.isolated) return { process: start(task, join(task.folder, 'batch.json')), isReused: false };
  if (warm && warm.process.alive && warm.runtimeId === task.runtime.id)
    return { process: warm.process, isReused: warm.process.jobs > 0 };
  await letGo();
  warm = { process: start(task, null), runtimeId: task.runtime.id };
  return { process: warm.process, isReused: false };
}

function start(task: WorkerTask, batchFile: string | null): BlenderProcess {
  const { scripts, stateFolder, environment, slot } = task.setup;
  const tag = `${slot}-${randomBytes(8).toString('hex')}`;
  return new BlenderProcess({ runtime: task.runtime, scripts, stateFolder, environment, tag, batchFile });
}

async function letGo(): Promise<void> {
  const process = warm?.process;
  warm = null;
  await process?.end(END_GRACE_MS);
}

function rearmIdle(seconds: number): void {
  idleTimer = setTimeout(() => void letGo(), seconds * 1000);
  idleTimer.unref();
}
