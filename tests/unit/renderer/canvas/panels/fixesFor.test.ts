import { describe, expect, it } from 'vitest';
import { type FixContext, fixesFor, type ProblemFix } from '../../../../../renderer/canvas/panels/fixesFor.ts';
import type { WorkflowConfig } from '../../../../../shared/domain/workflow.ts';
import { type WorkflowProblem, workflowProblemCodes } from '../../../../../shared/domain/workflowProblem.ts';
import { validateWorkflow } from '../../../../../shared/graph/validateWorkflow.ts';
import { workflowProblem } from '../../../../../shared/graph/workflowProblem.ts';
import { graphCatalogue } from '../../../../support/graphCatalogue.ts';
import { aWorkflow, wireOf } from '../../../../support/graphs.ts';

const catalogue = graphCatalogue();
const scene = ['order_line_setup', 'resolve_glb', 'resolve_template', 'material_map_resolve'];
const sceneWires = [
  'order_line_setup.order_line > resolve_glb.order_line',
  'order_line_setup.order_line > resolve_template.order_line',
  'order_line_setup.order_line > material_map_resolve.order_line',
  'resolve_glb.manifest > material_map_resolve.manifest',
];
const renderWires = (id: string) => [
  `order_line_setup.order_line > ${id}.order_line`,
  `resolve_glb.glb > ${id}.glb`,
  `resolve_template.template > ${id}.template`,
  `material_map_resolve.material_map > ${id}.material_map`,
];
const still = (...wires: string[]) =>
  aWorkflow([...scene, 'blender_still'], [...sceneWires, ...renderWires('blender_still'), ...wires]);

const contextOf = (config: WorkflowConfig): FixContext => ({ config, catalogue, productId: 'p1' });
const fixes = (problem: WorkflowProblem, config: WorkflowConfig) => fixesFor(problem, contextOf(config));

/** The problem of that code in the workflow, as the canvas finds it while editing. */
function found(config: WorkflowConfig, code: WorkflowProblem['code']): WorkflowProblem {
  const problem = validateWorkflow(config, catalogue).find((one) => one.code === code);
  if (problem === undefined) throw new Error(`The workflow has no ${code}.`);
  return problem;
}

/** What the document is after the fix; the edit changes a draft in place. */
function applied(config: WorkflowConfig, fix: ProblemFix | undefined): WorkflowConfig {
  if (fix?.kind !== 'edit') throw new Error(`This is no edit: ${fix?.label}.`);
  const draft = structuredClone(config);
  fix.edit.change(draft);
  return draft;
}

/** Takes the first fix of the problem and says which codes are left. */
function codesAfter(config: WorkflowConfig, code: WorkflowProblem['code']): string[] {
  const [fix] = fixes(found(config, code), config);
  return validateWorkflow(applied(config, fix), catalogue).map((problem) => problem.code);
}

describe('every problem code', () => {
  const config = still();

  it.each(workflowProblemCodes)('%s at a node has a fix or leads to the node', (code) => {
    const place = { nodeId: 'blender_still', edgeId: 'e5', port: 'glb', field: 'samples' } as const;
    const offered = fixes(workflowProblem(code, 'Wrong.', 'Do something.', place), config);
    expect(offered.length).toBeGreaterThan(0);
    expect(offered.every(({ label }) => /^[A-Z]/.test(label))).toBe(true);
  });

  it.each(workflowProblemCodes)('%s at a node that is gone offers no edit of it', (code) => {
    const place = { nodeId: 'gone', port: 'glb', field: 'samples' } as const;
    for (const fix of fixes(workflowProblem(code, 'Wrong.', 'Do something.', place), config)) {
      if (fix.kind === 'edit') expect(code).toBe('output.missing');
    }
  });
});

