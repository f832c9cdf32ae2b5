import { describe, expect, it } from 'vitest';
import { applyEdit } from '../../../../../renderer/canvas/document/applyEdit.ts';
import type { Attempt, Edit } from '../../../../../renderer/canvas/document/edit.ts';
import { addNode } from '../../../../../renderer/canvas/document/edits/addNode.ts';
import { canConnect } from '../../../../../renderer/canvas/document/edits/canConnect.ts';
import { connectNodes } from '../../../../../renderer/canvas/document/edits/connectNodes.ts';
import { connectPorts } from '../../../../../renderer/canvas/document/edits/connectPorts.ts';
import { insertOnEdge } from '../../../../../renderer/canvas/document/edits/insertOnEdge.ts';
import { removeAndJoin } from '../../../../../renderer/canvas/document/edits/removeAndJoin.ts';
import { reconnectEdge } from '../../../../../renderer/canvas/document/edits/reconnectEdge.ts';
import { removeEdges } from '../../../../../renderer/canvas/document/edits/removeEdges.ts';
import { selectionOf } from '../../../../../renderer/canvas/document/selection.ts';
import type { WorkflowConfig } from '../../../../../shared/domain/workflow.ts';
import { graphCatalogue } from '../../../../support/graphCatalogue.ts';
import { aWorkflow, wireOf } from '../../../../support/graphs.ts';

const catalogue = graphCatalogue();
const end = (text: string) => {
  const [node = '', port = ''] = text.split('.');
  return { node, port };
};
const connect = (config: WorkflowConfig, source: string, target: string) =>
  connectPorts(config, catalogue, end(source), end(target));
const reconnect = (config: WorkflowConfig, edge: string, source: string, target: string) =>
  reconnectEdge(config, catalogue, edge, end(source), end(target));
const reasonOf = (attempt: Attempt) => (attempt.ok ? null : attempt.reason);

/** The wires after an attempt that has to be possible. */
function wiresAfter(config: WorkflowConfig, attempt: Attempt): string[] {
  if (!attempt.ok) throw new Error(attempt.reason);
  return applyEdit(config, attempt.edit).edges.map((edge) => `${edge.id}: ${wireOf(edge)}`);
}

const setUp = { id: 'a', type: 'order_line_setup' };
const still = { id: 's', type: 'blender_still', label: 'Hero' };
const sheet = { id: 'c', type: 'image_composite' };
const save = { id: 'o', type: 'output_save' };

describe('connecting ports', () => {
  it('draws a wire with the first free id', () => {
    const config = aWorkflow([setUp, still, 'resolve_glb'], ['a.order_line > resolve_glb.order_line']);
    expect(wiresAfter(config, connect(config, 'a.order_line', 's.order_line'))).toEqual([
      'e1: a.order_line > resolve_glb.order_line',
      'e2: a.order_line > s.order_line',
    ]);
  });

  it('replaces what an input has that takes one wire', () => {
    const config = aWorkflow([setUp, { ...setUp, id: 'b' }, still], ['a.order_line > s.order_line']);
    const attempt = connect(config, 'b.order_line', 's.order_line');
    expect(wiresAfter(config, attempt)).toEqual(['e2: b.order_line > s.order_line']);
    expect(attempt).toMatchObject({ edit: { label: 'Replace a wire' } });
  });

  it('adds to an input that takes several', () => {
    const config = aWorkflow([still, { ...still, id: 't' }, sheet], ['s.image > c.images']);
    expect(wiresAfter(config, connect(config, 't.image', 'c.images'))).toHaveLength(2);
  });

  it.each([
    ['a type that does not fit, with what would help', 's.image', 'u.glb', 'image does not fit glb. Add resolve_glb?'],
    ['a wire that is drawn already', 's.image', 'c.images', 'These two are connected already.'],
    ['an output of the node itself', 'c.image', 'c.images', 'A node cannot take its own output.'],
    ['a circle', 'd.image', 'c.images', 'image_composite already waits for image_composite: they would wait for'],
    ['a node that is not there', 'x.image', 'c.images', 'There is no node x.'],
    ['a port that is not there', 's.picture', 'c.images', 'Hero has no output picture.'],
    ['a port of the other side', 's.image', 'o.asset', 'output_save has no input asset.'],
    ['a node of an unknown type', 'z.image', 'c.images', 'The node type polish does not exist'],
  ])('refuses %s', (_what, source, target, reason) => {
    const config = aWorkflow(
      [still, { ...still, id: 'u' }, sheet, { ...sheet, id: 'd' }, save, { id: 'z', type: 'polish' }],
      ['s.image > c.images', 'c.image > d.images'],
    );
    expect(reasonOf(connect(config, source, target))).toContain(reason);
    expect(canConnect(config, catalogue, end(source), end(target)).ok).toBe(false);
  });

  it('answers for every pair of a drag the same as for one pair alone', () => {
    const ids = ['c', 'd', 'f', 'g', 'h'];
    const config = aWorkflow(
      ids.map((id) => ({ ...sheet, id })),
      ['c.image > d.images', 'd.image > f.images', 'g.image > h.images'],
    );
    const ask = (graph: WorkflowConfig, from: string, to: string) =>
      canConnect(graph, catalogue, end(`${from}.image`), end(`${to}.images`));
    for (const from of ids) {
      for (const to of ids) expect(ask(config, from, to)).toEqual(ask({ ...config }, from, to));
    }
  });
});

