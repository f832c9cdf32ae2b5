import { describe, expect, it } from 'vitest';
import { inheritedValue } from '../../../../../renderer/canvas/inspector/inheritedValue.ts';
import { listedNames } from '../../../../../renderer/canvas/inspector/listedNames.ts';
import { settingHelp } from '../../../../../renderer/canvas/inspector/settingHelp.ts';
import { type NodeSurroundings, templateInForce } from '../../../../../renderer/canvas/inspector/templateInForce.ts';
import type { OutputType } from '../../../../../shared/domain/outputType.ts';
import type { WorkflowConfig } from '../../../../../shared/domain/workflow.ts';
import { shippedTemplate } from '../../../../support/blenderStand.ts';
import { aWorkflow } from '../../../../support/graphs.ts';
import { tinyOutputType } from '../../../../support/tinyOutputType.ts';
import { catalogue, fieldOf } from '../settings/builders.ts';

const templates = [shippedTemplate('white_studio'), shippedTemplate('cut_out')];
const graph = (settings: Record<string, Record<string, string | number>> = {}): WorkflowConfig =>
  aWorkflow(
    ['order_line_setup', 'resolve_template', 'blender_turntable', 'encode_video'].map((type) => ({
      ...{ id: type, type },
      settings: settings[type] ?? {},
    })),
    [
      'order_line_setup.order_line > resolve_template.order_line',
      'resolve_template.template > blender_turntable.template',
      'blender_turntable.frames > encode_video.frames',
    ],
  );

function around(id: string, config = graph(), outputType: OutputType | null = tinyOutputType): NodeSurroundings {
  return { config, catalogue, node: config.nodes.find((node) => node.id === id)!, outputType, templates };
}

const inherited = (type: string, name: string, surroundings = around(type)) =>
  inheritedValue(fieldOf(type, name), surroundings);

describe('a setting that nobody set', () => {
  it('says that it comes from the output type, and what that says', () => {
    expect(inherited('blender_turntable', 'width')).toEqual({ words: 'From the output type', value: 96 });
    expect(inherited('blender_turntable', 'samples')?.value).toBe(2);
    expect(inherited('blender_turntable', 'direction')?.value).toBe('counterclockwise');
    expect(inherited('resolve_template', 'templateId')?.value).toBe('white_studio');
    expect(inherited('encode_video', 'format')?.value).toBe('png');
  });

  it('knows no value while no output type is chosen', () => {
    const surroundings = around('blender_turntable', graph(), null);
    expect(inherited('blender_turntable', 'width', surroundings)).toEqual({
      ...{ words: 'From the output type', value: undefined },
    });
  });

  it('takes the default camera of the template where the output type names none', () => {
    const outputType = { ...tinyOutputType, profile: { ...tinyOutputType.profile, camera: null } };
    const surroundings = around('blender_turntable', graph(), outputType);
    expect(inherited('blender_turntable', 'camera', surroundings)?.value).toBe(templates[0]?.defaultCamera);
  });

  it('is transparent when the output type or the template says so', () => {
    expect(inherited('blender_turntable', 'transparent')?.value).toBe(false);
    const cutOut = around('blender_turntable', graph({ resolve_template: { templateId: 'cut_out' } }));
    expect(inherited('blender_turntable', 'transparent', cutOut)?.value).toBe(true);
  });

  it('takes the rate of the frames from the node that made them, set there or ordered', () => {
    expect(inherited('encode_video', 'fps')).toEqual({ words: 'From its input', value: 4 });
    const set = around('encode_video', graph({ blender_turntable: { fps: 30 } }));
    expect(inherited('encode_video', 'fps', set)?.value).toBe(30);
  });

  it('has a default instead where it never inherits', () => {
    expect(inherited('encode_video', 'quality')).toBeNull();
  });
});

describe('the template in force', () => {
  it('is the one that is set on the nearest node before, else that of the output type', () => {
    expect(templateInForce(around('blender_turntable'))?.id).toBe('white_studio');
    const set = graph({ resolve_template: { templateId: 'cut_out' } });
    expect(templateInForce(around('blender_turntable', set))?.id).toBe('cut_out');
    expect(templateInForce(around('blender_turntable', graph(), null))).toBeNull();
  });

  it('is found in a graph that bites its tail', () => {
    const config = graph();
    const loop = {
      id: 'loop',
      source: { node: 'encode_video', port: 'x' },
      target: { node: 'resolve_template', port: 'y' },
    };
    const looped = { ...config, edges: [...config.edges, loop] };
    expect(templateInForce(around('encode_video', looped))?.id).toBe('white_studio');
  });
});

describe('what the form says of a setting', () => {
  const library = { materials: [{ id: 'steel', name: 'Polished steel' }], templates, template: templates[0] ?? null };

  it('is the limits and the default in its help', () => {
    expect(settingHelp(fieldOf('encode_video', 'quality'), null, library)).toContain('0 to 100. Default 80\u00a0%.');
    const samples = fieldOf('blender_still', 'samples');
    expect(settingHelp(samples, { words: 'From the output type', value: 64 }, library)).toContain(
      'Unless set, from the output type: 64.',
    );
  });

  it('is the cameras of the template in force, and a name that it does not have as what it is', () => {
    const listed = listedNames(fieldOf('blender_still', 'camera'), library, 'detail_a');
    expect(listed[0]).toMatchObject({ value: 'detail_a', hint: 'There is none of this name' });
    expect(listed).toHaveLength(library.template!.cameras.length + 1);
  });
});
