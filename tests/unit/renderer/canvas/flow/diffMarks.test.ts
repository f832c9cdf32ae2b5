import { expect, it } from 'vitest';
import { diffMarks } from '../../../../../renderer/canvas/flow/diffMarks.ts';
import { diffWorkflows } from '../../../../../shared/graph/diffWorkflows.ts';
import { aWorkflow, withNode } from '../../../../support/graphs.ts';

it('marks each node once: that it changed says more than that it moved', () => {
  const config = aWorkflow([{ id: 'a', type: 'blender_still', settings: { samples: 64 } }, 'output_save']);
  const after = withNode(withNode(config, 'a', { settings: {}, position: { x: 8, y: 8 } }), 'output_save', {
    position: { x: 0, y: 40 },
  });
  const grown = { ...after, nodes: [...after.nodes, ...aWorkflow(['notify']).nodes] };
  expect([...diffMarks(diffWorkflows(config, grown))]).toEqual([
    ['a', 'changed'],
    ['output_save', 'moved'],
    ['notify', 'added'],
  ]);
  expect(diffMarks(diffWorkflows(grown, config)).get('notify')).toBe('removed');
});