describe('connecting two nodes', () => {
  it('takes the first output that a free input takes, from left to right', () => {
    const apart = (x: number, config: WorkflowConfig) => ({
      ...config,
      nodes: config.nodes.map((node, index) => ({ ...node, position: { x: index * x, y: 0 } })),
    });
    const config = apart(300, aWorkflow([sheet, { ...sheet, id: 'd' }]));
    expect(wiresAfter(config, connectNodes(config, catalogue, ['d', 'c']))).toEqual(['e1: c.image > d.images']);
    const turned = apart(-300, aWorkflow([sheet, save]));
    expect(wiresAfter(turned, connectNodes(turned, catalogue, ['c', 'o']))).toEqual(['e1: c.image > o.artifact']);
  });

  it('takes no input that has its wire, and says that there is none', () => {
    const taken = aWorkflow([still, sheet, save], ['s.image > o.artifact']);
    expect(wiresAfter(taken, connectNodes(taken, catalogue, ['c', 'o']))).toContain('e2: c.image > o.attachments');
    const none = aWorkflow([sheet, 'resolve_template']);
    expect(reasonOf(connectNodes(none, catalogue, ['c', 'resolve_template']))).toBe(
      'No output of image_composite fits a free input of resolve_template',
    );
    expect(reasonOf(connectNodes(none, catalogue, ['c', 'gone']))).toBe('It takes two nodes.');
  });
});

describe('reconnecting a wire', () => {
  it('keeps its id and its place among the wires of an input', () => {
    const stills = ['s', 't', 'u'].map((id) => ({ ...still, id }));
    const config = aWorkflow([...stills, sheet], ['s.image > c.images', 't.image > c.images']);
    expect(wiresAfter(config, reconnect(config, 'e1', 'u.image', 'c.images'))).toEqual([
      'e1: u.image > c.images',
      'e2: t.image > c.images',
    ]);
  });

  it('takes the place of what a single input had', () => {
    const config = aWorkflow(
      [still, { ...still, id: 't' }, save, sheet],
      ['s.image > o.artifact', 't.image > c.images'],
    );
    expect(wiresAfter(config, reconnect(config, 'e2', 't.image', 'o.artifact'))).toEqual(['e2: t.image > o.artifact']);
  });

  it('changes nothing when it is put back', () => {
    const config = aWorkflow([still, sheet], ['s.image > c.images']);
    const attempt = reconnect(config, 'e1', 's.image', 'c.images');
    expect(attempt.ok && applyEdit(config, attempt.edit)).toBe(config);
  });

  it('may turn around what would be a circle with the old wire', () => {
    const config = aWorkflow([sheet, { ...sheet, id: 'd' }], ['c.image > d.images']);
    expect(wiresAfter(config, reconnect(config, 'e1', 'd.image', 'c.images'))).toEqual(['e1: d.image > c.images']);
  });

  it('says why it cannot', () => {
    const config = aWorkflow([still, sheet, save], ['s.image > c.images']);
    expect(reasonOf(reconnect(config, 'e9', 's.image', 'c.images'))).toBe('There is no wire e9.');
    expect(reasonOf(reconnect(config, 'e1', 's.image', 's.glb'))).toBe('A node cannot take its own output.');
  });
});

