import type { WorkflowDetail } from '../../shared/domain/workflow.ts';
import { writeBytesDurably } from '../media/writeDurably.ts';
import type { ServiceContext } from './serviceContext.ts';
import { workflowFileName } from './workflowFileName.ts';
import type { WorkflowService } from './workflowService.ts';

/** Workflows in and out of files that the user chooses in a dialog. null = the user changed their mind. */
export interface WorkflowFiles {
  /** @throws AppError as `WorkflowService.importFile` */
  choose(): Promise<WorkflowDetail | null>;
  /**
   * Writes the canonical JSON: the file is whole, or as it was before. `revision` null = the latest.
   * @throws AppError `workflow.unknown`, `file.disk_full`, `file.output_unwritable`
   */
  exportFile(id: string, revision: number | null): Promise<{ path: string } | null>;
}

const JSON_FILES = [{ name: 'Workflow', extensions: ['json'] }];
/** What HartOMat delivers carries its workflow. */
const CARRIERS = ['json', 'png', 'jpg', 'jpeg', 'webp', 'mp4', 'webm', 'blend'];
const IMPORTED = [
  { name: 'Workflows, and files made by one', extensions: CARRIERS },
  { name: 'All files', extensions: ['*'] },
];

export function createWorkflowFiles(
  { platform }: Pick<ServiceContext, 'platform'>,
  workflows: Pick<WorkflowService, 'importFile' | 'exportText' | 'nameOf'>,
): WorkflowFiles {
  return {
    async choose() {
      const files = await platform.chooseFiles({ title: 'Import a workflow', filters: IMPORTED, multiple: false });
      return files?.[0] ? workflows.importFile(files[0], null) : null;
    },
    async exportFile(id, revision) {
      // Before the dialog: what it is about must be there.
      const text = workflows.exportText(id, revision);
      const suggested = workflowFileName(workflows.nameOf(id) ?? id);
      const path = await platform.saveFile({ title: 'Export the workflow', filters: JSON_FILES, suggested });
      if (path === null) return null;
      await writeBytesDurably(path, Buffer.from(text));
      return { path };
    },
  };
}
