import type { RunStep } from '../../../shared/domain/run.ts';
import type { PerformEffect } from '../contracts/node.ts';
import type { GivenInputs, GivenOutputs } from './givenInputs.ts';
import type { GraphNode } from './preparedGraph.ts';

/**
 * A node that has its outputs and whose effect waits. Effects come when every node of the graph has done its work: a
 * graph that fails anywhere has changed nothing, so that whoever delivers in its place finds the order line untouched.
 */
export interface DeferredEffect {
  readonly node: GraphNode;
  readonly inputs: GivenInputs;
  readonly outputs: GivenOutputs;
  readonly perform: PerformEffect;
  /** How the node ends when its effect has been performed. */
  readonly end: Partial<RunStep> & Pick<RunStep, 'state' | 'why'>;
}