describe('inserting on a wire', () => {
  const composite = catalogue.get('image_composite')!;
  const config = aWorkflow([still, { ...still, id: 't' }, sheet], ['s.image > c.images', 't.image > c.images']);

  it('puts a new node between both ends, and leaves the order at the input as it was', () => {
    const inserted = insertOnEdge(config, catalogue, 'e1', { definition: composite, at: { x: 13, y: 3 } });
    expect(wiresAfter(config, inserted)).toEqual([
      'e1: n1.image > c.images',
      'e2: t.image > c.images',
      'e3: s.image > n1.images',
    ]);
    expect(inserted).toMatchObject({ id: 'n1', edit: { label: 'Insert image_composite' } });
    expect(inserted.ok && applyEdit(config, inserted.edit).nodes.at(-1)!.position).toEqual({ x: 16, y: 0 });
  });

  it('puts a node there that is on the canvas already', () => {
    const loose = aWorkflow([still, sheet, { ...sheet, id: 'd' }], ['s.image > c.images']);
    expect(wiresAfter(loose, insertOnEdge(loose, catalogue, 'e1', { nodeId: 'd' }))).toEqual([
      'e1: d.image > c.images',
      'e2: s.image > d.images',
    ]);
  });

  const refusal = (type: string, edge = 'e1') =>
    reasonOf(insertOnEdge(config, catalogue, edge, { definition: catalogue.get(type)!, at: { x: 0, y: 0 } }));

  it('refuses what does not fit at either end, and says which', () => {
    expect(refusal('resolve_template')).toBe('resolve_template takes no image.');
    expect(refusal('output_save')).toBe('output_save gives no image.');
    expect(refusal('notify')).toBe('notify takes no image.');
    expect(refusal('image_composite', 'e9')).toBe('There is no wire e9.');
  });

  it('refuses what is of the other family', () => {
    expect(refusal('thumbnail_save')).toBe('thumbnail_save is for cad_file workflows; this one is for order_line.');
  });

  it('refuses a node that stands at the wire, is before or after it, or has no input left', () => {
    const saver = { id: 'r', type: 'resolve_template' };
    const chain = aWorkflow(
      [sheet, { ...sheet, id: 'd' }, { ...sheet, id: 'f' }, saver],
      ['c.image > d.images', 'd.image > f.images'],
    );
    const insert = (edge: string, nodeId: string) => reasonOf(insertOnEdge(chain, catalogue, edge, { nodeId }));
    expect(insert('e1', 'd')).toBe('image_composite is at the end of this wire already.');
    expect(insert('e1', 'f')).toBe('image_composite cannot stand there: it would wait for itself.');
    expect(insert('e2', 'c')).toBe('image_composite cannot stand there: it would wait for itself.');
    expect(insert('e2', 'r')).toBe('resolve_template takes no image.');
    expect(insert('e2', 'x')).toBe('There is no node x.');

    const populate = { id: 'p', type: 'auto_populate_materials' };
    const maps = ['m', 'k'].map((id) => ({ id, type: 'material_map_resolve' }));
    const taken = aWorkflow(
      [...maps, populate, still],
      ['m.material_map > s.material_map', 'k.material_map > p.material_map'],
    );
    expect(reasonOf(insertOnEdge(taken, catalogue, 'e1', { nodeId: 'p' }))).toBe(
      'auto_populate_materials is connected to material_map already.',
    );
  });
});

