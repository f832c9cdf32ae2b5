import type { NodePort } from '../../../shared/domain/nodeDefinition.ts';
import type { WorkflowConfig } from '../../../shared/domain/workflow.ts';
import type { NodeCatalogue } from '../../../shared/graph/nodeCatalogue.ts';
import { canConnect } from './edits/canConnect.ts';
import { facingPorts } from './fittingPorts.ts';
import { lookUp } from './graphLookup.ts';
import type { OpenEnd } from './openEnd.ts';
import { wireBetween } from './wireBetween.ts';

interface ConnectablePorts {
  readonly ports: readonly NodePort[];
  /** How many face the open end and may not be connected to it. */
  readonly refused: number;
}

/** The ports of a node of the document that an open end may be connected to, in the order of the node's definition. */
export function connectablePorts(
  config: WorkflowConfig,
  catalogue: NodeCatalogue,
  open: OpenEnd,
  nodeId: string,
): ConnectablePorts {
  const definition = catalogue.get(lookUp(config).node(nodeId)?.type ?? '');
  const facing = definition === null ? [] : facingPorts(definition, open.direction);
  const ports = facing.filter(({ name }) => {
    const { source, target } = wireBetween(open, { node: nodeId, port: name });
    return canConnect(config, catalogue, source, target).ok;
  });
  return { ports, refused: facing.length - ports.length };
}
