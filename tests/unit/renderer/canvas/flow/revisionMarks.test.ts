import { describe, expect, it } from 'vitest';
import { placeDocument } from '../../../../../renderer/canvas/flow/placeDocument.ts';
import { revisionMarks } from '../../../../../renderer/canvas/flow/revisionMarks.ts';
import type { WorkflowConfig } from '../../../../../shared/domain/workflow.ts';
import { graphCatalogue } from '../../../../support/graphCatalogue.ts';
import { aWorkflow, withNode } from '../../../../support/graphs.ts';

const catalogue = graphCatalogue();

function marks(before: WorkflowConfig, after: WorkflowConfig, pictured: readonly string[] = []) {
  const placed = placeDocument(after, { catalogue, pictured: new Set(pictured) });
  return revisionMarks({ before, after, catalogue }, placed);
}

describe('a revision laid over the canvas', () => {
  const config = aWorkflow([{ id: 'a', type: 'blender_still', label: 'Beauty' }, 'output_save']);
  const movedTo = (x: number, y: number) => withNode(config, 'a', { position: { x, y } });

  it('rings what was added where it stands, and what was removed where it stood, by its title', () => {
    const without = { ...config, nodes: config.nodes.slice(1) };
    const { x, y } = config.nodes[0]!.position;
    expect(marks(without, config)).toMatchObject([{ id: 'a', mark: 'added', title: null, was: null, x, y }]);
    expect(marks(config, without)).toMatchObject([{ id: 'a', mark: 'removed', title: 'Beauty', was: null, x, y }]);
  });

  it('says where a node that was moved stood, as tall as it is now', () => {
    const [mark, ...others] = marks(config, movedTo(400, 80), ['a']);
    expect(others).toEqual([]);
    expect(mark).toMatchObject({ id: 'a', mark: 'moved', x: 400, y: 80, was: config.nodes[0]!.position });
    expect(mark?.was).toMatchObject({ width: mark?.width, height: mark?.height });
  });

  it('tells the old place of one that was changed too', () => {
    const after = withNode(movedTo(400, 80), 'a', { settings: { samples: 8 } });
    expect(marks(config, after)).toMatchObject([{ mark: 'changed', x: 400, was: config.nodes[0]!.position }]);
  });

  it('marks nothing where nothing differs', () => {
    expect(marks(config, config)).toEqual([]);
  });
});
