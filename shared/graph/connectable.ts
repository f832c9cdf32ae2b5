import type { NodeDefinition, NodePort } from '../domain/nodeDefinition.ts';
import type { Family } from '../domain/outputType.ts';
import type { NodeCatalogue } from './nodeCatalogue.ts';

type Typed = Pick<NodePort, 'types'>;

/** Where a node that would help is looked for. Without a family all nodes are offered. */
interface Help {
  readonly catalogue: Pick<NodeCatalogue, 'list'>;
  readonly family?: Family;
}

/** Whether an output fits an input by its type; if not, why, and which node would lead there. */
export function connectable(
  source: Typed,
  target: Typed,
  help: Help | null = null,
): { ok: true } | { ok: false; reason: string } {
  if (source.types.some((type) => target.types.includes(type))) return { ok: true };
  const bridge = help === null ? null : findBridge(source, target, help);
  const hint = bridge === null ? '' : ` Add ${bridge.type}?`;
  return { ok: false, reason: `${source.types.join(' or ')} does not fit ${target.types.join(' or ')}.${hint}` };
}

/** A node that takes the source and gives what the target takes; else one that gives it at all. */
function findBridge(source: Typed, target: Typed, { catalogue, family }: Help): NodeDefinition | null {
  const giving = catalogue
    .list()
    .filter(
      ({ disabled, families, outputs }) =>
        disabled === null &&
        (family === undefined || families.includes(family)) &&
        outputs.some(({ types }) => types.some((type) => target.types.includes(type))),
    );
  const between = giving.find(({ inputs }) =>
    inputs.some(({ types }) => types.some((type) => source.types.includes(type))),
  );
  return between ?? giving[0] ?? null;
}
