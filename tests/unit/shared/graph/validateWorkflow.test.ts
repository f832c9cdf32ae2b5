import { describe, expect, it } from 'vitest';
import type { WorkflowConfig } from '../../../../shared/domain/workflow.ts';
import { presetConfig } from '../../../../shared/graph/presetConfig.ts';
import { publishersOf } from '../../../../shared/graph/publishersOf.ts';
import { validateWorkflow } from '../../../../shared/graph/validateWorkflow.ts';
import { graphCatalogue } from '../../../support/graphCatalogue.ts';
import { aWorkflow, withNode } from '../../../support/graphs.ts';

const catalogue = graphCatalogue();
const check = (config: WorkflowConfig, ...rest: [Parameters<typeof validateWorkflow>[2]?]) =>
  validateWorkflow(config, catalogue, ...rest);
const codes = (config: WorkflowConfig) => check(config).map(({ code }) => code);
const only = (config: WorkflowConfig, code: string) => check(config).filter((problem) => problem.code === code);

const still = presetConfig('still');
const turntable = presetConfig('turntable');
const intake = presetConfig('cad_intake');

/** The config with edges added, each written `a.port > b.port`. */
function plus(config: WorkflowConfig, ...wires: string[]): WorkflowConfig {
  const added = aWorkflow([], wires).edges.map((edge) => ({ ...edge, id: `plus_${edge.id}` }));
  return { ...config, edges: [...config.edges, ...added] };
}
/** The config with nodes added that nothing is connected to. */
function plusNodes(config: WorkflowConfig, ...nodes: Parameters<typeof aWorkflow>[0]): WorkflowConfig {
  return { ...config, nodes: [...config.nodes, ...aWorkflow(nodes).nodes] };
}
function without(config: WorkflowConfig, ...ids: string[]): WorkflowConfig {
  const gone = new Set(ids);
  return {
    ...config,
    nodes: config.nodes.filter(({ id }) => !gone.has(id)),
    edges: config.edges.filter(({ source, target }) => !gone.has(source.node) && !gone.has(target.node)),
  };
}

describe('validateWorkflow on nodes', () => {
  it('graph.empty: says so once, and nothing of what is therefore missing', () => {
    expect(check(aWorkflow([]))).toMatchObject([{ code: 'graph.empty', severity: 'error', nodeId: null }]);
  });

  it('node.unknown_type: suggests the nearest type', () => {
    const [problem] = check(withNode(still, 'notify', { type: 'notifi' }));
    expect(problem).toMatchObject({ code: 'node.unknown_type', nodeId: 'notify', field: 'type' });
    expect(problem!.message).toContain('"notifi"');
    expect(problem!.remedy).toContain('Did you mean notify?');
  });

  it('node.unknown_type: suggests nothing where nothing is near', () => {
    const [problem] = only(plusNodes(still, 'quantum_flux'), 'node.unknown_type');
    expect(problem!.remedy).toBe('Replace or remove the node.');
  });

  it('node.unknown_version: tells of a newer definition, and does not judge its settings', () => {
    const newer = withNode(still, 'blender_still', { version: 2, settings: { caustics: true } });
    expect(check(newer)).toMatchObject([{ code: 'node.unknown_version', nodeId: 'blender_still', field: 'version' }]);
  });

  it('node.disabled: gives the reason', () => {
    const disabled = graphCatalogue({ export_blend: { disabled: 'This build cannot write .blend files.' } });
    const problems = validateWorkflow(presetConfig('still_with_exports'), disabled);
    expect(problems).toMatchObject([{ code: 'node.disabled', nodeId: 'export_blend' }]);
    expect(problems[0]!.message).toContain('This build cannot write .blend files.');
  });

  it('node.foreign_family: refuses nodes of the other family', () => {
    expect(only(plusNodes(still, 'resolve_step_path'), 'node.foreign_family')).toMatchObject([
      { nodeId: 'resolve_step_path', severity: 'error' },
    ]);
    expect(only({ ...intake, family: 'order_line' }, 'node.foreign_family')).toHaveLength(8);
  });

  it('settings.invalid: names the field and the value that is wrong', () => {
    const config = withNode(still, 'blender_still', { settings: { samples: 0, engine: 'luxcore' } });
    expect(check(config)).toMatchObject([
      { code: 'settings.invalid', nodeId: 'blender_still', field: 'samples' },
      { code: 'settings.invalid', nodeId: 'blender_still', field: 'engine' },
    ]);
  });

  it('settings.unknown: suggests the setting that was meant', () => {
    const [problem] = check(withNode(still, 'blender_still', { settings: { sampels: 8 } }));
    expect(problem).toMatchObject({ code: 'settings.unknown', field: 'sampels' });
    expect(problem!.remedy).toContain('Did you mean samples?');
  });
});

