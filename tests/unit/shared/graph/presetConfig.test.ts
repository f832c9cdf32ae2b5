import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { mayShowPicture, nodeGeometry } from '../../../../renderer/canvas/geometry/nodeGeometry.ts';
import { canonicalWorkflow } from '../../../../shared/graph/canonicalWorkflow.ts';
import { parseWorkflowText } from '../../../../shared/graph/parseWorkflowText.ts';
import { presetConfig, workflowPresets } from '../../../../shared/graph/presetConfig.ts';
import { publishersOf } from '../../../../shared/graph/publishersOf.ts';
import { validateWorkflow } from '../../../../shared/graph/validateWorkflow.ts';
import { graphCatalogue } from '../../../support/graphCatalogue.ts';
import { wireOf } from '../../../support/graphs.ts';

const folder = new URL('../../../../resources/presets/', import.meta.url);
const catalogue = graphCatalogue();

describe('presetConfig', () => {
  it('is shipped as files, and no others are', () => {
    expect(readdirSync(folder).toSorted()).toEqual(workflowPresets.map((name) => `${name}.workflow.json`).toSorted());
  });

  it.each(workflowPresets)('%s: the shipped file is what the function gives, byte for byte', (preset) => {
    const shipped = readFileSync(new URL(`${preset}.workflow.json`, folder), 'utf8');
    expect(shipped).toBe(canonicalWorkflow(presetConfig(preset)));
    expect(parseWorkflowText(shipped).config).toEqual(presetConfig(preset));
  });

  it.each(workflowPresets)('%s: has nothing that the validator would remark on', (preset) => {
    expect(validateWorkflow(presetConfig(preset), catalogue)).toEqual([]);
    expect(publishersOf(presetConfig(preset), catalogue)).toEqual(['output_save']);
  });

  it.each([
    ['still', { family: 'order_line', artifactKind: 'still_image', format: 'png' }],
    ['turntable', { family: 'order_line', artifactKind: 'turntable_video', format: 'mp4' }],
    ['multi_angle', { family: 'order_line', artifactKind: 'still_image', format: 'jpg' }],
    ['still_with_exports', { family: 'order_line', artifactKind: 'still_image', format: 'exr' }],
    ['cad_intake', { family: 'cad_file', artifactKind: 'thumbnail_image', format: 'webp' }],
  ] as const)('%s: delivers what its output types promise', (preset, expected) => {
    expect(validateWorkflow(presetConfig(preset), catalogue, expected)).toEqual([]);
  });

  it.each(workflowPresets)('%s: no wire leads back to the left', (preset) => {
    const { nodes, edges } = presetConfig(preset);
    const place = new Map(nodes.map(({ id, position }) => [id, position]));
    for (const { source, target } of edges) {
      const back = place.get(source.node)!.x - place.get(target.node)!.x;
      expect(back, `${source.node} > ${target.node}`).toBeLessThanOrEqual(0);
    }
  });

  it.each(workflowPresets)('%s: no node stands on another, also when all of them show pictures', (preset) => {
    const boxes = presetConfig(preset).nodes.map(({ id, type, position }) => {
      const definition = catalogue.get(type) ?? null;
      return { id, ...position, ...nodeGeometry(definition, { picture: mayShowPicture(definition) }) };
    });
    const isOn = (a: (typeof boxes)[number], b: (typeof boxes)[number]): boolean =>
      a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
    const pairs = boxes.flatMap((a, index) => boxes.slice(index + 1).map((b) => [a, b] as const));
    expect(pairs.filter(([a, b]) => isOn(a, b)).map(([a, b]) => `${a.id}, ${b.id}`)).toEqual([]);
  });

  it('makes a picture for each camera of a sheet, in their order', () => {
    const { nodes, edges } = presetConfig('multi_angle', ['top', 'bottom']);
    const stills = nodes.filter(({ type }) => type === 'blender_still');
    expect(stills.map(({ id, settings }) => [id, settings.camera])).toEqual([
      ['blender_still', 'top'],
      ['blender_still_2', 'bottom'],
    ]);
    expect(edges.map(wireOf).filter((wire) => wire.endsWith('images'))).toEqual([
      'blender_still.image > image_composite.images',
      'blender_still_2.image > image_composite.images',
    ]);
  });

  it('gives a fresh config each time', () => {
    presetConfig('still').nodes[4]!.settings.mode = 'replace';
    expect(presetConfig('still').nodes[4]!.settings).toEqual({ mode: 'off' });
  });
});