describe('room for a node on a wire', () => {
  const definition = catalogue.get('image_composite')!;
  const at = (id: string, type: string, x: number, y = 0) => ({ id, type, position: { x, y } });
  const placed: typeof aWorkflow = (nodes, ...rest) => {
    const config = aWorkflow(nodes, ...rest);
    return { ...config, nodes: config.nodes.map((node, index) => ({ ...node, ...(nodes[index] as typeof node) })) };
  };
  /** Places by id after a sheet was put on the wire from `s` to `c`. */
  function placesAfter(config: WorkflowConfig, x: number): Record<string, number> {
    const inserted = insertOnEdge(config, catalogue, 'e1', { definition, at: { x, y: 0 } });
    if (!inserted.ok) throw new Error(inserted.reason);
    const { nodes, frames = [], notes = [] } = applyEdit(config, inserted.edit);
    return Object.fromEntries([...nodes, ...frames, ...notes].map(({ id, position }) => [id, position.x]));
  }
  const wires = ['s.image > c.images', 'c.image > o.artifact'];

  it('leaves everything where it is when there is enough', () => {
    const wide = placed(
      [at('s', 'blender_still', 0), at('c', 'image_composite', 480), at('o', 'output_save', 720)],
      wires,
    );
    expect(placesAfter(wide, 240)).toEqual({ s: 0, n1: 240, c: 480, o: 720 });
  });

  it('sends what comes after it to the right, what stands there along, and nothing else', () => {
    const close = placed(
      [
        ...[at('s', 'blender_still', 0), at('c', 'image_composite', 240), at('o', 'output_save', 480)],
        // In the way of what is moved, and beside it.
        ...[at('b', 'notify', 680), at('f', 'notify', 480, 900), at('p', 'notify', 0, 900)],
      ],
      wires,
    );
    expect(placesAfter(close, 120)).toEqual({ s: 0, n1: 216, c: 432, o: 672, b: 872, f: 480, p: 0 });
  });

  it('takes frames along, or makes them wider', () => {
    const framed = placed(
      [at('s', 'blender_still', 0), at('c', 'image_composite', 240), at('o', 'output_save', 480)],
      wires,
      {
        frames: [
          { id: 'all', title: '', position: { x: -40, y: -40 }, size: { width: 800, height: 600 } },
          { id: 'end', title: '', position: { x: 460, y: -20 }, size: { width: 240, height: 400 } },
        ],
        notes: [{ id: 't', text: '', position: { x: 470, y: 300 }, size: { width: 40, height: 40 } }],
      },
    );
    const inserted = insertOnEdge(framed, catalogue, 'e1', { definition, at: { x: 120, y: 0 } });
    const { frames, notes } = applyEdit(framed, (inserted.ok && inserted.edit) as Edit);
    expect(frames!.map(({ position, size }) => [position.x, size.width])).toEqual([
      [-40, 992],
      [652, 240],
    ]);
    expect(notes![0]!.position.x).toBe(662);
  });

  it('moves nothing for a wire that leads back, or past the node', () => {
    const back = placed(
      [at('s', 'blender_still', 240), at('c', 'image_composite', 0), at('o', 'output_save', 480)],
      wires,
    );
    expect(placesAfter(back, 120)).toEqual({ s: 240, n1: 120, c: 0, o: 480 });
    const steep = placed(
      [at('s', 'blender_still', 0, -400), at('c', 'image_composite', 240, 400), at('o', 'output_save', 480, 400)],
      wires,
    );
    expect(placesAfter(steep, 120)).toEqual({ s: 0, n1: 120, c: 240, o: 480 });
  });

  it('takes what nobody can arrange: a circle, and nodes on one place', () => {
    const circle = placed(
      [at('s', 'image_composite', 0), at('c', 'image_composite', 8)],
      ['s.image > c.images', 'c.image > s.images'],
    );
    expect(placesAfter(circle, 0)).toEqual({ s: 0, n1: 216, c: 432 });
  });
});

