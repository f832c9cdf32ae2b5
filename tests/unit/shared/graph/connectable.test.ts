import { describe, expect, it } from 'vitest';
import { connectable } from '../../../../shared/graph/connectable.ts';
import { nearestName } from '../../../../shared/graph/nearestName.ts';
import { graphCatalogue } from '../../../support/graphCatalogue.ts';

const catalogue = graphCatalogue();
const input = (type: string, name: string) => catalogue.get(type)!.inputs.find((port) => port.name === name)!;
const output = (type: string, name: string) => catalogue.get(type)!.outputs.find((port) => port.name === name)!;

describe('connectable', () => {
  it('joins an output to an input that takes its type', () => {
    expect(connectable(output('blender_still', 'image'), input('image_composite', 'images'))).toEqual({ ok: true });
  });

  it('joins to an input that takes several types', () => {
    expect(connectable(output('export_blend', 'blend'), input('output_save', 'artifact'))).toEqual({ ok: true });
  });

  it('says in words why not', () => {
    expect(connectable(output('blender_still', 'image'), input('blender_still', 'glb'))).toEqual({
      ok: false,
      reason: 'image does not fit glb.',
    });
  });

  it('offers the node that turns one into the other', () => {
    const frames = output('blender_turntable', 'frames');
    const fit = connectable(frames, { types: ['video'] }, { catalogue, family: 'order_line' });
    expect(fit).toEqual({ ok: false, reason: 'frames does not fit video. Add encode_video?' });
  });

  it('offers a node of the same family that gives what is wanted', () => {
    const image = output('blender_still', 'image');
    const offer = (family: 'order_line' | 'cad_file') =>
      connectable(image, input('blender_still', 'glb'), { catalogue, family });
    expect(offer('order_line')).toMatchObject({ reason: 'image does not fit glb. Add resolve_glb?' });
    expect(offer('cad_file')).toMatchObject({ reason: 'image does not fit glb. Add occ_glb_export?' });
  });

  it('offers no node that cannot be run', () => {
    const disabled = graphCatalogue({ resolve_glb: { disabled: 'Not in this build.' } });
    const fit = connectable({ types: ['image'] }, { types: ['glb'] }, { catalogue: disabled, family: 'order_line' });
    expect(fit).toEqual({ ok: false, reason: 'image does not fit glb.' });
  });
});

describe('nearestName', () => {
  it.each([
    ['blender_stil', 'blender_still'],
    ['Blender_Still', 'blender_still'],
    ['encodevideo', 'encode_video'],
    ['xyz', null],
  ])('%s -> %s', (name, nearest) => {
    expect(nearestName(name, ['blender_still', 'encode_video', 'notify'])).toBe(nearest);
  });
});
