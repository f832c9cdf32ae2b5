import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { compileModule } from 'svelte/compiler';
import { createServer, type Plugin, type ViteDevServer } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { createWorkflowEditor } from '../../../../../renderer/canvas/document/createWorkflowEditor.svelte.ts';
import { setNodeLabel } from '../../../../../renderer/canvas/document/edits/setNodeLabel.ts';
import { setSetting } from '../../../../../renderer/canvas/document/edits/setSetting.ts';
import { selectionOf } from '../../../../../renderer/canvas/document/selection.ts';
import { graphCatalogue } from '../../../../support/graphCatalogue.ts';
import { aWorkflow } from '../../../../support/graphs.ts';

const root = resolve(import.meta.dirname, '../../../../..');
const cacheDir = mkdtempSync(join(tmpdir(), 'hartomat-editor-'));
let server: ViteDevServer;
let create: typeof createWorkflowEditor;

/** Runes are no plain TypeScript: the compiler makes signals of them, the ones that the window has. */
const runes: Plugin = {
  name: 'runes',
  enforce: 'post',
  transform: (code, filename) =>
    filename.endsWith('.svelte.ts') ? compileModule(code, { filename, generate: 'client' }).js : null,
};

beforeAll(async () => {
  server = await createServer({
    ...{ root, configFile: false, cacheDir, appType: 'custom', logLevel: 'error' },
    server: { middlewareMode: true, ws: false, watch: null },
    optimizeDeps: { noDiscovery: true, include: [] },
    plugins: [runes],
  });
  const module = await server.ssrLoadModule('/renderer/canvas/document/createWorkflowEditor.svelte.ts');
  create = module.createWorkflowEditor as typeof createWorkflowEditor;
});
afterAll(async () => {
  await server.close();
  rmSync(cacheDir, { recursive: true });
});

const config = aWorkflow(['blender_still', 'output_save'], ['blender_still.image > output_save.artifact']);
const origin = { draftId: 'new-1', workflowId: null, revision: 0 };
const open = (now = () => 0) => create({ config, origin, catalogue: graphCatalogue(), now });

describe('the editor of a workflow', () => {
  it('opens unedited, with nothing selected and nothing to take back', () => {
    const editor = open();
    expect(editor.config).toBe(config);
    expect(editor).toMatchObject({ origin, node: null, edited: false, undoLabel: null, redoLabel: null });
  });

  it('applies, takes back and does again, and names what that would be', () => {
    const editor = open();
    editor.select(selectionOf({ nodes: ['blender_still'] }));
    editor.apply(setNodeLabel('blender_still', 'Hero'));
    expect(editor.node?.label).toBe('Hero');
    expect(editor).toMatchObject({ edited: true, undoLabel: 'Rename a node', redoLabel: null });
    editor.undo();
    expect(editor.config).toBe(config);
    expect(editor).toMatchObject({ edited: false, undoLabel: null, redoLabel: 'Rename a node' });
    editor.redo();
    expect(editor.node?.label).toBe('Hero');
  });

  it('answers why an attempt failed', () => {
    const editor = open();
    expect(editor.attempt({ ok: false, reason: 'No.' })).toBe('No.');
    expect(editor.attempt({ ok: true, edit: setNodeLabel('blender_still', 'Hero') })).toBeNull();
    expect(editor.edited).toBe(true);
  });

  it('finds problems as the document changes; those of other nodes stay the same list', () => {
    const editor = open();
    const others = editor.problemsOf('output_save');
    const before = editor.problemsOf('blender_still');
    expect(before.map(({ code }) => code)).toContain('input.missing');
    editor.apply(setSetting('blender_still', 'samples', 0));
    expect(editor.problemsOf('blender_still').map(({ code }) => code)).toContain('settings.invalid');
    expect(editor.problems).toEqual(expect.arrayContaining([...editor.problemsOf('blender_still')]));
    expect(editor.problemsOf('output_save')).toBe(others);
    editor.apply(setNodeLabel('output_save', 'x'));
    editor.undo();
    editor.undo();
    expect(editor.problemsOf('blender_still')).toEqual(before);
  });

  it('merges by its clock', () => {
    let time = 0;
    const editor = open(() => time);
    const scrub = (value: number) => editor.apply(setSetting('blender_still', 'samples', value, { merge: true }));
    scrub(1);
    time = 1000;
    scrub(2);
    time = 4000;
    scrub(3);
    editor.undo();
    expect(editor.config.nodes[0]!.settings).toEqual({ samples: 2 });
    editor.undo();
    expect(editor.config).toBe(config);
  });

  it('saves the viewport with the document, though moving it is no edit and is not undone', () => {
    const editor = open();
    expect(editor.snapshot()).toBe(config);
    editor.apply(setNodeLabel('blender_still', 'Hero'));
    editor.setViewport({ x: 1, y: 2, zoom: 3 });
    editor.undo();
    expect(editor.edited).toBe(false);
    expect(editor.snapshot()).toEqual({ ...config, viewport: { x: 1, y: 2, zoom: 3 } });
  });

  it('is unedited once it is saved, knows its workflow, and still knows how to go back', () => {
    const editor = open();
    editor.apply(setNodeLabel('blender_still', 'Hero'));
    editor.markSaved({ workflowId: 'w1', revision: 1, config: structuredClone(editor.snapshot()) });
    expect(editor.origin).toEqual({ draftId: 'w1', workflowId: 'w1', revision: 1 });
    expect(editor.edited).toBe(false);
    editor.undo();
    expect(editor.edited).toBe(true);
  });
});
