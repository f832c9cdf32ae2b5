import { describe, expect, it } from 'vitest';
import { nodeCatalogueOf } from '../../../electron/nodes/nodeCatalogueOf.ts';
import { createNodeRegistry } from '../../../electron/nodes/registry.ts';
import { quickLimits, quickSettings } from '../../../electron/services/quickSettings.ts';
import { validateWorkflow } from '../../../shared/graph/validateWorkflow.ts';
import { outputTypeSchema } from '../../../shared/domain/outputType.ts';
import type { WorkflowConfig } from '../../../shared/domain/workflow.ts';
import { presetConfig } from '../../../shared/graph/presetConfig.ts';
import { tinyOutputType } from '../../support/tinyOutputType.ts';

const catalogue = nodeCatalogueOf(createNodeRegistry());
const large = {
  ...tinyOutputType,
  profile: { ...tinyOutputType.profile, width: 1920, height: 1080, frames: 48 },
  renderer: { ...tinyOutputType.renderer, samples: 256 },
};

type Settings = WorkflowConfig['nodes'][number]['settings'];

/** The settings of a node of this type after they were lowered. */
function lowered(type: string, settings: Settings, outputType = large): Settings | undefined {
  const preset = type === 'blender_turntable' ? presetConfig('turntable') : presetConfig('still');
  const nodes = preset.nodes.map((node) => (node.type === type ? { ...node, settings } : node));
  const { config } = quickSettings({ config: { ...preset, nodes }, outputType }, catalogue);
  return config.nodes.find((node) => node.type === type)?.settings;
}

describe('quick settings', () => {
  it('lower the output type: samples, size and frames, in the same shape', () => {
    const { outputType } = quickSettings({ config: presetConfig('still'), outputType: large }, catalogue);
    expect(outputType.profile).toEqual({ ...large.profile, width: 480, height: 270, frames: 8 });
    expect(outputType.renderer).toEqual({ ...large.renderer, samples: 8 });
    expect(outputTypeSchema.safeParse(outputType).success).toBe(true);
  });

  it('leave what is small enough, so that its results are those of a full run', () => {
    const config = presetConfig('still');
    expect(quickSettings({ config, outputType: tinyOutputType }, catalogue)).toEqual({
      config,
      outputType: tinyOutputType,
    });
  });

  it('leave what a node takes from the order to the order', () => {
    expect(lowered('blender_still', { camera: 'front' })).toEqual({ camera: 'front' });
    expect(lowered('blender_still', { width: null, samples: null })).toEqual({ width: null, samples: null });
  });

  it.each<[string, Settings, Settings]>([
    ['both edges', { width: 4000, height: 1000 }, { width: 480, height: 120 }],
    ['one edge of its own, one of the order', { width: 2160 }, { width: 480, height: 240 }],
    ['upright', { width: 1080, height: 1920 }, { width: 270, height: 480 }],
    ['a strip that would vanish', { width: 16384, height: 16 }, { width: 480, height: 16 }],
    ['small enough', { width: 320, height: 200 }, { width: 320, height: 200 }],
    ['samples', { samples: 4096, seed: 3 }, { samples: 8, seed: 3 }],
    ['few samples', { samples: 4 }, { samples: 4 }],
  ])('lower a node: %s', (_what, settings, quick) => {
    expect(lowered('blender_still', settings)).toEqual(quick);
  });

  it('lower the frames of a turntable', () => {
    expect(lowered('blender_turntable', { frames: 120, degrees: 180 })).toEqual({ frames: 8, degrees: 180 });
  });

  it('touch nothing that does not render, nor a type that nobody knows', () => {
    expect(lowered('output_save', { fileName: 'hero' })).toEqual({ fileName: 'hero' });
    const strange = { ...presetConfig('still').nodes[0]!, type: 'dropbox_upload', settings: { width: 9000 } };
    const config = { ...presetConfig('still'), nodes: [strange] };
    expect(quickSettings({ config, outputType: large }, catalogue).config.nodes).toEqual([strange]);
  });

  it('are settings that the node still takes', () => {
    const preset = presetConfig('turntable');
    const nodes = preset.nodes.map((node) =>
      node.type === 'blender_turntable'
        ? { ...node, settings: { width: 16384, height: 16, samples: 65536, frames: 2000 } }
        : node,
    );
    const { config } = quickSettings({ config: { ...preset, nodes }, outputType: large }, catalogue);
    expect(validateWorkflow(config, catalogue).filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(quickLimits.frames).toBeGreaterThanOrEqual(2);
  });
});
