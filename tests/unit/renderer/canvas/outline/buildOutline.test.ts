import { describe, expect, it } from 'vitest';
import { buildOutline } from '../../../../../renderer/canvas/outline/buildOutline.ts';
import type { OutlineItem } from '../../../../../renderer/canvas/outline/outlineItem.ts';
import { foldLines, outlineRows, outlineWayTo } from '../../../../../renderer/canvas/outline/outlineRows.ts';
import { spokenLine } from '../../../../../renderer/canvas/outline/spokenLine.ts';
import { treeKeyAction } from '../../../../../renderer/ui/treeKeyAction.ts';
import type { WorkflowConfig } from '../../../../../shared/domain/workflow.ts';
import { presetConfig, workflowPresets } from '../../../../../shared/graph/presetConfig.ts';
import { validateWorkflow } from '../../../../../shared/graph/validateWorkflow.ts';
import { workflowProblem } from '../../../../../shared/graph/workflowProblem.ts';
import { graphCatalogue } from '../../../../support/graphCatalogue.ts';
import { aWorkflow } from '../../../../support/graphs.ts';

const catalogue = graphCatalogue();

function outlineOf(config: WorkflowConfig, problems = validateWorkflow(config, catalogue)): OutlineItem {
  return buildOutline({ config, catalogue, problems });
}

/** The whole tree as indented text, as it is read aloud. */
function lines(item: OutlineItem, indent = ''): string[] {
  return [`${indent}${spokenLine(item)}`, ...item.children.flatMap((child) => lines(child, `${indent}  `))];
}

function all(item: OutlineItem): OutlineItem[] {
  return [item, ...item.children.flatMap(all)];
}

const aRequiredOutput = catalogue.get('output_save')!.outputs.map((port) => ({ ...port, required: true }))[0]!;

const still = aWorkflow(
  [
    { id: 'save', type: 'output_save', label: 'Save still' },
    { id: 'beauty', type: 'blender_still', label: 'Beauty', settings: { samples: 128, width: null } },
    'resolve_glb',
  ],
  ['beauty.image > save.artifact', 'resolve_glb.glb > beauty.glb'],
);

