import { describe, expect, it } from 'vitest';
import { createNodeRegistry } from '../../../../../electron/nodes/registry.ts';
import { addNode } from '../../../../../renderer/canvas/document/edits/addNode.ts';
import { nodeGeometry } from '../../../../../renderer/canvas/geometry/nodeGeometry.ts';
import { openWire } from '../../../../../renderer/canvas/palette/openWire.ts';
import { nearbyPlace } from '../../../../../renderer/canvas/palette/nearbyPlace.ts';
import { placeOfHit } from '../../../../../renderer/canvas/palette/placeOfHit.ts';
import { quickAddGroups } from '../../../../../renderer/canvas/palette/quickAddGroups.ts';
import { rankDefinitions } from '../../../../../renderer/canvas/palette/rankDefinitions.ts';
import { requestWords } from '../../../../../renderer/canvas/palette/requestWords.ts';
import { graphCatalogue } from '../../../../support/graphCatalogue.ts';
import { aWorkflow } from '../../../../support/graphs.ts';

const catalogue = graphCatalogue();
const definitions = createNodeRegistry()
  .list()
  .flatMap(({ definition }) => (definition.families.includes('order_line') ? [definition] : []));
const config = aWorkflow(
  [{ id: 'n1', type: 'blender_still', label: 'Beauty' }, 'output_save'],
  ['n1.image > output_save.artifact'],
);
const free = { source: null, target: null };
const none = { from: null, onEdge: null };
const fromImage = { ...none, from: { node: 'n1', port: 'image', direction: 'output' } } as const;

function listed(query: string, offer: Partial<Parameters<typeof quickAddGroups>[1]> = {}): Record<string, string[]> {
  const { groups } = quickAddGroups(query, { definitions, wire: free, recent: [], selected: true, ...offer });
  return Object.fromEntries(groups.map(({ title, options }) => [title ?? '', options.map(({ key }) => key)]));
}

describe('what quick-add lists', () => {
  it('begins with what was used last, and has everything once', () => {
    const groups = listed('', { recent: ['notify', 'stl_export', 'blender_still'] });
    expect(Object.keys(groups)).toEqual(['Used last', 'Inputs', 'Scene', 'Render', 'Output', 'On the canvas']);
    expect(groups['Used last']).toEqual(['notify', 'blender_still']);
    expect(groups['On the canvas']).toEqual(['+note', '+frame']);
    const keys = Object.values(groups).flat();
    expect(keys.toSorted()).toEqual([...definitions.map(({ type }) => type), '+note', '+frame'].toSorted());
  });

  it('is one list, best first, once something is typed', () => {
    expect(listed('bldr st')['']?.[0]).toBe('blender_still');
    expect(listed('note')['']?.[0]).toBe('+note');
    expect(listed('frame')['']).toEqual(expect.arrayContaining(['+frame', 'blender_turntable', 'encode_video']));
    expect(listed('zzz')).toEqual({});
  });

  it('has no notes and frames for a wire, and only what fits it', () => {
    const wire = openWire(config, catalogue, fromImage);
    expect(listed('', { wire })).toEqual({ Output: ['image_composite', 'output_save'] });
    expect(quickAddGroups('', { definitions, wire, recent: [], selected: true }).unfitting).toBe(
      definitions.length - 2,
    );
  });

  it('says what cannot be added now and why', () => {
    const [render, ...others] = definitions.toSorted((a) => (a.type === 'blender_still' ? -1 : 1));
    const missing = [{ ...render!, disabled: 'Blender was not found.' }, ...others];
    const { groups } = quickAddGroups('', { definitions: missing, wire: free, recent: [], selected: false });
    const refused = groups.flatMap(({ options }) =>
      options.flatMap(({ key, disabledReason }) => (disabledReason === null ? [] : [[key, disabledReason]])),
    );
    expect(refused).toEqual([
      ['blender_still', 'Blender was not found.'],
      ['+frame', 'Select nodes or notes first'],
    ]);
  });

  it('stands under what it was opened for', () => {
    expect(requestWords(config, catalogue, none)).toBeNull();
    expect(requestWords(config, catalogue, fromImage)).toBe('Takes image of Beauty');
    expect(requestWords(config, catalogue, { ...none, onEdge: 'e1' })).toBe('Between Beauty and output_save');
    const input = { node: 'n1', port: 'glb', direction: 'input' } as const;
    expect(requestWords(config, catalogue, { ...none, from: input })).toBe('Gives glb of Beauty');
    expect(requestWords(config, catalogue, { ...none, onEdge: 'gone' })).toBe('This wire is not there any more.');
  });
});

describe('the place of a node that is added', () => {
  const at = { x: 400, y: 200 };

  it('puts the port where the wire was let go', () => {
    const wire = openWire(config, catalogue, fromImage);
    for (const hit of rankDefinitions(definitions, '', wire).hits) {
      const place = placeOfHit({ at, ...fromImage }, hit);
      const port = nodeGeometry(hit.definition).inputs.get(hit.ports.input!.name)!;
      expect({ x: place.x + port.x, y: place.y + port.y }).toEqual(at);
    }
  });

  it('is the place itself for no wire, and around it on a wire', () => {
    const [hit] = rankDefinitions(definitions, '').hits;
    expect(placeOfHit({ at, ...none }, hit!)).toEqual(at);
    const { width, height } = nodeGeometry(hit!.definition);
    expect(placeOfHit({ at, from: null, onEdge: 'e1' }, hit!)).toEqual({ x: 400 - width / 2, y: 200 - height / 2 });
  });

  it('gives way to nodes that begin there', () => {
    const node = (x: number, y: number) => ({ position: { x, y } });
    expect(nearbyPlace({ nodes: [] }, at)).toEqual(at);
    expect(nearbyPlace({ nodes: [node(400, 200), node(424, 224)] }, at)).toEqual({ x: 448, y: 248 });
    const far = { x: 1e308, y: 1e308 };
    expect(nearbyPlace({ nodes: [node(1e308, 1e308)] }, far), 'where no step leads anywhere').toEqual(far);
  });
});

describe('a wire for which a node is added', () => {
  const ends = catalogue
    .list()
    .flatMap(({ type, inputs, outputs }) => [
      ...outputs.map(({ name }) => ({ node: type, port: name, direction: 'output' as const })),
      ...inputs.map(({ name }) => ({ node: type, port: name, direction: 'input' as const })),
    ]);

  it.each(ends)('leads to the port that the list showed: $direction $port of $node', (from) => {
    const one = aWorkflow([from.node]);
    const { hits } = rankDefinitions(catalogue.list(), '', openWire(one, catalogue, { from, onEdge: null }));
    for (const { definition, ports } of hits) {
      const { edit, id } = addNode(one, { definition, at: { x: 0, y: 0 }, connect: from, catalogue });
      const draft = structuredClone(one);
      edit.change(draft);
      const [edge] = draft.edges;
      const end = from.direction === 'output' ? edge?.target : edge?.source;
      expect(end).toEqual({ node: id, port: (ports.input ?? ports.output)?.name });
    }
  });
});