describe('fixes that are edits solve their problem', () => {
  it('a node of an unknown type is removed, with its wires', () => {
    const config = aWorkflow(['order_line_setup', { id: 'x', type: 'no_such' }], ['order_line_setup.order_line > x.a']);
    const [fix] = fixes(found(config, 'node.unknown_type'), config);
    expect(applied(config, fix)).toMatchObject({ nodes: [{ id: 'order_line_setup' }], edges: [] });
  });

  it('a node of the other family is removed', () => {
    const config = aWorkflow([...scene, 'stl_export'], sceneWires);
    expect(codesAfter(config, 'node.foreign_family')).not.toContain('node.foreign_family');
  });

  it('a setting out of its limits is set back to its default', () => {
    const config = aWorkflow([{ id: 'a', type: 'blender_still', settings: { samples: -1 } }]);
    const [fix] = fixes(found(config, 'settings.invalid'), config);
    expect(fix?.label).toBe('Reset samples');
    expect(applied(config, fix).nodes[0]?.settings).toEqual({});
  });

  it('an entry of a list leads to the setting that holds it', () => {
    const settings = { resolutionOrder: ['rules', 'nonsense'] };
    const config = aWorkflow([{ id: 'a', type: 'material_map_resolve', settings }]);
    expect(codesAfter(config, 'settings.invalid')).not.toContain('settings.invalid');
  });

  it('a setting that nobody knows is removed', () => {
    const config = aWorkflow([{ id: 'a', type: 'blender_still', settings: { samplez: 64, samples: 32 } }]);
    const [fix] = fixes(found(config, 'settings.unknown'), config);
    expect(fix?.label).toBe('Remove samplez');
    expect(applied(config, fix).nodes[0]?.settings).toEqual({ samples: 32 });
  });

  it.each([
    ['edge.unknown_node', still('nobody.image > blender_still.glb')],
    ['edge.unknown_port', still('resolve_glb.glub > blender_still.glb')],
    ['edge.type_mismatch', still('resolve_template.template > blender_still.glb')],
    ['edge.duplicate', still('resolve_glb.glb > blender_still.glb')],
    [
      'edge.input_taken',
      aWorkflow(
        [...scene, { id: 'other', type: 'resolve_glb' }, 'blender_still'],
        [...sceneWires, ...renderWires('blender_still'), 'other.glb > blender_still.glb'],
      ),
    ],
  ] as const)('%s: the wire is removed, and only it', (code, config) => {
    const [fix] = fixes(found(config, code), config);
    const after = applied(config, fix);
    expect(after.edges).toHaveLength(config.edges.length - 1);
    expect(validateWorkflow(after, catalogue).map((problem) => problem.code)).not.toContain(code);
  });

  it('an input that can only mean one output is connected to it', () => {
    const config = aWorkflow(
      [...scene, 'blender_still'],
      [...sceneWires, ...renderWires('blender_still').filter((wire) => !wire.includes('.glb >'))],
    );
    const [fix, other] = fixes(found(config, 'input.missing'), config);
    expect(fix?.label).toBe('Connect resolve_glb');
    expect(applied(config, fix).edges.map(wireOf)).toContain('resolve_glb.glb > blender_still.glb');
    expect(other).toMatchObject({ kind: 'quickAdd', from: { node: 'blender_still', port: 'glb', direction: 'input' } });
  });

  it('an input that could mean several outputs opens quick-add for it', () => {
    const config = aWorkflow(['resolve_glb', { id: 'second', type: 'resolve_glb' }, 'blender_still']);
    const problem = validateWorkflow(config, catalogue).find(
      ({ code, port }) => code === 'input.missing' && port === 'glb',
    );
    expect(fixes(problem!, config)).toMatchObject([{ kind: 'quickAdd', from: { port: 'glb', direction: 'input' } }]);
  });

  it('an input is never offered what waits for its own node', () => {
    const config = aWorkflow(['image_composite', 'output_save'], ['image_composite.image > output_save.artifact']);
    const offered = fixes(found(config, 'input.missing'), config);
    expect(offered.map(({ kind }) => kind)).toEqual(['quickAdd']);
  });

  it('a node that publishes by itself gets an output_save after it', () => {
    const config = still();
    const [fix] = fixes(found(config, 'contract.self_publish'), config);
    expect(fix?.label).toBe('Insert output_save');
    const after = applied(config, fix);
    expect(after.edges.map(wireOf)).toContain('blender_still.image > n1.artifact');
    expect(after.nodes.at(-1)?.settings).toEqual({});
    expect(validateWorkflow(after, catalogue)).toEqual([]);
  });

  it('the output_save expects what the node gives', () => {
    const config = aWorkflow(
      [...scene, 'blender_turntable', 'encode_video'],
      [...sceneWires, ...renderWires('blender_turntable'), 'blender_turntable.frames > encode_video.frames'],
    );
    const [fix] = fixes(found(config, 'contract.self_publish'), config);
    const after = applied(config, fix);
    expect(after.nodes.at(-1)).toMatchObject({
      type: 'output_save',
      settings: { expectedArtifact: 'turntable_video' },
    });
    expect(validateWorkflow(after, catalogue)).toEqual([]);
  });

  it('a new output_save stands right of its node and covers no other', () => {
    const config = still();
    const crowded = {
      ...config,
      nodes: config.nodes.map((node, row) => ({ ...node, position: { x: 240 * (row % 2), y: 0 } })),
    };
    const [fix] = fixes(found(crowded, 'contract.self_publish'), crowded);
    const after = applied(crowded, fix);
    const { position } = after.nodes.at(-1)!;
    const source = after.nodes.find(({ id }) => id === 'blender_still')!;
    expect(position.x).toBeGreaterThan(source.position.x);
    expect(position.y).toBeGreaterThan(0);
  });

  it('a workflow that delivers nothing gets an output_save at its last picture', () => {
    const config = aWorkflow([...scene, { id: 'a', type: 'image_composite' }], [...sceneWires]);
    const [fix] = fixes(found(config, 'output.missing'), config);
    expect(applied(config, fix).edges.map(wireOf)).toContain('a.image > n1.artifact');
  });

  it('a workflow without anything to deliver opens quick-add', () => {
    const config = aWorkflow(['order_line_setup']);
    expect(fixes(found(config, 'output.missing'), config)).toMatchObject([{ kind: 'quickAdd', at: null, from: null }]);
  });

  it('an output_save of another kind expects what arrives', () => {
    const config = aWorkflow(['export_blend', 'output_save'], ['export_blend.blend > output_save.artifact']);
    const [fix] = fixes(found(config, 'output.artifact_mismatch'), config);
    expect(fix?.label).toBe('Expect blend_asset');
    expect(codesAfter(config, 'output.artifact_mismatch')).not.toContain('output.artifact_mismatch');
  });

  it('a format that its kind does not have is left to the output type', () => {
    const node = { id: 's', type: 'output_save', settings: { format: 'mp4' } };
    const config = aWorkflow(['blender_still', node], ['blender_still.image > s.artifact']);
    expect(codesAfter(config, 'output.artifact_mismatch')).not.toContain('output.artifact_mismatch');
  });

  it('a notify before anything is saved is connected to the only output_save', () => {
    const config = still('blender_still.image > output_save.artifact');
    const withBoth = { ...config, nodes: [...config.nodes, ...aWorkflow(['output_save', 'notify']).nodes] };
    const [fix] = fixes(found(withBoth, 'notify.not_downstream'), withBoth);
    expect(applied(withBoth, fix).edges.map(wireOf)).toContain('output_save.asset > notify.asset');
  });

  it('a device that this machine does not have is chosen by itself', () => {
    const config = aWorkflow([{ id: 'a', type: 'blender_still', settings: { device: 'gpu' } }]);
    const problem = workflowProblem('preflight.device_unavailable', 'No GPU.', 'Choose.', {
      nodeId: 'a',
      field: 'device',
    });
    const [fix] = fixes(problem, config);
    expect(applied(config, fix).nodes[0]?.settings).toEqual({ device: 'auto' });
  });
});

