import type { WorkflowConfig } from '../../../../shared/domain/workflow.ts';

/** What a check looks at, as text to compare: where things stand and how they are called does not count. */
export function checkedPart({ family, executionMode, nodes, edges }: WorkflowConfig): string {
  return JSON.stringify([
    family,
    executionMode,
    nodes.map(({ id, type, version, settings }) => [id, type, version, settings]),
    edges.map(({ source, target }) => [source.node, source.port, target.node, target.port]),
  ]);
}
