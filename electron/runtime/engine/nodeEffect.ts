import type { NodeEffects, PerformEffect } from '../contracts/node.ts';
import type { GivenInputs, GivenOutputs } from './givenInputs.ts';
import { nodeInputs } from './nodeInputs.ts';
import type { NodeVoice } from './nodeVoice.ts';
import type { GraphNode } from './preparedGraph.ts';

/**
 * What a node does to the world, or null. A node that publishes only when nothing downstream saves has nothing to do
 * itself: a save node was put behind it (selfSaves.ts).
 */
export function effectOf({ registered }: GraphNode): PerformEffect | null {
  const { effect, publishes } = registered.spec.contract;
  return effect === 'none' || publishes === 'unless_saved' ? null : registered.effect;
}

/** @throws AppError of the effect */
export async function performEffect(
  perform: PerformEffect,
  work: { node: GraphNode; inputs: GivenInputs; outputs: GivenOutputs; voice: NodeVoice; effects: NodeEffects },
): Promise<void> {
  const { node, inputs, outputs, voice, effects } = work;
  const context = {
    node: { id: node.id, type: node.type, label: node.label },
    settings: node.settings,
    input: nodeInputs(node, inputs).input,
    log: (level: 'debug' | 'info' | 'warn' | 'error', text: string) => voice.log(level, node.id, text),
  };
  const values = Object.fromEntries([...outputs].map(([port, { value }]) => [port, value]));
  await perform(context, values, effects);
}
