import type { CoreFields, RunStep } from '../../shared/domain/run.ts';
import { toErrorValue } from '../../shared/errors/appError.ts';
import type { GraphReporter } from '../runtime/contracts/engine.ts';
import { relative, sep } from 'node:path';
import { mediaUrls } from './mediaUrls.ts';
import type { ReporterTools } from './runReporter.ts';
import { runSummary } from './runView.ts';
import type { ServiceContext } from './serviceContext.ts';

/** Node states that come within this are written together: quick nodes come in hundreds, and each commit is a sync. */
const COLLECT_MILLISECONDS = 25;

export interface CollectingReporter extends GraphReporter {
  /** Writes what is waiting. Call it when the graph has ended, before the run changes its state. */
  flush(): void;
}

/**
 * Persists what the engine tells of its nodes, then broadcasts it. `core` null = the run's own core fields (the graph is
 * authoritative); else whoever takes them for an observer, which has no progress of the run either.
 */
export function createGraphReporter(
  context: ServiceContext,
  tools: ReporterTools,
  run: { id: string; folder: string },
  observerCore: ((fields: Partial<CoreFields>) => void) | null,
): CollectingReporter {
  const { repositories, events } = context;
  const pending = new Map<string, RunStep>();
  let timer: NodeJS.Timeout | null = null;

  function flush(): void {
    if (timer) clearTimeout(timer);
    timer = null;
    if (pending.size === 0) return;
    repositories.runSteps.upsert(run.id, [...pending.values()]);
    pending.clear();
    const record = repositories.runs.get(run.id);
    if (record) events.emit('runs:changed', { run: runSummary(record, tools.progress.get(run.id), tools.nameOf) });
  }

  /** Nobody waits for it who could be told of a drive that is full: what was not written is tried again with the next. */
  function flushLater(): void {
    try {
      flush();
    } catch (thrown) {
      context.logger.warn('node states could not be written', { runId: run.id, error: toErrorValue(thrown) });
    }
  }

  return {
    step(step) {
      pending.set(step.key, step);
      timer ??= setTimeout(flushLater, COLLECT_MILLISECONDS);
    },
    log: (nodeId, level, text) => tools.log.add(run.id, level, nodeId === null ? 'graph' : `node:${nodeId}`, text),
    progress({ nodeId, fraction, nodeFraction, etaSeconds, message, previewFile }) {
      if (observerCore) return;
      const preview = previewFile === null ? null : relative(run.folder, previewFile).split(sep).join('/');
      tools.progress.put({
        ...{ runId: run.id, step: nodeId, fraction, etaSeconds, message },
        node: { id: nodeId, fraction: nodeFraction },
        previewUrl: preview === null ? null : mediaUrls.preview(run.id, preview),
      });
    },
    core(fields) {
      const { mode: _decided, ...patch } = fields;
      if (observerCore) observerCore(patch);
      else repositories.runs.updateCore(run.id, patch);
    },
    flush,
  };
}
