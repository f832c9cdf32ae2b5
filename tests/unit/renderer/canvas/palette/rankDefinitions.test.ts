import { describe, expect, it } from 'vitest';
import { createNodeRegistry } from '../../../../../electron/nodes/registry.ts';
import { openWire, portsOnWire } from '../../../../../renderer/canvas/palette/openWire.ts';
import { groupByCategory } from '../../../../../renderer/canvas/palette/groupByCategory.ts';
import { rankDefinitions } from '../../../../../renderer/canvas/palette/rankDefinitions.ts';
import type { NodeDefinition } from '../../../../../shared/domain/nodeDefinition.ts';
import type { Family } from '../../../../../shared/domain/outputType.ts';
import { graphCatalogue } from '../../../../support/graphCatalogue.ts';
import { aWorkflow } from '../../../../support/graphs.ts';

const shipped = createNodeRegistry()
  .list()
  .map(({ definition }) => definition);
const ofFamily = (family: Family): NodeDefinition[] => shipped.filter(({ families }) => families.includes(family));
const orderNodes = ofFamily('order_line');
const typesFor = (query: string, definitions = orderNodes): string[] =>
  rankDefinitions(definitions, query).hits.map(({ definition }) => definition.type);

describe('the search for a node type', () => {
  it.each([
    ['bldr st', 'blender_still'],
    ['glb', 'resolve_glb'],
    ['still', 'blender_still'],
    ['turn', 'blender_turntable'],
    ['blender_turntable', 'blender_turntable'],
    ['mat map', 'material_map_resolve'],
    ['SUGGEST', 'auto_populate_materials'],
    ['blend', 'export_blend'],
    ['save', 'output_save'],
    ['video', 'encode_video'],
    ['compose', 'image_composite'],
    ['order line', 'order_line_setup'],
    ['tmpl', 'resolve_template'],
    ['not', 'notify'],
    ['os', 'output_save'],
  ])('finds for "%s" the node %s first', (query, type) => {
    expect(typesFor(query)[0]).toBe(type);
  });

  it('finds a node by what flows through it, and one that gives it before those that take it', () => {
    const types = typesFor('frames');
    expect(types).toEqual(expect.arrayContaining(['blender_turntable', 'encode_video']));
    expect(types.indexOf('blender_turntable')).toBeLessThan(types.indexOf('encode_video'));
  });

  it('asks that each word is found', () => {
    expect(typesFor('render still')[0]).toBe('blender_still');
    expect(typesFor('still unheardof')).toEqual([]);
    expect(typesFor('zzz')).toEqual([]);
  });

  it('keeps the order of the catalogue while nothing is typed', () => {
    expect(typesFor('  ')).toEqual(orderNodes.map(({ type }) => type));
  });

  it('says which letters were found', () => {
    const [hit] = rankDefinitions(orderNodes, 'bldr st').hits;
    const found = hit!.type.map(([start, end]) => hit!.definition.type.slice(start, end));
    expect(found).toEqual(['bl', 'd', 'r', 'st']);
    expect(hit!.label.map(([start, end]) => hit!.definition.label.slice(start, end))).toEqual(['st']);
  });

  it.each(['order_line', 'cad_file'] as const)('never shows a node that %s workflows cannot hold', (family) => {
    const definitions = ofFamily(family);
    const foreign = shipped.filter((definition) => !definitions.includes(definition)).map(({ type }) => type);
    expect(foreign.length).toBeGreaterThan(0);
    for (const query of ['', ...foreign, 'e', 'glb', 'render']) {
      expect(typesFor(query, definitions).filter((type) => foreign.includes(type))).toEqual([]);
    }
  });
});

describe('nodes for an open wire', () => {
  const catalogue = graphCatalogue();
  const types = (definition: NodeDefinition, side: 'inputs' | 'outputs'): string[] =>
    definition[side].flatMap((port) => port.types);

  const outputs = catalogue
    .list()
    .flatMap((definition) => definition.outputs.map((port) => [definition, port, `${definition.type}.${port.name}`]));
  it.each(outputs.map(([definition, port, name]) => [name, definition, port] as const))(
    'are those that take what %s gives',
    (_name, definition, port) => {
      const { type } = definition as NodeDefinition;
      const from = { node: type, port: (port as { name: string }).name, direction: 'output' } as const;
      const wire = openWire(aWorkflow([type]), catalogue, { from, onEdge: null });
      const { hits, unfitting } = rankDefinitions(catalogue.list(), '', wire);
      const given = (port as { types: string[] }).types[0]!;
      const expected = catalogue.list().filter((each) => types(each, 'inputs').includes(given));
      expect(hits.map((hit) => hit.definition)).toEqual(expected);
      expect(unfitting).toBe(catalogue.list().length - expected.length);
      for (const hit of hits) expect(hit.ports.input?.types).toEqual([given]);
    },
  );

  it('are for an input those that give what it takes', () => {
    const from = { node: 'output_save', port: 'artifact', direction: 'input' } as const;
    const wire = openWire(aWorkflow(['output_save']), catalogue, { from, onEdge: null });
    const { hits } = rankDefinitions(catalogue.list(), '', wire);
    const deliverables = ['image', 'video', 'blend', 'model'];
    const expected = catalogue.list().filter((each) => types(each, 'outputs').some((t) => deliverables.includes(t)));
    expect(hits.map((hit) => hit.definition)).toEqual(expected);
    for (const hit of hits) expect(deliverables).toContain(hit.ports.output?.types[0]);
  });

  it('fit on both sides where the node is put on a wire', () => {
    const config = aWorkflow(['blender_still', 'output_save'], ['blender_still.image > output_save.artifact']);
    const wire = openWire(config, catalogue, { from: null, onEdge: 'e1' });
    const { hits } = rankDefinitions(orderNodes, '', wire);
    expect(hits.map(({ definition, ports }) => [definition.type, ports.input?.name, ports.output?.name])).toEqual([
      ['image_composite', 'images', 'image'],
    ]);
  });

  it('are none when the port or the wire is gone', () => {
    const from = { node: 'gone', port: 'image', direction: 'output' } as const;
    const gone = openWire(aWorkflow([]), catalogue, { from, onEdge: null });
    const cut = openWire(aWorkflow([]), catalogue, { from: null, onEdge: 'e1' });
    for (const wire of [gone, cut]) {
      expect(rankDefinitions(orderNodes, '', wire)).toEqual({ hits: [], unfitting: orderNodes.length });
    }
  });

  it('are all nodes when there is no wire', () => {
    const wire = openWire(aWorkflow([]), catalogue, { from: null, onEdge: null });
    for (const definition of orderNodes) expect(portsOnWire(definition, wire)).toEqual({ input: null, output: null });
  });
});

describe('the palette', () => {
  it('shows every node of the family once, under a head', () => {
    const groups = groupByCategory(rankDefinitions(orderNodes, '').hits);
    expect(groups.map(({ title }) => title)).toEqual(['Inputs', 'Scene', 'Render', 'Output']);
    expect(groups.flatMap(({ hits }) => hits.map(({ definition }) => definition))).toEqual(orderNodes);
  });
});
