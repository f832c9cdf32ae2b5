import type { NodeDefinition, NodePort } from '../../domain/nodeDefinition.ts';
import type { WorkflowEdge } from '../../domain/workflow.ts';
import { connectable } from '../connectable.ts';

interface Wanted {
  readonly source: { readonly id: string; readonly definition: NodeDefinition };
  readonly target: { readonly id: string; readonly definition: NodeDefinition };
  /** Ports that the source names; null = any. */
  readonly sourcePort: string | null;
  readonly targetPort: string | null;
}

type Inferred =
  | {
      readonly source: string;
      readonly target: string;
      /** Inputs that would have fitted as well. */ readonly others: string[];
    }
  | { readonly reason: string };

/**
 * The ports that an edge without ports meant: the pair that fits by type and is free. Of several the first required
 * input without a connection is taken, then inputs that take several, then optional ones. `atTarget`: the edges that the
 * target has already.
 */
export function inferPorts({ source, target, ...ports }: Wanted, atTarget: readonly WorkflowEdge[]): Inferred {
  const outputs = source.definition.outputs.filter(
    ({ name }) => ports.sourcePort === null || name === ports.sourcePort,
  );
  const inputs = target.definition.inputs.filter(({ name }) => ports.targetPort === null || name === ports.targetPort);
  const fitting = inputs.flatMap((input) =>
    outputs.filter((output) => connectable(output, input).ok).map((output) => ({ output, input })),
  );
  if (fitting.length === 0) return { reason: `No output of ${source.id} fits an input of ${target.id}.` };
  const isTaken = ({ name }: NodePort) => atTarget.some((edge) => edge.target.port === name);
  const free = fitting.filter(({ output, input }) =>
    input.multiple
      ? !atTarget.some(
          (edge) =>
            edge.target.port === input.name && edge.source.node === source.id && edge.source.port === output.name,
        )
      : !isTaken(input),
  );
  if (free.length === 0) return { reason: `What fits of ${target.id} is connected already.` };
  const rank = (input: NodePort) => (input.required && !isTaken(input) ? 0 : input.multiple ? 1 : 2);
  const [best, ...rest] = free.toSorted((a, b) => rank(a.input) - rank(b.input));
  return {
    source: best!.output.name,
    target: best!.input.name,
    others: rest.map(({ output, input }) => `${output.name} -> ${input.name}`),
  };
}
