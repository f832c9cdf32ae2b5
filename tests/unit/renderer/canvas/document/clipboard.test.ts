import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdit } from '../../../../../renderer/canvas/document/applyEdit.ts';
import type { Clip } from '../../../../../renderer/canvas/document/clip.ts';
import { copyItems, duplicateItems, pasteClip, readClip } from '../../../../../renderer/canvas/document/clipboard.ts';
import { selectionOf } from '../../../../../renderer/canvas/document/selection.ts';
import type { WorkflowConfig } from '../../../../../shared/domain/workflow.ts';
import { canonicalWorkflow } from '../../../../../shared/graph/canonicalWorkflow.ts';
import { parseWorkflow } from '../../../../../shared/graph/parseWorkflow.ts';
import { arbitraryWorkflow } from '../../../../support/arbitraryWorkflow.ts';
import { graphCatalogue } from '../../../../support/graphCatalogue.ts';
import { aWorkflow, wireOf } from '../../../../support/graphs.ts';

const catalogue = graphCatalogue();
const rendered = aWorkflow(
  [{ id: 's', type: 'blender_still', settings: { samples: 8 }, label: 'Hero' }, 'image_composite', 'output_save'],
  ['s.image > image_composite.images', 'image_composite.image > output_save.artifact'],
  {
    frames: [{ id: 'f1', title: 'A', position: { x: -8, y: -8 }, size: { width: 9, height: 9 } }],
    notes: [{ id: 't1', text: 'A', position: { x: 16, y: 0 }, size: { width: 9, height: 9 } }],
  },
);
const empty = aWorkflow([]);
const all = ({ nodes, frames, notes }: WorkflowConfig) => {
  const ids = (list: readonly { id: string }[] = []) => list.map(({ id }) => id);
  return selectionOf({ nodes: ids(nodes), frames: ids(frames), notes: ids(notes) });
};
const clipOf = (config: WorkflowConfig, nodes: string[]) => readClip(copyItems(config, selectionOf({ nodes })))!;

function pasted(config: WorkflowConfig, clip: Clip, at: { x: number; y: number } | null = null): WorkflowConfig {
  const paste = pasteClip(config, catalogue, clip, at);
  if (!paste.ok) throw new Error(paste.reason);
  return applyEdit(config, paste.edit);
}

describe('copying', () => {
  it('takes what is selected and the wires among it, as text that says what it is', () => {
    const text = copyItems(rendered, selectionOf({ nodes: ['s', 'image_composite'] }));
    expect(JSON.parse(text)).toEqual({
      ...{ hartomat: 'nodes', version: 1, family: 'order_line' },
      nodes: rendered.nodes.slice(0, 2),
      edges: rendered.edges.slice(0, 1),
    });
  });

  it('takes the nodes of wires, not wires alone', () => {
    expect(readClip(copyItems(rendered, selectionOf({ edges: ['e1'] })))).toMatchObject({ nodes: [], edges: [] });
  });
});

