import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { NodeContext } from '../../../../electron/runtime/contracts/node.ts';
import { provenanceSchema } from '../../../../shared/domain/media.ts';
import { EngineStage, stubWorkflow } from '../../../support/engineStage.ts';

let stage: EngineStage;
beforeEach(() => {
  stage = new EngineStage();
});
afterEach(() => stage.close());

/**
 *     cad ── model ── beauty ─┬─ sheet ── save
 *                     detail ─┘
 */
const config = stubWorkflow(
  {
    cad: 'stub_cad',
    model: 'stub_model',
    beauty: 'stub_still',
    detail: ['stub_still', { seed: 8 }],
    sheet: 'stub_sheet',
    save: 'output_save',
  },
  [
    'cad.cad -> model.cad',
    'model.glb -> beauty.glb',
    'detail.image -> sheet.images',
    'beauty.image -> sheet.images',
    'sheet.image -> save.artifact',
  ],
);

/** Runs the workflow and looks at one node's context from inside. */
async function inside<T>(nodeId: string, look: (context: NodeContext) => T) {
  let seen: T | undefined;
  stage.stubs.acts.set(nodeId, (context) => {
    seen = look(context);
  });
  const run = await stage.run(config, { reuse: 'fresh' });
  return { seen: seen as T, run };
}

describe('a node sees of its run', () => {
  it('its settings with defaults, its label, and a job of its own', async () => {
    const { seen } = await inside('detail', ({ settings, node, job }) => ({ settings, node, job }));
    expect(seen.settings).toEqual({ samples: 64, seed: 8 });
    expect(seen.node).toEqual({ id: 'detail', type: 'stub_still', label: 'Detail' });
    expect(seen.job).toMatchObject({
      folder: expect.stringMatching(/\/nodes\/\d+-detail$/),
      priority: 'normal',
      limits: { wallSeconds: 120, silenceSeconds: 60 },
      runtime: { version: '4.5.15' },
    });
  });

  it('what comes in: one value or null, or several in the order of the edges', async () => {
    const { seen: one } = await inside('beauty', ({ input }) => input('glb', 'glb')?.type);
    expect(one).toBe('glb');
    const { seen: none } = await inside('detail', ({ input }) => input('glb', 'glb'));
    expect(none).toBeNull();
    const { seen: several, run } = await inside('sheet', ({ inputs }) => inputs('images', 'image'));
    const hashes = several.map(({ files }) => files[0]?.sha256);
    const hashOf = (id: string) => run.last[id]?.outputs[0]?.files[0]?.sha256;
    expect(hashes).toEqual([hashOf('detail'), hashOf('beauty')]);
  });

  it('the facets that its definition names', async () => {
    const { seen } = await inside('cad', ({ subject }) => ({ ...subject }));
    expect(seen).toEqual({ cad: { fileName: 'bearing.step', sha256: 'cad', glbSha256: 'ab12' } });
  });
});

describe('a mistake in the code of a node is told, not guessed at', () => {
  const mistake = async (nodeId: string, act: (context: NodeContext) => void): Promise<string> => {
    stage.stubs.acts.set(nodeId, act);
    const error: unknown = await stage
      .prepare(config)
      .start()
      .catch((thrown: unknown) => thrown);
    return error instanceof Error ? error.message : 'nothing was thrown';
  };

  it.each<[string, string, (context: NodeContext) => void, string]>([
    [
      'a facet that is not named',
      'cad',
      ({ subject }) => void subject.rules,
      'Node type stub_cad reads rules without naming it in its definition.',
    ],
    [
      'an input that is not there',
      'beauty',
      ({ input }) => void input('camera', 'glb'),
      'Node type stub_still reads input camera, which its definition does not have.',
    ],
    [
      'an input as another type',
      'beauty',
      ({ input }) => void input('glb', 'image'),
      'Node type stub_still reads input glb as image, but it is glb.',
    ],
    [
      'one value where there are several',
      'sheet',
      ({ input }) => void input('images', 'image'),
      'Input images of stub_sheet takes several: read it with inputs().',
    ],
    [
      'provenance without what decides it',
      'beauty',
      ({ provenance }) => void provenance(null),
      'Node type stub_still writes provenance without reading product, cad, renderer, outputType, workflow.',
    ],
  ])('%s', async (_what, nodeId, act, message) => {
    expect(await mistake(nodeId, act)).toContain(message);
  });
});

describe('the provenance of a file', () => {
  it('says what decided it, with the whole workflow, and nothing of the run', async () => {
    const { seen } = await inside('save', (context) => {
      const made = context.input('artifact', 'image')?.data.made ?? null;
      return context.provenance(made);
    });
    expect(provenanceSchema.parse(seen)).toEqual(seen);
    expect(seen).toMatchObject({
      ...{ application: { version: '1.2.3' }, mode: 'graph', executor: 'graph' },
      product: { name: 'Kugellager 6205', articleNumber: '6205-2RS', cadSha256: 'cad' },
      workflow: { id: 'wf-1', name: 'Stills', revision: 1, sha256: 'workflow-hash', config },
      materials: { ring: 'steel' },
      template: { id: 'white_studio', sha256: 'template-hash' },
      blender: { version: '4.5.15', device: 'CPU', engine: 'CYCLES', samples: 2, seed: 7 },
    });
    expect(JSON.stringify(seen)).not.toMatch(/run-1|line-1|OL-0001/);
  });

  it('names the mode shadow when an observer made it', async () => {
    let mode = '';
    stage.stubs.acts.set('save', (context) => {
      ({ mode } = context.provenance(null));
    });
    await stage.run(config, { authority: 'observer' });
    expect(mode).toBe('shadow');
  });
});
