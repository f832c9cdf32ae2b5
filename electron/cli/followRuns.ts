import type { Application } from '../app/application.ts';
import type { ProgressReport } from './progressReport.ts';

/** Shows the progress of the runs of this process; returns how to stop. */
export function followRuns(application: Application, progress: ProgressReport): () => void {
  return application.onEvent((name, payload) => {
    if (name !== 'runs:progressed' || !('etaSeconds' in payload)) return;
    progress.update(payload.message, payload.fraction);
  });
}
