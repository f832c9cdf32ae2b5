import { toast } from 'svelte-sonner';
import type { WorkflowDetail } from '../../shared/domain/workflow.ts';
import { call } from '../api/client.ts';
import { oneAtATime } from './oneAtATime.svelte.ts';
import { router } from './router.svelte.ts';
import { showError } from './showError.ts';

/**
 * Imports the workflow of a file as a new one. @throws AppError `workflow.malformed`, `workflow.no_provenance`, `file.*`
 */
export async function readWorkflow(path: string): Promise<WorkflowDetail> {
  return call('workflows:import', { path });
}

/** Goes to a workflow that was just imported, and says so. */
export function openImported(workflow: Pick<WorkflowDetail, 'id' | 'name'>): void {
  toast(`Workflow ‘${workflow.name}’ imported`);
  router.go(`workflows/${encodeURIComponent(workflow.id)}`);
}

const choosing = oneAtATime<'choose'>();

/**
 * Lets the user choose a workflow file, or a picture, video or .blend of ours, and opens it as a new workflow. Does
 * nothing while another is being chosen.
 */
export function chooseWorkflow(): Promise<void> {
  return choosing.act('choose', async () => {
    const imported = await call('workflows:chooseFile', undefined);
    if (imported) openImported(imported);
  });
}

/** Imports one after the other and opens the last; each that cannot be read is told. */
export async function importWorkflows(paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    try {
      openImported(await readWorkflow(path));
    } catch (thrown) {
      showError(thrown);
    }
  }
}
