import type { WorkflowConfig } from '../../shared/domain/workflow.ts';

const COLUMN = 256;
const ROW = 232;

/** Nodes of one line of work and the wires among them, as they stand beside each other. */
const line = [
  ['order_line_setup', []],
  ['resolve_glb', [['order_line', 0, 'order_line']]],
  ['resolve_template', [['order_line', 0, 'order_line']]],
  [
    'blender_still',
    [
      ['order_line', 0, 'order_line'],
      ['glb', 1, 'glb'],
      ['template', 2, 'template'],
    ],
  ],
  ['image_composite', [['image', 3, 'images']]],
] as const;

/**
 * Lines of five nodes beside and below each other, `nodes` in all (a multiple of five), with seven or eight wires a line:
 * the picture of a line goes to the sheet of the next one too, and of every second one to the sheet after that.
 */
export function largeWorkflow(nodes: number, linesBeside: number): WorkflowConfig {
  const lines = nodes / line.length;
  const config: WorkflowConfig = {
    ...{ schemaVersion: 1, name: `Large workflow ${nodes}`, family: 'order_line', executionMode: 'legacy' },
    ...{ nodes: [], edges: [] },
  };
  const id = (index: number, at: number): string => `n${index * line.length + at}`;
  const wire = (source: string, output: string, target: string, input: string): void => {
    const ends = { source: { node: source, port: output }, target: { node: target, port: input } };
    config.edges.push({ id: `e${config.edges.length}`, ...ends });
  };
  for (let index = 0; index < lines; index += 1) {
    const left = (index % linesBeside) * line.length * COLUMN;
    const top = Math.floor(index / linesBeside) * ROW;
    for (const [at, [type, wires]] of line.entries()) {
      const position = { x: left + at * COLUMN, y: top };
      config.nodes.push({ id: id(index, at), type, version: 1, position, settings: {} });
      for (const [output, from, input] of wires) wire(id(index, from), output, id(index, at), input);
    }
    if (index + 1 < lines) wire(id(index, 3), 'image', id(index + 1, 4), 'images');
    if (index % 2 === 0 && index + 2 < lines) wire(id(index, 3), 'image', id(index + 2, 4), 'images');
  }
  return config;
}
