import fc from 'fast-check';
import type { NodeDefinition, NodePort } from '../../shared/domain/nodeDefinition.ts';
import type { Family } from '../../shared/domain/outputType.ts';
import type { WorkflowConfig, WorkflowEdge, WorkflowNode } from '../../shared/domain/workflow.ts';
import { connectable } from '../../shared/graph/connectable.ts';
import type { NodeCatalogue } from '../../shared/graph/nodeCatalogue.ts';

/** Names that the schema takes: text of any script, without spaces around it, without half characters. */
const text = (maxLength: number) =>
  fc
    .string({ unit: 'binary', maxLength: Math.floor(maxLength / 2) })
    .map((value) => value.trim())
    .filter((value) => !/\p{Surrogate}/u.test(value));
const coordinate = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 });
const point = fc.record({ x: coordinate, y: coordinate });
const size = fc.record({ width: fc.integer({ min: 1, max: 4000 }), height: fc.integer({ min: 1, max: 4000 }) });
const json = fc
  .jsonValue({ maxDepth: 3 })
  .map(
    (value) => JSON.parse(JSON.stringify(value).replaceAll('__proto__', 'proto')) as WorkflowNode['settings'][string],
  )
  .filter((value) => !/\p{Surrogate}/u.test(JSON.stringify(value)) && !JSON.stringify(value).includes('\\ud'));

const named = (maxLength: number) => text(maxLength).filter((value) => value !== '');

interface Choice {
  readonly definition: NodeDefinition;
  /** For each input, which of the fitting outputs before it, counted around; one past the last = none. */
  readonly picks: readonly number[];
  readonly node: Pick<WorkflowNode, 'position'> & Partial<Pick<WorkflowNode, 'label' | 'note'>>;
}

// Arbitraries are made once: making one of text of any script costs more than a hundred draws of it.
const nodeFields = fc.record({ position: point, label: named(60), note: text(200) }, { requiredKeys: ['position'] });
const picks = fc.array(fc.nat(30), { minLength: 4, maxLength: 4 });
const rest = fc.record(
  {
    name: named(100),
    description: text(300),
    executionMode: fc.constantFrom('legacy' as const, 'graph' as const, 'shadow' as const),
    viewport: fc.record({ x: coordinate, y: coordinate, zoom: fc.double({ min: 0.1, max: 4, noNaN: true }) }),
    frames: fc.array(fc.record({ title: text(80), position: point, size }), { maxLength: 3 }).map(numbered),
    notes: fc.array(fc.record({ text: text(80), position: point, size }), { maxLength: 3 }).map(numbered),
    legacy: fc.dictionary(fc.stringMatching(/^[a-z]{1,6}$/), json, { maxKeys: 4, noNullPrototype: true }),
  },
  { requiredKeys: ['name', 'executionMode'] },
);

/**
 * Workflows whose edges all run from one fitting port to another, without cycles, in any order of nodes and edges.
 * Required inputs may be open, as nobody may be there to fill them.
 */
export function arbitraryWorkflow(catalogue: NodeCatalogue): fc.Arbitrary<WorkflowConfig> {
  const ofFamily = (family: Family) => {
    const definition = fc.constantFrom(...catalogue.list().filter(({ families }) => families.includes(family)));
    const choices = fc.array(fc.record({ definition, picks, node: nodeFields }), { maxLength: 14, size: 'max' });
    return choices
      .map(connect)
      .chain(({ nodes, edges }) => fc.record({ nodes: shuffled(nodes), edges: shuffled(edges) }))
      .chain((graph) => rest.map((fields): WorkflowConfig => ({ schemaVersion: 1, family, ...fields, ...graph })));
  };
  return fc.oneof(ofFamily('cad_file'), ofFamily('order_line'));
}

function shuffled<T>(list: T[]): fc.Arbitrary<T[]> {
  return fc.shuffledSubarray(list, { minLength: list.length, maxLength: list.length });
}

function numbered<T extends object>(entries: T[]): (T & { id: string })[] {
  return entries.map((entry, index) => ({ id: `x${index}`, ...entry }));
}

function connect(choices: readonly Choice[]): { nodes: WorkflowNode[]; edges: WorkflowEdge[] } {
  const nodes: WorkflowNode[] = [];
  const edges: WorkflowEdge[] = [];
  const outputs: { node: string; port: NodePort }[] = [];
  for (const [index, { definition, picks: wanted, node }] of choices.entries()) {
    const id = `n${index}`;
    nodes.push({
      id,
      type: definition.type,
      version: definition.version,
      settings: { ...definition.defaults },
      ...node,
    });
    for (const [at, input] of definition.inputs.entries()) {
      const fitting = outputs.filter(({ port }) => connectable(port, input).ok);
      const first = wanted[at % wanted.length]!;
      const from = first % (fitting.length + 1);
      const sources = input.multiple ? fitting.slice(from) : fitting.slice(from, from + 1);
      for (const source of sources) {
        edges.push({
          id: `e${edges.length}`,
          source: { node: source.node, port: source.port.name },
          target: { node: id, port: input.name },
        });
      }
    }
    outputs.push(...definition.outputs.map((port) => ({ node: id, port })));
  }
  return { nodes, edges };
}
