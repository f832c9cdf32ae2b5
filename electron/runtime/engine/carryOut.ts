import { AppError, toErrorValue } from '../../../shared/errors/appError.ts';
import { type Decision, decide } from './decide.ts';
import { type GivenInputs, type GivenOutputs, givenInputs } from './givenInputs.ts';
import type { GraphRun } from './graphRun.ts';
import { effectOf, performEffect } from './nodeEffect.ts';
import { type NodeUse, NodeVoice } from './nodeVoice.ts';
import type { GraphNode } from './preparedGraph.ts';
import { runNode } from './runNode.ts';
import { stepOutputs } from './summarise.ts';
import { valueHash } from './valueHash.ts';

/** How a node ended, for those that take from it. */
export type NodeEnd = { readonly kind: 'given'; readonly outputs: GivenOutputs; readonly reused: boolean } | MissingEnd;

/** It gives nothing: `why` its dependants do not run. */
interface MissingEnd {
  readonly kind: 'missing';
  readonly why: string;
  readonly cancelled: boolean;
}

const cancelledEnd: MissingEnd = { kind: 'missing', why: 'Not run: the run was cancelled.', cancelled: true };

/** One node from waiting to its end. Never rejects: a failure is an end too, and is written down in the run. */
export async function carryOut(
  run: GraphRun,
  node: GraphNode,
  sources: ReadonlyMap<string, Promise<NodeEnd>>,
): Promise<NodeEnd> {
  try {
    // 1. Wait for what it takes from. What one of them cannot give, this one cannot use.
    const outputs = new Map<string, GivenOutputs>();
    for (const [id, end] of sources) {
      const source = await end;
      if (source.kind === 'missing') return giveUp(run, node, source);
      outputs.set(id, source.outputs);
    }
    const inputs = givenInputs(node, (id) => outputs.get(id) ?? new Map());
    // 2. Decide whether kept outputs will do.
    const decision = await decideInTurn(run, node, inputs);
    // 3. Take them, or make new ones.
    return decision.kept ? await reuse(run, node, inputs, decision) : await make(run, node, inputs, decision);
  } catch (thrown) {
    return endBadly(run, node, thrown);
  }
}

async function decideInTurn(run: GraphRun, node: GraphNode, inputs: GivenInputs): Promise<Decision> {
  const release = await run.decisions.take({ run, rank: node.rank }, run.request.signal);
  try {
    return await decide(run.deciding, node, inputs);
  } finally {
    release();
  }
}

async function reuse(run: GraphRun, node: GraphNode, inputs: GivenInputs, decision: Decision): Promise<NodeEnd> {
  const kept = Object.entries(decision.kept?.outputs ?? {});
  const outputs: GivenOutputs = new Map(kept.map(([port, value]) => [port, { value, hash: valueHash(value) }]));
  const effect = run.effects && effectOf(node);
  const again = effect ? `; delivered again for ${run.request.order.orderLineNumber}` : '';
  const why = decision.why + again;
  if (effect && run.effects) {
    run.board.start(node.id, why);
    const voice = voiceOf(run, node);
    await performEffect(effect, { node, inputs, outputs, voice, effects: run.effects });
  }
  run.board.end(node.id, { state: 'reused', why, outputs: stepOutputs(outputs) });
  run.progress.report(node.id, 1, `${node.label} is reused`);
  return { kind: 'given', outputs, reused: true };
}

async function make(run: GraphRun, node: GraphNode, inputs: GivenInputs, decision: Decision): Promise<NodeEnd> {
  const { request } = run;
  const release = await run.slots[node.registered.spec.resource].take({ run, rank: node.rank }, request.signal);
  const voice = voiceOf(run, node);
  const ownSeconds = run.cpu.start();
  // Monotonic, unlike the clock that names points in time: the duration is what estimates rest on.
  const started = performance.now();
  try {
    run.board.start(node.id, decision.why);
    run.progress.report(node.id, 0, node.label);
    const outputs = await runNode(request, run.facets, { node, inputs, voice });
    release();
    await keep(run, node, decision, outputs, (performance.now() - started) / 1000);
    const effect = run.effects && effectOf(node);
    if (effect && run.effects) await performEffect(effect, { node, inputs, outputs, voice, effects: run.effects });
    run.board.end(node.id, { state: 'done', ...measured(voice.taken, ownSeconds()), outputs: stepOutputs(outputs) });
    run.progress.report(node.id, 1, `${node.label} is done`);
    return { kind: 'given', outputs, reused: false };
  } catch (thrown) {
    return endBadly(run, node, thrown, measured(voice.taken, ownSeconds()));
  } finally {
    release();
    run.found.use = joined(run.found.use, voice.taken);
    voice.close();
  }
}