describe('validateWorkflow on edges', () => {
  it('edge.unknown_node: at either end', () => {
    const config = plus(
      still,
      'blender_stil.image > output_save.attachments',
      'output_save.asset > nobody_at_all.asset',
    );
    expect(only(config, 'edge.unknown_node')).toMatchObject([
      { edgeId: 'plus_e1', field: 'source.node', remedy: 'Did you mean blender_still? Connect it again or remove it.' },
      { edgeId: 'plus_e2', field: 'target.node', remedy: 'Remove the edge.' },
    ]);
  });

  it('edge.unknown_port: lists the ports that there are', () => {
    const config = plus(still, 'resolve_glb.model > notify.mail', 'notify.done > output_save.attachments');
    expect(only(config, 'edge.unknown_port')).toMatchObject([
      { nodeId: 'resolve_glb', port: 'model', remedy: 'Connect it to one of: glb, manifest.' },
      { nodeId: 'notify', port: 'mail', remedy: 'Connect it to one of: asset.' },
      { nodeId: 'notify', port: 'done', remedy: 'Remove the edge: notify has no outputs.' },
    ]);
  });

  it('edge.type_mismatch: says what does not fit what', () => {
    const config = plus(presetConfig('multi_angle'), 'resolve_glb.glb > image_composite.images');
    const [problem] = check(config);
    expect(problem).toMatchObject({ code: 'edge.type_mismatch', nodeId: 'image_composite', port: 'images' });
    expect(problem!.message).toContain('glb does not fit image. Add blender_still?');
  });

  it('edge.duplicate: not also as a second connection', () => {
    expect(codes(plus(still, 'blender_still.image > output_save.artifact'))).toEqual(['edge.duplicate']);
  });

  it('edge.input_taken: only where one is taken', () => {
    const config = plusNodes(still, 'order_line_setup_2');
    const second = withNode(config, 'order_line_setup_2', { type: 'order_line_setup' });
    expect(check(plus(second, 'order_line_setup_2.order_line > resolve_glb.order_line'))).toMatchObject([
      { code: 'edge.input_taken', edgeId: 'plus_e1', nodeId: 'resolve_glb', port: 'order_line' },
    ]);
    expect(codes(presetConfig('multi_angle'))).toEqual([]);
  });
});

describe('validateWorkflow on the graph', () => {
  // image_composite ──> sheet_2 ──> image_composite
  it('graph.cycle: lists the nodes in the direction of the edges', () => {
    const config = plusNodes(presetConfig('multi_angle'), { id: 'sheet_2', type: 'image_composite' });
    const cyclic = plus(config, 'image_composite.image > sheet_2.images', 'sheet_2.image > image_composite.images');
    expect(check(cyclic)).toMatchObject([
      {
        code: 'graph.cycle',
        message: 'These nodes wait for each other: image_composite -> sheet_2 -> image_composite.',
      },
    ]);
  });

  it('input.missing: every required input that is open', () => {
    expect(check(without(still, 'resolve_glb'))).toMatchObject([
      { code: 'input.missing', nodeId: 'material_map_resolve', port: 'manifest' },
      { code: 'input.missing', nodeId: 'auto_populate_materials', port: 'manifest' },
      { code: 'input.missing', nodeId: 'blender_still', port: 'glb', remedy: 'Connect an output of type glb.' },
    ]);
  });
});

describe('validateWorkflow on what is delivered', () => {
  it('output.missing: when no node publishes', () => {
    const config = aWorkflow(
      ['order_line_setup', 'resolve_template'],
      ['order_line_setup.order_line > resolve_template.order_line'],
    );
    expect(codes(config)).toEqual(['output.missing', 'node.unused_output']);
  });

  it('output.doubled: two output_save', () => {
    const config = plusNodes(still, { id: 'save_2', type: 'output_save' });
    expect(check(plus(config, 'blender_still.image > save_2.artifact'))).toMatchObject([
      { code: 'output.doubled', nodeId: 'save_2' },
    ]);
  });

  // blender_still ──> output_save        export_blend (delivers itself)
  it('output.doubled: an output_save, and a node that delivers itself', () => {
    const exports = presetConfig('still_with_exports');
    const edges = exports.edges.filter(({ source }) => source.node !== 'export_blend');
    expect(check({ ...exports, edges })).toMatchObject([
      { code: 'output.doubled', nodeId: 'output_save' },
      { code: 'contract.self_publish', nodeId: 'export_blend' },
    ]);
  });

  it('contract.self_publish: warns where a node has no output_save after it', () => {
    const config = without(turntable, 'output_save', 'notify');
    expect(check(config)).toMatchObject([
      { code: 'contract.self_publish', severity: 'warning', nodeId: 'encode_video' },
    ]);
    expect(publishersOf(config, catalogue)).toEqual(['encode_video']);
  });

  it.each([
    ['still', 'still_image', 'turntable_video'],
    ['turntable', 'turntable_video', 'still_image'],
    ['cad_intake', 'thumbnail_image', 'model_export'],
    ['cad_intake', 'thumbnail_image', 'still_image'],
  ] as const)('output.artifact_mismatch: %s gives %s, not %s', (preset, right, wrong) => {
    const config = withNode(presetConfig(preset), 'output_save', { settings: { expectedArtifact: wrong } });
    const problems = check(config);
    expect(problems).toMatchObject([
      { code: 'output.artifact_mismatch', nodeId: 'output_save', field: 'expectedArtifact' },
    ]);
    expect(problems[0]!.remedy).toContain(right);
  });

  it('output.artifact_mismatch: judges the default where nothing is set', () => {
    expect(codes(withNode(turntable, 'output_save', { settings: {} }))).toEqual(['output.artifact_mismatch']);
    expect(codes(withNode(still, 'output_save', { settings: {} }))).toEqual([]);
  });

  it('output.artifact_mismatch: a format that the artifact does not have', () => {
    const settings = { expectedArtifact: 'still_image', format: 'mp4' };
    expect(check(withNode(still, 'output_save', { settings }))).toMatchObject([
      {
        code: 'output.artifact_mismatch',
        field: 'format',
        remedy: expect.stringContaining('png, jpg, webp, exr') as string,
      },
    ]);
  });

  it('notify.not_downstream: a notify that no output_save leads to', () => {
    expect(check(plusNodes(still, { id: 'tell', type: 'notify' }))).toMatchObject([
      { code: 'input.missing', nodeId: 'tell', port: 'asset' },
      { code: 'notify.not_downstream', nodeId: 'tell', severity: 'error' },
    ]);
  });

  it('node.unused_output: remarks on nodes that work for nothing', () => {
    const config = plusNodes(turntable, { id: 'spin', type: 'blender_turntable' });
    const idle = plus(
      config,
      'order_line_setup.order_line > spin.order_line',
      'resolve_glb.glb > spin.glb',
      'resolve_template.template > spin.template',
      'auto_populate_materials.material_map > spin.material_map',
    );
    expect(check(idle)).toMatchObject([{ code: 'node.unused_output', severity: 'info', nodeId: 'spin' }]);
  });

  it('does not call it unused when a node sets the thumbnail or saves', () => {
    expect(codes(without(intake, 'notify'))).toEqual([]);
    const thumbnailOnly = plusNodes(without(intake, 'output_save', 'notify', 'stl_export'));
    expect(codes(thumbnailOnly)).toEqual(['output.missing']);
  });
});

