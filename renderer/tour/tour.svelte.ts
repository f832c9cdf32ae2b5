import { call } from '../api/client.ts';
import { router } from '../shell/router.svelte.ts';
import { showError } from '../shell/showError.ts';
import { sampleWorkflowPath } from '../workflows/workflowRows.ts';
import { requestTour } from './tourMemory.ts';
import { tourSteps } from './tourSteps.ts';

/** Where the tour is. One for the window: it is shown by the canvas that is open. */
class Tour {
  /** null = it is not under way. */
  index = $state<number | null>(null);
  /** Canvases that could show it. */
  hosts = 0;

  begin(): void {
    this.index = 0;
  }

  leave(): void {
    this.index = null;
  }

  next(): void {
    if (this.index === null) return;
    this.index = this.index + 1 < tourSteps.length ? this.index + 1 : null;
  }

  back(): void {
    if (this.index !== null) this.index = Math.max(0, this.index - 1);
  }
}

export const tour = new Tour();

/** Starts the tour on the canvas that is open, or opens the sample workflow for it. */
export function startTour(): void {
  if (tour.hosts > 0) return tour.begin();
  void call('workflows:list', undefined).then((workflows) => {
    const path = sampleWorkflowPath(workflows);
    if (path === null) return router.go('workflows');
    requestTour();
    router.go(path);
  }, showError);
}