describe('problems that a person has to decide lead to their place', () => {
  it('a cycle does not guess which wire is wrong', () => {
    const config = aWorkflow(
      [
        { id: 'a', type: 'image_composite' },
        { id: 'b', type: 'image_composite' },
      ],
      ['a.image > b.images', 'b.image > a.images'],
    );
    expect(fixes(found(config, 'graph.cycle'), config)).toEqual([{ kind: 'goTo', label: 'Show node' }]);
  });

  it('a camera that does not exist is chosen at its field, and at the output type when that names it', () => {
    const config = still();
    const at = (nodeId: string | null) =>
      fixes(
        workflowProblem('preflight.camera_unknown', 'No.', 'Choose.', { nodeId, field: nodeId && 'camera' }),
        config,
      );
    expect(at('blender_still')).toEqual([{ kind: 'goTo', label: 'Choose camera' }]);
    expect(at(null)).toEqual([{ kind: 'href', label: 'Open output types', href: '#/output-types' }]);
  });

  it('parts without material are matched at the product', () => {
    const problem = workflowProblem('preflight.unmatched_parts', '2 parts.', 'Add rules.', { severity: 'warning' });
    expect(fixes(problem, still())).toEqual([{ kind: 'href', label: 'Open product', href: '#/products/p1' }]);
    expect(fixesFor(problem, { ...contextOf(still()), productId: null })).toEqual([]);
  });

  it('an output that nobody takes is led on, or its node removed', () => {
    const config = aWorkflow(
      ['resolve_template', 'order_line_setup'],
      ['order_line_setup.order_line > resolve_template.order_line'],
    );
    expect(fixes(found(config, 'node.unused_output'), config)).toMatchObject([
      { kind: 'quickAdd', from: { node: 'resolve_template', port: 'template', direction: 'output' } },
      { kind: 'edit', label: 'Remove node' },
    ]);
  });
});
