import { describe, expect, it } from 'vitest';
import {
  requestAfter,
  requestAnywhere,
  requestAtPort,
  requestOnEdge,
} from '../../../../../renderer/canvas/outline/addRequests.ts';
import { buildOutline } from '../../../../../renderer/canvas/outline/buildOutline.ts';
import { fittingEnds } from '../../../../../renderer/canvas/outline/fittingEnds.ts';
import { outlineActions } from '../../../../../renderer/canvas/outline/outlineActions.ts';
import type { OutlineItem } from '../../../../../renderer/canvas/outline/outlineItem.ts';
import { toggledSelection } from '../../../../../renderer/canvas/outline/toggledSelection.ts';
import { connectPorts } from '../../../../../renderer/canvas/document/edits/connectPorts.ts';
import { emptySelection, selectionOf } from '../../../../../renderer/canvas/document/selection.ts';
import { wireBetween } from '../../../../../renderer/canvas/document/wireBetween.ts';
import { presetConfig, workflowPresets } from '../../../../../shared/graph/presetConfig.ts';
import { graphCatalogue } from '../../../../support/graphCatalogue.ts';
import { aWorkflow, withNode } from '../../../../support/graphs.ts';

const catalogue = graphCatalogue();

function all(item: OutlineItem): OutlineItem[] {
  return [item, ...item.children.flatMap(all)];
}

const config = aWorkflow(
  ['resolve_glb', 'blender_still', { id: 'detail', type: 'blender_still', label: 'Detail' }, 'output_save', 'notify'],
  ['resolve_glb.glb > blender_still.glb', 'blender_still.image > output_save.artifact'],
);
const items = all(buildOutline({ config, catalogue, problems: [] }));
const actionsOf = (id: string, previewReason: string | null = null) =>
  outlineActions(
    items.find((item) => item.id === id)!,
    () => previewReason,
  );
const told = (id: string) =>
  actionsOf(id).map(({ label, keys, disabledReason }) => [keys, label, ...(disabledReason ? [disabledReason] : [])]);

describe('what can be done at a line of the outline', () => {
  it('is for a node to open, follow, try, double and delete it', () => {
    expect(told('blender_still')).toEqual([
      ['Enter', 'Open in the inspector'],
      ['Insert', 'Add node after it…'],
      ['Shift+Enter', 'Run to here'],
      ['Ctrl+D', 'Duplicate'],
      ['Delete', 'Delete'],
      ['Ctrl+Delete', 'Delete and join'],
    ]);
    const run = actionsOf('blender_still', 'Choose a product first').find(({ command }) => command === 'runToHere');
    expect(run?.disabledReason).toBe('Choose a product first');
  });

  it('is for a port to connect it, and says why nothing can be cut', () => {
    expect(told('detail/output/image')).toEqual([
      ['Enter', 'Connect to…'],
      ['Insert', 'Add node that takes it…'],
      [null, 'Insert node on this wire…', 'Nothing is connected'],
      [null, 'Go to the other end', 'Nothing is connected'],
      ['Delete', 'Disconnect', 'Nothing is connected'],
    ]);
    expect(told('output_save/input/artifact')).toEqual([
      ['Enter', 'Connect from…'],
      ['Insert', 'Add node that gives it…'],
      [null, 'Insert node on this wire…'],
      [null, 'Go to the other end'],
      ['Delete', 'Disconnect'],
    ]);
  });

  it('never has two actions on one key', () => {
    for (const { id } of items) {
      const keys = actionsOf(id).flatMap((action) => action.keys ?? []);
      expect(new Set(keys).size).toBe(keys.length);
    }
  });
});

describe('the ends that a port can be connected to', () => {
  it('are those that fit, with the wire that would give way', () => {
    const { ends, refused } = fittingEnds(config, catalogue, { node: 'detail', port: 'image', direction: 'output' });
    expect(ends.map(({ title, port, replaces }) => [title, port, replaces])).toEqual([
      ['output_save', 'artifact', 'blender_still'],
      ['output_save', 'attachments', null],
    ]);
    // order_line of resolve_glb, 4 of blender_still, order_line of output_save, asset of notify.
    expect(refused).toBe(7);
  });

  it('are outputs for an input', () => {
    const { ends } = fittingEnds(config, catalogue, { node: 'detail', port: 'glb', direction: 'input' });
    expect(ends.map(({ node, port }) => `${node}.${port}`)).toEqual(['resolve_glb.glb']);
  });

  it('never make a node wait for itself', () => {
    const chain = aWorkflow(
      ['image_composite', { id: 'second', type: 'image_composite' }],
      ['image_composite.image > second.images'],
    );
    const open = { node: 'second', port: 'image', direction: 'output' } as const;
    expect(fittingEnds(chain, catalogue, open).ends).toEqual([]);
  });

  it.each(workflowPresets)('can all be connected in the preset %s', (preset) => {
    const whole = presetConfig(preset);
    for (const node of whole.nodes) {
      for (const { name } of catalogue.get(node.type)!.outputs) {
        const open = { node: node.id, port: name, direction: 'output' } as const;
        for (const end of fittingEnds(whole, catalogue, open).ends) {
          const { source, target } = wireBetween(open, end);
          expect(connectPorts(whole, catalogue, source, target).ok).toBe(true);
        }
      }
    }
  });
});

describe('a node that is asked for from the outline', () => {
  it('is to take the first output of the one before it, beside it where there is room', () => {
    const request = requestAfter(config, catalogue, 'resolve_glb');
    expect(request.from).toEqual({ node: 'resolve_glb', port: 'glb', direction: 'output' });
    expect(request.at.x).toBeGreaterThan(0);
    expect(requestAfter(config, catalogue, 'notify')).toMatchObject({ from: null, onEdge: null });
  });

  it('stands on the side from which the wire comes', () => {
    const { at } = requestAtPort(config, { node: 'detail', port: 'glb', direction: 'input' });
    expect(at.x).toBeLessThan(0);
  });

  it('stands in the middle of its wire', () => {
    const apart = withNode(config, 'blender_still', { position: { x: 400, y: 0 } });
    const { at, onEdge } = requestOnEdge(apart, catalogue, 'e1');
    expect(onEdge).toBe('e1');
    expect(at.x).toBeGreaterThan(176);
    expect(at.x).toBeLessThan(400);
  });

  it('stands right of all others when it is for none of them', () => {
    const apart = withNode(config, 'notify', { position: { x: 900, y: 40 } });
    expect(requestAnywhere(apart).at.x).toBeGreaterThan(900);
    expect(requestAnywhere(aWorkflow([])).at).toEqual({ x: 0, y: 0 });
  });
});

describe('Space on a line', () => {
  it('adds it to what is selected, and takes it away again', () => {
    const one = toggledSelection(emptySelection, selectionOf({ nodes: ['a'] }));
    const two = toggledSelection(one, selectionOf({ edges: ['e1'] }));
    expect(two).toEqual(selectionOf({ nodes: ['a'], edges: ['e1'] }));
    expect(toggledSelection(two, selectionOf({ nodes: ['a'] }))).toEqual(selectionOf({ edges: ['e1'] }));
  });
});