describe('validateWorkflow for an output type', () => {
  const expected = { family: 'order_line', artifactKind: 'still_image', format: 'png' } as const;

  it('output_type.family_mismatch', () => {
    expect(check(intake, expected)).toMatchObject([
      { code: 'output_type.family_mismatch', field: 'family' },
      { code: 'output_type.artifact_mismatch', nodeId: 'output_save' },
    ]);
  });

  it('output_type.artifact_mismatch', () => {
    expect(check(turntable, expected)).toMatchObject([
      {
        ...{ code: 'output_type.artifact_mismatch', nodeId: 'output_save', field: 'expectedArtifact' },
        message: 'Node output_save delivers turntable_video, the output type promises still_image.',
      },
    ]);
  });

  it('output_type.artifact_mismatch: of a node that delivers itself', () => {
    const config = without(turntable, 'output_save', 'notify');
    expect(check(config, expected).map(({ code, field }) => [code, field])).toEqual([
      ['contract.self_publish', null],
      ['output_type.artifact_mismatch', null],
    ]);
  });

  it('output_type.format_mismatch: where it is saved, and where it is made', () => {
    const settings = { expectedArtifact: 'still_image', format: 'webp' };
    expect(check(withNode(still, 'output_save', { settings }), expected)).toMatchObject([
      { code: 'output_type.format_mismatch', nodeId: 'output_save', field: 'format' },
    ]);
    const gif = withNode(turntable, 'encode_video', { settings: { format: 'gif' } });
    const video = { family: 'order_line', artifactKind: 'turntable_video', format: 'mp4' } as const;
    expect(check(gif, video)).toMatchObject([{ code: 'output_type.format_mismatch', nodeId: 'encode_video' }]);
  });

  it('has nothing to say when all of it fits', () => {
    expect(check(still, expected)).toEqual([]);
    expect(check(still, null)).toEqual([]);
  });
});

describe('validateWorkflow as a whole', () => {
  it('tells everything at once: nodes, then edges, then the graph, then what is delivered', () => {
    const broken = plus(
      plusNodes(
        withNode(withNode(still, 'blender_still', { settings: { samples: -1 } }), 'output_save', {
          settings: { format: 'mp4' },
        }),
        'resolve_step_path',
        'mystery',
      ),
      'resolve_step_path.cad > resolve_glb.order_line',
      'gone.image > output_save.attachments',
    );
    expect(codes(broken)).toEqual([
      'settings.invalid',
      'node.foreign_family',
      'node.unknown_type',
      'edge.type_mismatch',
      'edge.input_taken',
      'edge.unknown_node',
      'output.artifact_mismatch',
    ]);
  });

  it('checks the largest graph in the time of a click', () => {
    const many = Array.from({ length: 4990 }, (_, index) => ({ id: `t${index}`, type: 'resolve_template' }));
    const wires = many.map(({ id }) => `order_line_setup.order_line > ${id}.order_line`);
    const large = plus(plusNodes(still, ...many), ...wires);
    const start = performance.now();
    expect(codes(large).every((code) => code === 'node.unused_output')).toBe(true);
    expect(performance.now() - start).toBeLessThan(3000);
  });
});
