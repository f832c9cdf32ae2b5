import { describe, expect, it } from 'vitest';
import { findInWorkflow } from '../../../../../renderer/canvas/palette/findInWorkflow.ts';
import { workflowProblem } from '../../../../../shared/graph/workflowProblem.ts';
import { graphCatalogue } from '../../../../support/graphCatalogue.ts';
import { aWorkflow, withNode } from '../../../../support/graphs.ts';

const place = { position: { x: 0, y: 0 }, size: { width: 10, height: 10 } };
const config = withNode(
  aWorkflow(
    [
      { id: 'n2', type: 'output_save', label: 'Save still' },
      { id: 'n1', type: 'blender_still', label: 'Beauty', settings: { camera: 'Detail A', samples: 128 } },
      { id: 'n3', type: 'resolve_glb', label: 'Geometry' },
    ],
    ['n1.image > n2.artifact', 'n3.glb > n1.glb'],
    {
      notes: [{ id: 't1', text: `Ask sales about the ${'very '.repeat(30)}shiny ring`, ...place }],
      frames: [{ id: 'f1', title: 'Still life', ...place }],
    },
  ),
  'n3',
  { note: 'From the\nsupplier' },
);
const problems = [
  workflowProblem('preflight.camera_unknown', "'Detail A' is not in template White studio.", 'Choose Front.', {
    ...{ nodeId: 'n1', field: 'camera' },
  }),
];
const find = (query: string) =>
  findInWorkflow(query, { config, catalogue: graphCatalogue(), problems }).map(({ id, found }) => [id, found]);

describe('find on canvas', () => {
  it.each([
    ['a label', 'beauty', [['n1', null]]],
    ['a type', 'resolve_', [['n3', 'resolve_glb']]],
    ['a setting by its value', 'detail a', [['n1', 'Camera: Detail A']]],
    ['a number', '128', [['n1', 'Samples: 128']]],
    ['the note of a node', 'supplier', [['n3', 'Note: From the supplier']]],
    ['the code of a problem', 'camera_unknown', [['n1', 'preflight.camera_unknown']]],
    ['an id', 'n2', [['n2', 'Id n2']]],
  ])('finds %s', (_what, query, hits) => {
    expect(find(query)).toEqual(hits);
  });

  it('walks nodes as they run, then notes and frames, each once', () => {
    expect(find('still').map(([id]) => id)).toEqual(['n1', 'n2', 'f1']);
    expect(find('s').map(([id]) => id)).toEqual(['n3', 'n1', 'n2', 't1', 'f1']);
  });

  it('shows of long text what is around the find', () => {
    const [[id, found] = []] = find('shiny');
    expect(id).toBe('t1');
    expect(found).toMatch(/^….*very shiny ring$/);
  });

  it('finds nothing when nothing is typed, or nothing holds it', () => {
    expect(find('  ')).toEqual([]);
    expect(find('unheard of')).toEqual([]);
  });
});
