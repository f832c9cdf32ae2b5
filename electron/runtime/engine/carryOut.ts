import type { ResultUse } from '../contracts/engine.ts';
import { type Decision, decide } from './decide.ts';
import { type GivenInputs, type GivenOutputs, givenInputs } from './givenInputs.ts';
import type { GraphRun } from './graphRun.ts';
import type { DeferredEffect } from './deferredEffect.ts';
import { effectOf } from './nodeEffect.ts';
import { endBadly, type MissingEnd } from './nodeFailure.ts';
import { type NodeUse, NodeVoice } from './nodeVoice.ts';
import type { GraphNode } from './preparedGraph.ts';
import { runNode } from './runNode.ts';
import { stepOutputs } from './summarise.ts';
import { valueHash } from './valueHash.ts';

/** How a node ended, for those that take from it. */
export type NodeEnd = { readonly kind: 'given'; readonly outputs: GivenOutputs; readonly reused: boolean } | MissingEnd;

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
    return decision.kept ? reuse(run, node, inputs, decision) : await make(run, node, inputs, decision);
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

function reuse(run: GraphRun, node: GraphNode, inputs: GivenInputs, decision: Decision): NodeEnd {
  const kept = Object.entries(decision.kept?.outputs ?? {});
  const outputs: GivenOutputs = new Map(kept.map(([port, value]) => [port, { value, hash: valueHash(value) }]));
  run.request.results?.used(decision.key, useOf(run, node));
  finish(run, node, { inputs, outputs }, { state: 'reused', why: decision.why, outputs: stepOutputs(outputs) });
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
    const use = measured(voice.taken, ownSeconds());
    finish(run, node, { inputs, outputs }, { state: 'done', why: decision.why, ...use, outputs: stepOutputs(outputs) });
    return { kind: 'given', outputs, reused: false };
  } catch (thrown) {
    return endBadly(run, node, thrown, measured(voice.taken, ownSeconds()));
  } finally {
    release();
    run.found.use = joined(run.found.use, voice.taken);
    voice.close();
  }
}

/** The node's work is done. Where it has an effect, its step stays open until that has been performed. */
function finish(
  run: GraphRun,
  node: GraphNode,
  values: { inputs: GivenInputs; outputs: GivenOutputs },
  end: DeferredEffect['end'],
): void {
  const perform = run.effects && effectOf(node);
  if (!perform) {
    run.board.end(node.id, end);
    run.progress.report(node.id, 1, `${node.label} is ${end.state}`);
    return;
  }
  if (!run.board.hasStarted(node.id)) run.board.start(node.id, end.why);
  run.deferred.push({ node, ...values, perform, end });
}

/** Observers leave nothing behind: what they make is evidence, not a result. */
async function keep(run: GraphRun, node: GraphNode, decision: Decision, outputs: GivenOutputs, seconds: number) {
  const { results, authority } = run.request;
  if (!results || authority === 'observer') return;
  const values = Object.fromEntries([...outputs].map(([port, { value }]) => [port, value]));
  const { key, parts } = decision;
  const result = { key, parts, outputs: values, durationSeconds: seconds };
  await results.keep(result, useOf(run, node));
}

const useOf = ({ request: { workflow, order } }: GraphRun, { id }: GraphNode): ResultUse => ({
  ...{ workflowId: workflow.id, nodeId: id, runId: order.runId },
});

function voiceOf(run: GraphRun, node: GraphNode): NodeVoice {
  const { reporter, order } = run.request;
  return new NodeVoice(node.id, order.runtime.version, reporter, run.progress);
}

function giveUp(run: GraphRun, node: GraphNode, end: MissingEnd): NodeEnd {
  run.board.giveUp(node.id, end.cancelled ? 'cancelled' : 'skipped', end.why);
  return end;
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
