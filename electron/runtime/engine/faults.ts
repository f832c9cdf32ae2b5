import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../../shared/errors/appError.ts';
import type { InjectedFault } from '../contracts/engine.ts';
import type { NodeOutputs } from '../contracts/node.ts';
import type { ArtifactFile } from '../contracts/portValues.ts';
import type { NodeVoice } from './nodeVoice.ts';
import type { GraphNode } from './preparedGraph.ts';
import { settledWithinGrace } from './timeLimit.ts';

/** Those that are meant for this node. */
export function faultsAt(
  node: Pick<GraphNode, 'id' | 'type'>,
  faults: readonly InjectedFault[],
): readonly InjectedFault[] {
  return faults.filter(({ at }) => at === '*' || at === node.id || at === node.type);
}

interface FaultyWork {
  readonly node: Pick<GraphNode, 'label'>;
  readonly faults: readonly InjectedFault[];
  readonly voice: NodeVoice;
  /** The node's own; a corrupted copy is put there. */
  readonly folder: string;
  /** The node's own: a hang lasts until it is aborted. */
  readonly signal: AbortSignal;
  readonly execute: (signal: AbortSignal) => Promise<NodeOutputs>;
}

/**
 * Executes a node and does to it what was asked. A fault always ends in a failure: where it finds nothing to break
 * (no Blender, no file), it acts as an exception.
 * @throws AppError `graph.injected_fault`, or what the node makes of its fault
 */
export async function executeWithFaults(work: FaultyWork): Promise<NodeOutputs> {
  const { faults, voice } = work;
  const kill = faults.find(({ kind }) => kind === 'kill_blender');
  let latestBlender: number | null = null;
  voice.onBlender = (pid) => {
    latestBlender = pid;
    // Every Blender that the node gets: a second try is not to heal the first.
    if (kill && kill.phase !== 'after') killProcess(pid);
  };
  const before = faults.find(strikesIn('before'));
  if (before) return strike(work, before);
  const outputs = await executeUnderFault(work, faults.find(strikesIn('during')));
  const after = faults.find(strikesIn('after'));
  if (after) return strike(work, after);
  if (kill) {
    if (latestBlender !== null) killProcess(latestBlender);
    throw injected(work, kill);
  }
  const corrupt = faults.find(({ kind }) => kind === 'corrupt');
  return corrupt ? corrupted(work, outputs, corrupt) : outputs;
}

const strikesIn = (phase: InjectedFault['phase']) => (fault: InjectedFault) =>
  fault.phase === phase && (fault.kind === 'exception' || fault.kind === 'hang');

async function strike(work: FaultyWork, fault: InjectedFault): Promise<never> {
  if (fault.kind === 'hang') await untilAborted(work.signal);
  throw injected(work, fault);
}

/** In the middle of it: at the first sign that the node gives, or at the latest when it is through. */
async function executeUnderFault(work: FaultyWork, fault: InjectedFault | undefined): Promise<NodeOutputs> {
  if (!fault) return work.execute(work.signal);
  const own = new AbortController();
  const firstSign = new Promise<void>((resolve) => {
    work.voice.onSign = resolve;
  });
  const execution = work.execute(AbortSignal.any([work.signal, own.signal]));
  await Promise.race([firstSign, execution.then(ignore, ignore)]);
  try {
    return await strike(work, fault);
  } finally {
    own.abort(injected(work, fault));
    await settledWithinGrace(execution);
  }
}

const ignore = (): void => undefined;

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

/** The first file is replaced by its first half. The file itself may be the user's, so that it is a copy that suffers. */
async function corrupted(work: FaultyWork, outputs: NodeOutputs, fault: InjectedFault): Promise<NodeOutputs> {
  for (const [port, value] of Object.entries(outputs)) {
    const [file, ...others] = value.files;
    if (!file || file.bytes === 0) continue;
    const path = join(work.folder, `corrupt-${file.name}.${file.extension}`);
    await copyHalf(file, path);
    return { ...outputs, [port]: { ...value, files: [{ ...file, path }, ...others] } };
  }
  throw injected(work, fault);
}

async function copyHalf(file: ArtifactFile, target: string): Promise<void> {
  const source = await open(file.path, 'r');
  try {
    const half = Buffer.alloc(Math.floor(file.bytes / 2));
    await source.read(half, 0, half.length, 0);
    const copy = await open(target, 'w');
    try {
      await copy.writeFile(half);
    } finally {
      await copy.close();
    }
  } finally {
    await source.close();
  }
}

function killProcess(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It was quicker: gone is gone.
  }
}

function injected(work: FaultyWork, { kind, phase }: InjectedFault): AppError {
  return new AppError('graph.injected_fault', `A fault was put in on purpose: ${kind} ${phase} ${work.node.label}.`, {
    details: { kind, phase },
  });
}