/** Observers leave nothing behind: what they make is evidence, not a result. */
async function keep(run: GraphRun, node: GraphNode, decision: Decision, outputs: GivenOutputs, seconds: number) {
  const { results, authority, workflow, order } = run.request;
  if (!results || authority !== 'authoritative') return;
  const values = Object.fromEntries([...outputs].map(([port, { value }]) => [port, value]));
  const { key, parts } = decision;
  const result = { key, parts, outputs: values, durationSeconds: seconds };
  await results.keep(result, { workflowId: workflow.id, nodeId: node.id, runId: order.runId });
}

function voiceOf(run: GraphRun, node: GraphNode): NodeVoice {
  const { reporter, order } = run.request;
  return new NodeVoice(node.id, order.runtime.version, reporter, run.progress);
}

function giveUp(run: GraphRun, node: GraphNode, end: MissingEnd): NodeEnd {
  run.board.giveUp(node.id, end.cancelled ? 'cancelled' : 'skipped', end.why);
  return end;
}

function endBadly(
  run: GraphRun,
  node: GraphNode,
  thrown: unknown,
  use?: { cpuSeconds: number; peakMemoryBytes: number | null },
): NodeEnd {
  const error = nodeError(node, thrown);
  if (error.code === 'app.cancelled' && run.request.signal.aborted) {
    if (run.board.hasStarted(node.id)) run.board.end(node.id, { state: 'cancelled', ...use });
    else run.board.giveUp(node.id, 'cancelled', cancelledEnd.why);
    return cancelledEnd;
  }
  run.found.failures.push(error);
  if (error.kind === 'unexpected' || !(thrown instanceof AppError)) logCause(run, node, thrown);
  run.request.reporter.log(node.id, 'error', `${error.message} (${error.code})`);
  run.board.end(node.id, { state: 'failed', ...use, error: error.toValue() });
  return { kind: 'missing', why: `Not run: ${node.label} failed.`, cancelled: false };
}

/** The node's own error, with the node in its details. What is no AppError is a mistake in the node's code. */
function nodeError(node: GraphNode, thrown: unknown): AppError {
  const of = { nodeId: node.id, nodeType: node.type };
  if (thrown instanceof AppError) {
    const { code, message, remedy, details, cause } = thrown;
    return new AppError(code, message, { details: { ...details, ...of }, remedy, cause });
  }
  const { message } = toErrorValue(thrown);
  return new AppError('graph.node_failed', `${node.label} failed. ${message}`, { details: of, cause: thrown });
}

function logCause(run: GraphRun, node: GraphNode, thrown: unknown): void {
  const stack = thrown instanceof Error ? thrown.stack : undefined;
  if (stack) run.request.reporter.log(node.id, 'debug', stack);
}

function measured({ cpuSeconds, peakMemoryBytes }: NodeUse, own: number) {
  return { cpuSeconds: own + (cpuSeconds ?? 0), peakMemoryBytes };
}

/** Of a run: processor time adds up, memory is that of the largest, the exit code that of the last. */
function joined(one: NodeUse, other: NodeUse): NodeUse {
  const peaks = [one.peakMemoryBytes, other.peakMemoryBytes].filter((bytes) => bytes !== null);
  return {
    cpuSeconds: null,
    peakMemoryBytes: peaks.length > 0 ? Math.max(...peaks) : null,
    exitCode: other.exitCode ?? one.exitCode,
  };
}
