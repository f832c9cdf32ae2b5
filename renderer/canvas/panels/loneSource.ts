import type { WorkflowConfig } from '../../../shared/domain/workflow.ts';
import { connectable } from '../../../shared/graph/connectable.ts';
import { downstreamOf } from '../../../shared/graph/downstreamOf.ts';
import type { NodeCatalogue } from '../../../shared/graph/nodeCatalogue.ts';

interface Port {
  readonly node: string;
  readonly port: string;
}

/** The output that an input can only mean: the one of its type that does not wait for it. null = none, or several. */
export function loneSource(config: WorkflowConfig, catalogue: NodeCatalogue, target: Port): Port | null {
  const typeOf = (id: string) => catalogue.get(config.nodes.find((node) => node.id === id)?.type ?? '');
  const input = typeOf(target.node)?.inputs.find(({ name }) => name === target.port);
  if (input === undefined) return null;
  const waiting = downstreamOf(config, [target.node]);
  const fitting = config.nodes
    .filter(({ id }) => id !== target.node && !waiting.has(id))
    .flatMap(({ id, type }) =>
      (catalogue.get(type)?.outputs ?? [])
        .filter((output) => connectable(output, input).ok)
        .map(({ name }): Port => ({ node: id, port: name })),
    );
  return fitting.length === 1 ? fitting[0]! : null;
}
