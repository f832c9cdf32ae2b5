import type { WorkflowDraft } from '../../shared/domain/draft.ts';
import type { WorkflowDetail } from '../../shared/domain/workflow.ts';
import { presetConfig } from '../../shared/graph/presetConfig.ts';
import type { RunningApp } from './support/runningApp.ts';
import { expect, test } from './support/test.ts';

test.use({ withSample: true });

const STILL = 'preset-still';

async function draftOf(app: RunningApp, id: string): Promise<WorkflowDraft | null> {
  return (await app.invoke('drafts:get', { id })).value as WorkflowDraft | null;
}

async function openCanvas(app: RunningApp, id: string): Promise<void> {
  await app.page.getByRole('navigation', { name: 'Main' }).waitFor();
  await app.goTo(`workflows/${id}`);
  await app.page.getByRole('application', { name: /^Workflow canvas/ }).waitFor();
}

test('the window closes in the middle of a word: it is there after the next start', async ({ launch }) => {
  const first = await launch();
  await openCanvas(first, STILL);
  await first.page.getByRole('textbox', { name: 'Description' }).fill('For the spring catalogue');
  await first.close();

  const second = await launch();
  await openCanvas(second, STILL);
  expect((await draftOf(second, STILL))?.config.description).toBe('For the spring catalogue');
  await expect(second.page.getByRole('textbox', { name: 'Description' })).toHaveValue('For the spring catalogue');
  await expect(second.page.getByText('Unsaved changes from')).toBeVisible();
});

test('undo is told by its words, and Esc clears the selection before it leaves the canvas', async ({ app }) => {
  await openCanvas(app, STILL);
  const { page } = app;
  const canvas = page.getByRole('application', { name: /^Workflow canvas/ });
  await canvas.focus();
  await page.keyboard.press('n');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('status').filter({ hasText: 'Done: Add a note.' })).toBeAttached();
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('status').filter({ hasText: 'Undone: Add a note.' })).toBeAttached();
  await page.keyboard.press('Control+a');
  await expect(page.getByRole('heading', { name: /selected$/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { name: /selected$/ })).toBeHidden();
  await expect(canvas).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(canvas).not.toBeFocused();
});

test('changes to a workflow that was removed open again and are saved as a new one', async ({ app }) => {
  await app.page.getByRole('navigation', { name: 'Main' }).waitFor();
  const config = presetConfig('still');
  const { value } = await app.invoke('workflows:save', {
    id: null,
    baseRevision: 0,
    config: { ...config, name: 'Doomed' },
  });
  const { id } = value as WorkflowDetail;
  const changed = { ...config, name: 'Doomed', description: 'Still wanted' };
  await app.invoke('drafts:keep', { id, workflowId: id, baseRevision: 1, config: changed });
  await app.invoke('workflows:remove', { id });

  await openCanvas(app, id);
  await expect(app.page.getByRole('textbox', { name: 'Description' })).toHaveValue('Still wanted');
  await app.page.keyboard.press('Control+s');
  await expect(app.page.getByText('Saved as r1')).toBeVisible();
  await expect.poll(() => draftOf(app, id)).toBeNull();
  await expect(app.page).not.toHaveURL(new RegExp(id));
});