describe('adding a node', () => {
  const definition = catalogue.get('image_composite')!;

  it('takes the first free id, stands on the grid and is selected', () => {
    const config = aWorkflow([
      { ...still, id: 'n1' },
      { ...still, id: 'n3' },
    ]);
    const { edit, id } = addNode(config, { definition, at: { x: -3, y: 20 } });
    expect(id).toBe('n2');
    expect([...edit.select!.nodes]).toEqual(['n2']);
    expect(applyEdit(config, edit).nodes.at(-1)).toEqual({
      ...{ id: 'n2', type: 'image_composite', version: 1, position: { x: 0, y: 24 }, settings: {} },
    });
  });

  it('wires its first fitting port to an open end, either way', () => {
    const config = aWorkflow([still, save], ['s.image > o.artifact']);
    const added = (node: string, port: string, direction: 'output' | 'input') => {
      const connect = { node, port, direction };
      const { edit } = addNode(config, { definition, at: { x: 0, y: 0 }, connect, catalogue });
      return applyEdit(config, edit).edges.map(wireOf);
    };
    expect(added('s', 'image', 'output')).toEqual(['s.image > o.artifact', 's.image > n1.images']);
    // An input that takes one wire gives up the one it has.
    expect(added('o', 'artifact', 'input')).toEqual(['n1.image > o.artifact']);
    expect(added('o', 'attachments', 'input')).toEqual(['s.image > o.artifact', 'n1.image > o.attachments']);
    expect(added('s', 'glb', 'input')).toEqual(['s.image > o.artifact']);
    expect(added('gone', 'glb', 'input')).toEqual(['s.image > o.artifact']);
  });
});

it('removes wires by their ids', () => {
  const config = aWorkflow([still, sheet], ['s.image > c.images']);
  expect(applyEdit(config, removeEdges(['e1'])).edges).toEqual([]);
  expect(applyEdit(config, removeEdges(['e9']))).toBe(config);
  expect(removeEdges(['e1']).label).toBe('Delete 1 wire');
});

describe('deleting a node and joining what it stood between', () => {
  const remove = (config: WorkflowConfig, ...nodes: string[]) =>
    removeAndJoin(config, catalogue, selectionOf({ nodes }));
  const left = (config: WorkflowConfig, ...nodes: string[]) =>
    applyEdit(config, remove(config, ...nodes)).edges.map((edge) => `${edge.id}: ${wireOf(edge)}`);
  const chain = aWorkflow(
    [still, sheet, { ...sheet, id: 'd' }, save],
    ['s.image > c.images', 'c.image > d.images', 'd.image > o.artifact'],
  );

  it('keeps the wire that leads on, fed by what led in', () => {
    expect(left(chain, 'd')).toEqual(['e1: s.image > c.images', 'e3: c.image > o.artifact']);
    expect(remove(chain, 'd').label).toBe('Delete 1 node, join 1 wire');
  });

  it('takes back an insertion', () => {
    const inserted = insertOnEdge(chain, catalogue, 'e3', {
      definition: catalogue.get('image_composite')!,
      at: { x: 0, y: 0 },
    });
    if (!inserted.ok) throw new Error(inserted.reason);
    expect(left(applyEdit(chain, inserted.edit), inserted.id)).toEqual(chain.edges.map((e) => `${e.id}: ${wireOf(e)}`));
  });

  it('does so past several that stand in a row', () => {
    expect(left(chain, 'c', 'd')).toEqual(['e3: s.image > o.artifact']);
    expect(left(chain, 'd', 'c')).toEqual(['e3: s.image > o.artifact']);
  });

  it('joins nothing that does not fit, and draws no wire twice', () => {
    const config = aWorkflow(
      [setUp, 'resolve_glb', still, sheet, { ...sheet, id: 'd' }],
      [
        'a.order_line > resolve_glb.order_line',
        'resolve_glb.glb > s.glb',
        's.image > c.images',
        'c.image > d.images',
        's.image > d.images',
      ],
    );
    expect(left(config, 'resolve_glb')).toEqual(config.edges.slice(2).map((edge) => `${edge.id}: ${wireOf(edge)}`));
    expect(remove(config, 'resolve_glb').label).toBe('Delete 1 node');
    expect(left(config, 'c')).toEqual(
      ['e1', 'e2', 'e5'].map((id) => `${id}: ${wireOf(config.edges.find((e) => e.id === id)!)}`),
    );
  });
});
