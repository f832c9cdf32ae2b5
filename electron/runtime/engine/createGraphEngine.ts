import type { GraphEngine, GraphEngineOptions } from '../contracts/engine.ts';
import { CpuShares } from './cpuShares.ts';
import { planGraph } from './planGraph.ts';
import { previewGraph } from './previewGraph.ts';
import { type Engine, runGraph } from './runGraph.ts';
import { Slots } from './slots.ts';

/** See README.md. One engine serves all runs of a process: its slots are shared by them. */
export function createGraphEngine(options: GraphEngineOptions): GraphEngine {
  const { cpu, blender } = options.slots;
  const engine: Engine = {
    options,
    slots: { cpu: new Slots(cpu), blender: new Slots(blender) },
    cpu: new CpuShares(),
  };
  return {
    run: (request) => runGraph(engine, request),
    preview: (request) => previewGraph(engine, request),
    plan: (request) => planGraph(options, request),
  };
}
