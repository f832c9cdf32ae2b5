import { describe, expect, it } from 'vitest';
import { settingProblems } from '../../../../../renderer/canvas/inspector/settingProblems.ts';
import { validateWorkflow } from '../../../../../shared/graph/validateWorkflow.ts';
import { workflowProblem } from '../../../../../shared/graph/workflowProblem.ts';
import { aWorkflow } from '../../../../support/graphs.ts';
import { catalogue, fieldsOf } from '../settings/builders.ts';

const names = fieldsOf('blender_still').map(({ name }) => name);

function found(settings: Record<string, string | number>) {
  const config = aWorkflow([{ id: 'beauty', type: 'blender_still', label: 'Beauty', settings }]);
  const node = config.nodes[0]!;
  return settingProblems(validateWorkflow(config, catalogue), node, names);
}

describe('problems of settings', () => {
  it('stand at the setting that they are about, without naming the node again', () => {
    const { ofSetting } = found({ samples: 0 });
    expect([...ofSetting.keys()]).toEqual(['samples']);
    expect(ofSetting.get('samples')?.[0]).toMatchObject({
      severity: 'error',
      text: expect.stringMatching(/^Samples is 0/),
    });
  });

  it('stand at settings that the type does not have', () => {
    const { ofSetting } = found({ sampels: 64 });
    expect(ofSetting.get('sampels')?.[0]?.text).toContain('Did you mean samples?');
  });

  it('of the node as a whole are kept apart: inputs that are missing', () => {
    const { ofNode, ofSetting } = found({});
    expect(ofSetting.size).toBe(0);
    expect(ofNode.map(({ code }) => code)).toContain('input.missing');
  });

  it('of another node are not listed', () => {
    const node = aWorkflow(['blender_still']).nodes[0]!;
    const other = workflowProblem('settings.invalid', 'x', 'y', { nodeId: 'elsewhere', field: 'samples' });
    expect(settingProblems([other], node, names)).toEqual({ ofSetting: new Map(), ofNode: [] });
  });

  it('list errors before warnings, with the remedy of what preflight found', () => {
    const node = aWorkflow(['blender_still']).nodes[0]!;
    const place = { nodeId: node.id, field: 'device' };
    const gpu = workflowProblem('preflight.device_unavailable', 'No GPU.', 'Choose cpu.', {
      ...place,
      severity: 'warning',
    });
    const bad = workflowProblem('settings.invalid', 'Device is 3.', 'Correct device.', place);
    expect(settingProblems([gpu, bad], node, names).ofSetting.get('device')).toEqual([
      { severity: 'error', text: 'Device is 3.' },
      { severity: 'warning', text: 'No GPU. Choose cpu.' },
    ]);
  });
});