describe('pasting', () => {
  it('into an empty workflow gives the same graph at the same places, under new ids', () => {
    const result = pasted(empty, readClip(copyItems(rendered, all(rendered)))!);
    expect(result.nodes.map(({ id }) => id)).toEqual(['n1', 'n2', 'n3']);
    expect(result.nodes[0]).toEqual({ ...rendered.nodes[0], id: 'n1' });
    expect(result.edges.map(wireOf)).toEqual(['n1.image > n2.images', 'n2.image > n3.artifact']);
    expect(result.frames).toEqual(rendered.frames);
    expect(result.notes).toEqual(rendered.notes);
  });

  it('again and again stands beside the copies before it', () => {
    const clip = clipOf(rendered, ['s']);
    const thrice = pasted(pasted(pasted(empty, clip), clip), clip);
    expect(thrice.nodes.map(({ position }) => position.x)).toEqual([0, 32, 64]);
  });

  it('at a place brings the upper left corner there, on the grid, and keeps all distances', () => {
    const result = pasted(empty, readClip(copyItems(rendered, all(rendered)))!, { x: 101, y: 99 });
    expect(result.frames![0]!.position).toEqual({ x: 104, y: 96 });
    expect(result.notes![0]!.position).toEqual({ x: 128, y: 104 });
  });

  it('selects what is pasted', () => {
    const paste = pasteClip(rendered, catalogue, clipOf(rendered, ['s', 'output_save']), null);
    expect(paste.ok && [...paste.edit.select!.nodes]).toEqual(['n1', 'n2']);
    expect(paste.ok && paste.edit.label).toBe('Paste 2 nodes');
  });

  it('takes a whole workflow as text', () => {
    expect(pasted(empty, readClip(canonicalWorkflow(rendered))!).nodes).toHaveLength(3);
    expect(pasted(empty, readClip(`\uFEFF${JSON.stringify(rendered, null, 2)}`)!).edges).toHaveLength(2);
  });

  it('leaves the clip alone: what is pasted twice is two things', () => {
    const clip = clipOf(rendered, ['s']);
    const twice = pasted(pasted(empty, clip), clip);
    expect(twice.nodes[0]!.settings).not.toBe(twice.nodes[1]!.settings);
  });

  it('says when there is nothing, or no room', () => {
    const nothing = readClip(copyItems(rendered, selectionOf({})))!;
    expect(pasteClip(empty, catalogue, nothing, null)).toMatchObject({ reason: 'There is nothing to paste.' });
    const full = aWorkflow(Array.from({ length: 4999 }, (_, index) => ({ id: `n${index}`, type: 'notify' })));
    expect(pasteClip(full, catalogue, clipOf(rendered, ['s', 'output_save']), null)).toMatchObject({
      reason: 'A workflow has at most 5000 nodes. Paste less, or split it into smaller ones.',
    });
  });
});

describe('nodes of the other family', () => {
  const cad = aWorkflow(
    ['resolve_step_path', { id: 'x', type: 'stl_export', label: 'Print' }, 'output_save', 'notify'],
    ['x.model > output_save.artifact', 'output_save.asset > notify.asset'],
    { family: 'cad_file' },
  );
  const clip = readClip(canonicalWorkflow(cad))!;

  it('are refused as a whole, with the list and what would fit', () => {
    const paste = pasteClip(rendered, catalogue, clip, null);
    if (paste.ok) throw new Error('Foreign nodes were pasted.');
    expect(paste.reason).toBe('2 nodes of 4 are not for order_line workflows.');
    expect(paste.foreign).toEqual([
      { id: 'resolve_step_path', type: 'resolve_step_path', label: 'resolve_step_path' },
      { id: 'x', type: 'stl_export', label: 'Print' },
    ]);
    expect(paste.fittingCount).toBe(2);
    const fitting = applyEdit(empty, paste.fitting!);
    expect(fitting.nodes.map(({ type }) => type)).toEqual(['output_save', 'notify']);
    expect(fitting.edges).toHaveLength(1);
  });

  it('leave nothing to paste where none fit', () => {
    const paste = pasteClip(rendered, catalogue, clipOf(cad, ['x']), null);
    expect(paste).toMatchObject({ ok: false, fitting: null, fittingCount: 0 });
    expect(!paste.ok && paste.reason).toBe('1 node of 1 is not for order_line workflows.');
  });

  it('of an unknown type are taken: validation tells of them', () => {
    expect(pasted(rendered, clipOf(aWorkflow(['unheard_of']), ['unheard_of'])).nodes).toHaveLength(4);
  });
});

describe('duplicating', () => {
  it('sets a copy beside, with the wires among what is copied', () => {
    const edit = duplicateItems(rendered, selectionOf({ nodes: ['s', 'image_composite'], notes: ['t1'] }));
    const result = applyEdit(rendered, edit);
    expect(edit.label).toBe('Duplicate 3 items');
    expect(result.edges.map(wireOf).slice(2)).toEqual(['n1.image > n2.images']);
    expect(result.notes![1]).toMatchObject({ id: 't2', position: { x: 48, y: 32 } });
  });
});

