import { describe, expect, it } from 'vitest';
import { applyEdit } from '../../../../../renderer/canvas/document/applyEdit.ts';
import { applyPositions } from '../../../../../renderer/canvas/document/edits/applyPositions.ts';
import { removeItems } from '../../../../../renderer/canvas/document/edits/removeItems.ts';
import { replaceConfig } from '../../../../../renderer/canvas/document/edits/replaceConfig.ts';
import { resetSetting } from '../../../../../renderer/canvas/document/edits/resetSetting.ts';
import { setNodeLabel } from '../../../../../renderer/canvas/document/edits/setNodeLabel.ts';
import { setNodeNote } from '../../../../../renderer/canvas/document/edits/setNodeNote.ts';
import { setSetting } from '../../../../../renderer/canvas/document/edits/setSetting.ts';
import { setWorkflowFields } from '../../../../../renderer/canvas/document/edits/setWorkflowFields.ts';
import { foreignNodes } from '../../../../../renderer/canvas/document/familyOf.ts';
import { selectionOf } from '../../../../../renderer/canvas/document/selection.ts';
import { graphCatalogue } from '../../../../support/graphCatalogue.ts';
import { aWorkflow, wireOf } from '../../../../support/graphs.ts';

const catalogue = graphCatalogue();
const still = { id: 's', type: 'blender_still' };
const config = aWorkflow([still, 'output_save'], ['s.image > output_save.artifact']);

describe('settings', () => {
  it('are given, changed and taken back to their default', () => {
    const given = applyEdit(config, setSetting('s', 'samples', 64));
    expect(given.nodes[0]!.settings).toEqual({ samples: 64 });
    expect(applyEdit(given, setSetting('s', 'samples', 64))).toBe(given);
    expect(applyEdit(given, resetSetting('s', 'samples'))).toEqual(config);
  });

  it('leave every other node as it was', () => {
    const given = applyEdit(config, setSetting('s', 'samples', 64));
    expect(given.nodes[1]).toBe(config.nodes[1]);
    expect(given.edges).toBe(config.edges);
  });

  it('of a node that is gone change nothing', () => {
    expect(applyEdit(config, setSetting('gone', 'samples', 64))).toBe(config);
    expect(applyEdit(config, resetSetting('gone', 'samples'))).toBe(config);
  });

  it('are called by words', () => {
    expect(setSetting('s', 'resolutionOrder', []).label).toBe('Change resolution order');
    expect(resetSetting('s', 'material_override').label).toBe('Reset material override');
  });

  it('merge by node and setting when asked to', () => {
    const key = (name: string) => setSetting('s', name, 1, { merge: true }).merge;
    expect(key('samples')).toBe(key('samples'));
    expect(key('samples')).not.toBe(key('seed'));
    expect(setSetting('s', 'samples', 1).merge).toBeUndefined();
  });
});

describe('name and note of a node', () => {
  it('are cut to what the document can hold, and taken away when empty', () => {
    const named = applyEdit(applyEdit(config, setNodeLabel('s', `  ${'x'.repeat(300)}`)), setNodeNote('s', ' why '));
    expect(named.nodes[0]!.label).toHaveLength(120);
    expect(named.nodes[0]!.note).toBe(' why ');
    expect(applyEdit(applyEdit(named, setNodeLabel('s', ' ')), setNodeNote('s', '\n'))).toEqual(config);
  });
});