describe('the outline of a workflow', () => {
  it('tells nodes as they run, and of each what is connected, what was changed and what is wrong', () => {
    const samples = workflowProblem('settings.invalid', 'Node beauty (Beauty): Samples is 0.', 'Set 1 or more.', {
      ...{ nodeId: 'beauty', field: 'samples' },
    });
    expect(lines(outlineOf(still, [samples]))).toEqual([
      'error, Test, order_line, 3 nodes, 1 problem',
      '  resolve_glb, resolve_glb, step 1',
      '    Inputs, 1',
      '      order_line, not connected, required',
      '    Outputs, 2',
      '      glb, to Beauty, glb',
      '      manifest, not connected',
      '  error, Beauty, blender_still, step 2, 1 problem',
      '    Inputs, 4',
      '      order_line, not connected, required',
      '      glb, from resolve_glb, glb',
      '      template, not connected, required',
      '      material_map, not connected, required',
      '    Outputs, 1',
      '      image, to Save still, artifact',
      '    Changed settings, 1',
      '      Samples, 128, default None',
      '    error, Problems, 1',
      '      error, Samples is 0. Set 1 or more. settings.invalid',
      '  Save still, output_save, step 3',
      '    Inputs, 3',
      '      artifact, from Beauty, image',
      '      attachments, not connected',
      '      order_line, not connected',
      '    Outputs, 1',
      '      asset, not connected',
    ]);
  });

  it('opens a port with several wires, so that each can be cut', () => {
    const config = aWorkflow(
      ['blender_still', { id: 'detail', type: 'blender_still', label: 'Detail' }, 'image_composite'],
      ['blender_still.image > image_composite.images', 'detail.image > image_composite.images'],
    );
    const images = all(outlineOf(config, [])).find(({ id }) => id === 'image_composite/input/images');
    expect(lines(images!)).toEqual(['images, 2 wires', '  from blender_still, image', '  from Detail, image']);
    expect(images!.children.map(({ subject }) => subject)).toEqual([
      { kind: 'wire', edgeId: 'e1', toNode: 'blender_still' },
      { kind: 'wire', edgeId: 'e2', toNode: 'detail' },
    ]);
  });

  it('holds what does not run: a cycle, an unknown type, a wire to a port that is not there', () => {
    const config = aWorkflow(
      ['image_composite', { id: 'b', type: 'image_composite', label: 'B' }, 'gone_type', 'output_save'],
      ['image_composite.image > b.images', 'b.image > image_composite.images', 'gone_type.out > output_save.wrong'],
    );
    const told = lines(outlineOf(config)).map((line) => line.trim());
    expect(told).toContainEqual(expect.stringMatching(/B, image_composite, in a cycle, never runs/));
    expect(told).toContainEqual(expect.stringMatching(/gone_type, unknown type gone_type, step 1/));
    expect(told).toContainEqual('out, which gone_type does not have, to output_save, wrong');
    expect(told).toContainEqual('wrong, which output_save does not have, from gone_type, out');
  });

  it('holds problems of the whole, notes and frames', () => {
    const place = { position: { x: 0, y: 0 }, size: { width: 10, height: 10 } };
    const config = aWorkflow([], [], {
      notes: [{ id: 't1', text: ' Ask sales ', ...place }],
      frames: [{ id: 'f1', title: '', ...place }],
    });
    const told = lines(outlineOf(config)).map((line) => line.trim());
    expect(told[1]).toBe('error, Problems, 1');
    expect(told[2]).toMatch(/graph\.empty$/);
    expect(told.slice(3)).toEqual(['Notes, 1', 'Ask sales', 'Frames, 1', 'Untitled frame']);
  });

  it('never asks that an output is connected', () => {
    const catalogue = graphCatalogue({ notify: { outputs: [aRequiredOutput] } });
    const outline = buildOutline({ config: aWorkflow(['notify']), catalogue, problems: [] });
    expect(all(outline).find(({ id }) => id === 'notify/output/asset')?.detail).toBe('not connected');
  });

  it('says what a run says of a node', () => {
    const stateOf = (id: string) => (id === 'beauty' ? 'Failed' : null);
    const outline = buildOutline({ config: still, catalogue, problems: [], stateOf });
    expect(outline.children.map(({ detail }) => detail)).toContain('blender_still, step 2, failed');
  });

  it.each(workflowPresets)('of the preset %s tells each wire at both of its ends, under ids of its own', (preset) => {
    const config = presetConfig(preset);
    const items = all(outlineOf(config));
    expect(new Set(items.map(({ id }) => id)).size).toBe(items.length);
    const told = items.flatMap(({ subject }) =>
      subject.kind === 'port' ? subject.edges.map((id) => `${subject.end.direction} ${id}`) : [],
    );
    const expected = config.edges.flatMap(({ id }) => [`output ${id}`, `input ${id}`]);
    expect(told.toSorted()).toEqual(expected.toSorted());
  });

  it('is told in a moment for a workflow of 5000 nodes', () => {
    const ids = Array.from({ length: 5000 }, (_, index) => ({ id: `n${index}`, type: 'image_composite' }));
    const wires = ids.slice(1).map(({ id }, index) => `n${index}.image > ${id}.images`);
    const config = aWorkflow(ids, wires);
    const started = performance.now();
    const rows = outlineRows(outlineOf(config, []), new Set(['workflow']));
    expect(rows).toHaveLength(5001);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

describe('the lines of the outline', () => {
  const root = outlineOf(still, []);
  const closed = outlineRows(root, new Set(['workflow']));

  it('say where they stand', () => {
    expect(closed.map(({ node, level, position, setSize }) => [node.id, level, position, setSize])).toEqual([
      ['workflow', 1, 1, 1],
      ['resolve_glb', 2, 1, 3],
      ['beauty', 2, 2, 3],
      ['save', 2, 3, 3],
    ]);
  });

  it('open a node with its heads, and close as they were', () => {
    const expanded = foldLines(closed, new Set(['workflow']), ['beauty'], true);
    const opened = outlineRows(root, expanded);
    expect(opened.map(({ node }) => node.id)).toContain('beauty/input/glb');
    const shut = foldLines(opened, expanded, ['beauty'], false);
    expect(outlineRows(root, shut).map(({ node }) => node.id)).toEqual(closed.map(({ node }) => node.id));
  });

  it('are walked as a tree is', () => {
    const opened = outlineRows(root, foldLines(closed, new Set(['workflow']), ['beauty'], true));
    const glb = opened.findIndex(({ node }) => node.id === 'beauty/input/glb');
    const to = (key: string, from = glb) => {
      const action = treeKeyAction(opened, from, key);
      return action.kind === 'move' ? opened[action.index]!.node.id : action.kind;
    };
    expect(to('ArrowDown')).toBe('beauty/input/template');
    expect(to('ArrowLeft')).toBe('beauty/inputs');
    expect(to('ArrowRight')).toBe('none');
    expect(to('End')).toBe('save');
    expect(to('Home')).toBe('workflow');
    expect(to('s')).toBe('beauty/setting/samples');
    expect(to('ArrowRight', 1)).toBe('expand');
  });

  it('are found by the way that leads to them', () => {
    expect(outlineWayTo(root, 'beauty/input/glb')).toEqual(['workflow', 'beauty', 'beauty/inputs']);
    expect(outlineWayTo(root, 'nowhere')).toEqual([]);
  });
});
