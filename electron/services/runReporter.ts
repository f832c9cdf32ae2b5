import { relative, sep } from 'node:path';
import type { RunReporter } from '../runtime/contracts/dispatch.ts';
import { mediaUrls } from './mediaUrls.ts';
import type { ProgressBoard } from './progressBoard.ts';
import type { RunLogBook } from './runLogBook.ts';
import { runSummary, type WorkflowName } from './runView.ts';
import type { ServiceContext } from './serviceContext.ts';

export interface ReporterTools {
  readonly log: RunLogBook;
  readonly progress: ProgressBoard;
  readonly nameOf: WorkflowName;
}

/** Persists what a dispatcher tells and broadcasts it. `folder` of the run is absolute. */
export function createRunReporter(
  context: ServiceContext,
  tools: ReporterTools,
  run: { id: string; folder: string },
): RunReporter {
  const { repositories, events } = context;
  const changed = (): void => {
    const record = repositories.runs.get(run.id);
    if (record) events.emit('runs:changed', { run: runSummary(record, tools.progress.get(run.id), tools.nameOf) });
  };
  return {
    step(step) {
      repositories.runSteps.upsert(run.id, [step]);
      changed();
    },
    log: (level, source, text) => tools.log.add(run.id, level, source, text),
    progress({ previewFile, ...rest }) {
      const preview = previewFile === null ? null : relative(run.folder, previewFile).split(sep).join('/');
      tools.progress.put({
        ...rest,
        runId: run.id,
        node: null,
        previewUrl: preview === null ? null : mediaUrls.preview(run.id, preview),
      });
    },
    core(fields) {
      const { mode: _fixed, ...patch } = fields;
      repositories.runs.updateCore(run.id, patch);
    },
  };
}
