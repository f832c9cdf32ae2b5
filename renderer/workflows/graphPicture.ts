import type { NodeDefinition } from '../../shared/domain/nodeDefinition.ts';
import type { PortType } from '../../shared/domain/portType.ts';
import type { WorkflowConfig } from '../../shared/domain/workflow.ts';

export interface PictureNode {
  readonly id: string;
  readonly label: string;
  readonly column: number;
  readonly row: number;
}

export interface PictureWire {
  readonly id: string;
  readonly from: PictureNode;
  readonly to: PictureNode;
  /** null = this build does not know the port. */
  readonly type: PortType | null;
}

export interface GraphPicture {
  readonly columns: number;
  readonly rows: number;
  readonly nodes: readonly PictureNode[];
  readonly wires: readonly PictureWire[];
}

/** A graph on a grid, to be recognised rather than read: every node stands right of all that it depends on. */
export function graphPicture(config: WorkflowConfig, definitions: readonly NodeDefinition[]): GraphPicture {
  const columnOf = columnsOf(config);
  const filled = new Map<number, number>();
  const nodes = config.nodes
    .toSorted((one, other) => one.position.y - other.position.y)
    .map(({ id, type, label }): PictureNode => {
      const column = columnOf.get(id) ?? 0;
      const row = filled.get(column) ?? 0;
      filled.set(column, row + 1);
      const known = definitions.find((definition) => definition.type === type);
      return { id, label: label ?? known?.label ?? type, column, row };
    });
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const types = new Map(config.nodes.map((node) => [node.id, node.type]));
  const wires = config.edges.flatMap(({ id, source, target }): PictureWire[] => {
    const [from, to] = [byId.get(source.node), byId.get(target.node)];
    if (!from || !to) return [];
    const known = definitions.find((definition) => definition.type === types.get(source.node));
    return [{ id, from, to, type: known?.outputs.find((port) => port.name === source.port)?.types[0] ?? null }];
  });
  return {
    columns: Math.max(0, ...nodes.map((node) => node.column + 1)),
    rows: Math.max(0, ...filled.values()),
    ...{ nodes, wires },
  };
}

/** The length of the longest way to each node; a cycle ends where it closes. */
function columnsOf({ nodes, edges }: WorkflowConfig): Map<string, number> {
  const columns = new Map(nodes.map((node) => [node.id, 0]));
  for (let pass = 1; pass < nodes.length; pass += 1) {
    let moved = false;
    for (const { source, target } of edges) {
      const least = (columns.get(source.node) ?? 0) + 1;
      if ((columns.get(target.node) ?? least) >= least || least >= nodes.length) continue;
      columns.set(target.node, least);
      moved = true;
    }
    if (!moved) break;
  }
  return columns;
}