describe('fields of the workflow', () => {
  it('are changed, and an empty description is left out', () => {
    const fields = { name: ' Hero ', description: 'For the shop.', executionMode: 'shadow' } as const;
    const attempt = setWorkflowFields(config, catalogue, fields);
    const changed = attempt.ok ? applyEdit(config, attempt.edit) : null;
    expect(changed).toMatchObject({ ...fields, name: 'Hero' });
    const emptied = setWorkflowFields(changed!, catalogue, { description: '' });
    expect(emptied.ok && applyEdit(changed!, emptied.edit)).not.toHaveProperty('description');
  });

  it('say what undo takes back', () => {
    const label = (fields: Parameters<typeof setWorkflowFields>[2]) => {
      const attempt = setWorkflowFields(config, catalogue, fields);
      return attempt.ok && attempt.edit.label;
    };
    expect(label({ name: 'A' })).toBe('Rename the workflow');
    expect(label({ executionMode: 'graph' })).toBe('Switch to graph mode');
    expect(label({ name: 'A', description: 'B' })).toBe('Change the workflow');
  });

  it.each([
    [{ name: '  ' }, 'A workflow needs a name.'],
    [{ name: 'x'.repeat(121) }, 'A name has at most 120 characters.'],
    [{ description: 'x'.repeat(2001) }, 'A description has at most 2000 characters.'],
    [{ family: 'cad_file' as const }, 'cad_file has no blender_still. Remove these nodes first.'],
  ])('are refused when they cannot be: %#', (fields, reason) => {
    expect(setWorkflowFields(config, catalogue, fields)).toEqual({ ok: false, reason });
  });

  it('take another family where all nodes have both', () => {
    const both = aWorkflow(['output_save', { id: 'x', type: 'unheard_of' }]);
    const attempt = setWorkflowFields(both, catalogue, { family: 'cad_file' });
    expect(attempt.ok && applyEdit(both, attempt.edit).family).toBe('cad_file');
  });

  it('name three of the nodes that are in the way', () => {
    const many = aWorkflow(['blender_still', 'blender_turntable', 'encode_video', 'export_blend', 'image_composite']);
    expect(setWorkflowFields(many, catalogue, { family: 'cad_file' })).toEqual({
      ok: false,
      reason: 'cad_file has no blender_still, blender_turntable, encode_video and 2 more. Remove these nodes first.',
    });
    expect(foreignNodes(many, catalogue, 'order_line')).toEqual([]);
  });
});

describe('removing', () => {
  const furnished = {
    ...config,
    frames: [{ id: 's', title: 'A', position: { x: 0, y: 0 }, size: { width: 9, height: 9 } }],
    notes: [{ id: 's', text: 'A', position: { x: 0, y: 0 }, size: { width: 9, height: 9 } }],
  };

  it('takes the wires of a node along, and nothing else of its id', () => {
    const edit = removeItems(furnished, selectionOf({ nodes: ['s'] }));
    expect(applyEdit(furnished, edit)).toEqual({ ...furnished, nodes: [config.nodes[1]], edges: [] });
    expect(edit.label).toBe('Delete 1 node');
  });

  it('leaves no empty list of frames or notes', () => {
    const edit = removeItems(furnished, selectionOf({ frames: ['s'], notes: ['s'] }));
    expect(applyEdit(furnished, edit)).toEqual(config);
    expect(edit.label).toBe('Delete 2 items');
  });

  it('takes wires alone', () => {
    const edit = removeItems(config, selectionOf({ edges: ['e1'] }));
    expect(applyEdit(config, edit).edges.map(wireOf)).toEqual([]);
    expect(edit.label).toBe('Delete 1 wire');
  });
});

describe('replacing', () => {
  it('the whole config leaves where one looks', () => {
    const before = { ...config, description: 'Old', viewport: { x: 1, y: 2, zoom: 3 } };
    const other = aWorkflow(['notify'], [], { name: 'Other', viewport: { x: 9, y: 9, zoom: 1 } });
    expect(applyEdit(before, replaceConfig(other, 'Restore revision 2'))).toEqual({
      ...other,
      viewport: { x: 1, y: 2, zoom: 3 },
    });
  });

  it('positions by a layout is one step with its own words', () => {
    const edit = applyPositions(config, catalogue, new Map([['s', { x: 8, y: 8 }]]), 'Auto-align');
    expect(edit.label).toBe('Auto-align');
    expect(applyEdit(config, edit).nodes.map(({ position }) => position)).toEqual([
      { x: 8, y: 8 },
      { x: 0, y: 0 },
    ]);
  });
});
