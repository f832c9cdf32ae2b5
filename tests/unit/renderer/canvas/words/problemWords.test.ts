import { describe, expect, it } from 'vitest';
import { problemWords } from '../../../../../renderer/canvas/words/problemWords.ts';
import type { WorkflowConfig } from '../../../../../shared/domain/workflow.ts';
import type { WorkflowProblem } from '../../../../../shared/domain/workflowProblem.ts';
import { validateWorkflow } from '../../../../../shared/graph/validateWorkflow.ts';
import { graphCatalogue } from '../../../../support/graphCatalogue.ts';
import { aWorkflow } from '../../../../support/graphs.ts';

const catalogue = graphCatalogue({
  blender_still: { label: 'Render still' },
  resolve_glb: { label: 'Geometry' },
  image_composite: { label: 'Composite' },
});

/** What the canvas says of the problem of that code. */
function told(config: WorkflowConfig, code: WorkflowProblem['code']) {
  const problem = validateWorkflow(config, catalogue).find((one) => one.code === code);
  return problem && problemWords(problem, config, catalogue);
}

describe('the words of a problem', () => {
  const beauty = { id: 'n3', type: 'blender_still', label: 'Beauty (main)' };

  it('name the node and the port beside the message instead of its id in it', () => {
    const config = aWorkflow([beauty]);
    expect(told(config, 'input.missing')).toEqual({
      message: 'The input order_line is not connected.',
      place: 'Beauty (main), order_line',
    });
  });

  it('name the setting by its title', () => {
    const titled = graphCatalogue({
      blender_still: {
        label: 'Render still',
        settingsSchema: { properties: { samples: { type: 'integer', title: 'Samples per pixel' } } },
      },
    });
    const config = aWorkflow([{ id: 'n3', type: 'blender_still', settings: { samples: -1 } }]);
    const problem = validateWorkflow(config, titled).find(({ code }) => code === 'settings.invalid')!;
    expect(problemWords(problem, config, titled).place).toBe('Render still, Samples per pixel');
  });

  it('call nodes inside of the message by their names', () => {
    const config = aWorkflow([
      { id: 'n1', type: 'output_save', label: 'First' },
      { id: 'n2', type: 'output_save', label: 'Second' },
    ]);
    expect(told(config, 'output.doubled')).toEqual({
      message: 'Second delivers a second time, after First.',
      place: 'Second',
    });
  });

  it('say of a wire what is wrong with it, at the node that it ends at', () => {
    const config = aWorkflow([{ id: 'n1', type: 'resolve_glb' }, beauty], ['n1.manifest > n3.glb']);
    const words = told(config, 'edge.type_mismatch');
    expect(words?.message).toMatch(/^Manifest does not fit glb\./);
    expect(words?.place).toBe('Beauty (main), glb');
  });

  it('say of a doubled wire between which nodes it runs', () => {
    const config = aWorkflow([{ id: 'n1', type: 'resolve_glb' }, beauty], ['n1.glb > n3.glb', 'n1.glb > n3.glb']);
    expect(told(config, 'edge.duplicate')?.message).toBe('This wire repeats Geometry, glb → Beauty (main), glb.');
  });

  it('say of a taken input that another wire has it', () => {
    const config = aWorkflow(
      [{ id: 'n1', type: 'resolve_glb' }, { id: 'n2', type: 'resolve_glb' }, beauty],
      ['n1.glb > n3.glb', 'n2.glb > n3.glb'],
    );
    expect(told(config, 'edge.input_taken')?.message).toBe(
      'Beauty (main), glb takes one connection and already has another wire.',
    );
  });

  it('say the nodes of a cycle by name', () => {
    const config = aWorkflow(
      [
        { id: 'a', type: 'image_composite', label: 'One' },
        { id: 'b', type: 'image_composite' },
      ],
      ['a.image > b.images', 'b.image > a.images'],
    );
    expect(told(config, 'graph.cycle')?.message).toBe('These nodes wait for each other: One → Composite → One.');
  });

  it('keep the name of a type as it is', () => {
    const config = aWorkflow([{ id: 'n1', type: 'cad_thumbnail' }]);
    expect(told(config, 'node.foreign_family')?.message).toBe(
      'cad_thumbnail is for cad_file, the workflow is for order_line.',
    );
  });

  it('leave the place open when the workflow as a whole is meant', () => {
    expect(told(aWorkflow([]), 'graph.empty')).toEqual({ message: 'The workflow has no nodes.', place: null });
  });

  it('keep an id that the workflow does not have', () => {
    const config = aWorkflow([beauty], ['n9.glb > n3.glb']);
    expect(told(config, 'edge.unknown_node')).toEqual({ message: 'There is no node n9.', place: 'Beauty (main)' });
  });
});
