import type { WorkflowConfig } from '../domain/workflow.ts';
import { orderNodes } from './orderNodes.ts';

/** Nobody mends more than these before looking again. */
const MOST = 50;

/** Cycles that share no node, each in the direction of its edges. A node that stands in several is told once. */
export function cyclesOf(config: Pick<WorkflowConfig, 'nodes' | 'edges'>): string[][] {
  const cycles: string[][] = [];
  let { nodes } = config;
  while (cycles.length < MOST) {
    const { cycle } = orderNodes({ nodes, edges: config.edges });
    if (cycle === null) break;
    cycles.push(cycle);
    const told = new Set(cycle);
    nodes = nodes.filter(({ id }) => !told.has(id));
  }
  return cycles;
}