describe('any text', () => {
  const clip = { hartomat: 'nodes', version: 1, family: 'order_line', nodes: [], edges: [] };
  const node = { id: 'a', type: 'notify', version: 1, position: { x: 0, y: 0 }, settings: {} };

  it.each([
    ['nothing', ''],
    ['words', 'Dear colleague, the render is ready.'],
    ['a list', '[1, 2, 3]'],
    ['half of it', JSON.stringify(clip).slice(0, -4)],
    ['another object', '{"a": 1}'],
    ['another version', JSON.stringify({ ...clip, version: 2 })],
    ['a workflow of a newer schema', JSON.stringify({ ...rendered, schemaVersion: 2 })],
    ['a field too many', JSON.stringify({ ...clip, script: 'x' })],
    ['another family', JSON.stringify({ ...clip, family: 'shoes' })],
    ['a node without a place', JSON.stringify({ ...clip, nodes: [{ ...node, position: null }] })],
    ['an id twice', JSON.stringify({ ...clip, nodes: [node, node] })],
    ['a key twice', '{"hartomat":"nodes","hartomat":"nodes","version":1,"family":"order_line","nodes":[],"edges":[]}'],
    ['a key that would change prototypes', JSON.stringify({ ...clip, nodes: [node] }).replace('{}', '{"__proto__":1}')],
    ['a deep nest', `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`],
    ['a number beyond all', JSON.stringify({ ...clip, nodes: [node] }).replace('"x":0', '"x":1e999')],
    ['9 MB', `{"hartomat": "${'x'.repeat(9 * 1024 * 1024)}"}`],
    ['9 MB of spaces', ' '.repeat(9 * 1024 * 1024)],
  ])('%s is no clip', (_what, text) => {
    expect(readClip(text)).toBeNull();
  });

  it('drops wires that lead nowhere', () => {
    const loose = { id: 'e1', source: { node: 'a', port: 'x' }, target: { node: 'gone', port: 'y' } };
    expect(readClip(JSON.stringify({ ...clip, nodes: [node], edges: [loose] }))!.edges).toEqual([]);
  });

  it('ends where no step leads to another place', () => {
    const far = readClip(JSON.stringify({ ...clip, nodes: [{ ...node, position: { x: 1e308, y: 1e308 } }] }))!;
    const twice = pasted(pasted(empty, far), far);
    expect(twice.nodes.map(({ position }) => position.x)).toEqual([1e308, 1e308]);
  });

  it('never throws, and never makes an invalid document', () => {
    const far = fc.constantFrom(0, -0, 1e308, -1e308, 1.7976931348623157e308, 5e-324);
    const place = fc.record({ x: far, y: far });
    const clips = fc
      .array(place, { minLength: 1, maxLength: 4 })
      .map((places) => places.map((position, index) => ({ ...node, id: `a${index}`, position })))
      .map((nodes) => JSON.stringify({ ...clip, nodes }));
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), clips), place, (text, at) => {
        const read = readClip(text);
        if (read === null) return;
        for (const where of [at, null]) {
          const paste = pasteClip(rendered, catalogue, read, where);
          if (paste.ok) expect(parseWorkflow(applyEdit(rendered, paste.edit)).problems).toEqual([]);
        }
      }),
    );
  });
});

it('what is copied of any workflow comes back whole', () => {
  fc.assert(
    fc.property(arbitraryWorkflow(catalogue), (config) => {
      const { family, nodes, edges, frames = [], notes = [] } = config;
      expect(readClip(copyItems(config, all(config)))).toEqual(
        JSON.parse(JSON.stringify({ family, nodes, edges, frames, notes })),
      );
    }),
  );
});
