import { createHash, randomUUID } from 'node:crypto';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import canonicalize from 'canonicalize';
import type { Comparison, ComparisonReason } from '../../shared/domain/comparison.ts';
import type { Provenance } from '../../shared/domain/media.ts';
import type { CoreFields } from '../../shared/domain/run.ts';
import { AppError, toErrorValue } from '../../shared/errors/appError.ts';
import { defaultThresholds } from '../../shared/parity/defaultThresholds.ts';
import type { MediaWorker } from '../media/mediaWorker.ts';
import type { RunRecord } from '../persistence/repositories/runRecord.ts';
import type { Comparators } from '../runtime/contracts/comparators.ts';
import type { InjectedFault } from '../runtime/contracts/engine.ts';
import type { RenderJob, RenderServices } from '../runtime/contracts/renderServices.ts';
import { fileOf } from '../runtime/contracts/portValues.ts';
import { compareOutputs } from '../runtime/shadow/compareOutputs.ts';
import type { ComparedOutput } from '../runtime/shadow/comparisonRequest.ts';
import { keepKnownParts } from '../runtime/shadow/keepKnownParts.ts';
import { areEverTold, controlParts } from './controlParts.ts';
import { gatherOrder, type GatherTools, workflowOf } from './gatherOrder.ts';
import type { GraphRunner } from './graphRunner.ts';
import { JoinedWork } from './joinedWork.ts';
import { keepLease, leaseEnd } from './lease.ts';
import type { ObservationEnd, ObservationLifecycle } from './observationLifecycle.ts';
import type { RunLogBook } from './runLogBook.ts';
import { type ServiceContext, timestamp } from './serviceContext.ts';

export interface ObservationTools extends GatherTools {
  readonly graph: GraphRunner;
  readonly render: RenderServices;
  readonly media: MediaWorker;
  readonly comparators: Comparators;
  readonly observations: ObservationLifecycle;
  readonly log: RunLogBook;
  readonly faults: readonly InjectedFault[];
  /** Takes the place of the observer's own time limit. */
  readonly observerSeconds: number | null;
}

/** Why a running observer is stopped. `preempt`: real work needs its place. */
export type ObservationStop = 'preempt' | 'shutdown' | 'cancel';

/** In the folder of its run; everything that an observer makes lies in it. */
export const OBSERVER_FOLDER = 'observer';
const GRAPH = 'graph';
const SCRATCH = 'scratch';

/** An observer may take this many times as long as its control took, and this many seconds more. */
const LIMIT_FACTOR = 3;
const LIMIT_SECONDS = 300;

const waitReasons: Partial<Record<ObservationStop, string>> = {
  preempt: 'The observer makes room for an order and starts again later.',
  shutdown: 'The application ended; the observer starts again at the next start.',
};

/** Runs the graph beside a delivered order line and compares. Never touches the order line, whatever happens. */
export class ObservationRunner {
  readonly #context: ServiceContext;
  readonly #tools: ObservationTools;
  readonly #again = new JoinedWork();

  constructor(context: ServiceContext, tools: ObservationTools) {
    this.#context = context;
    this.#tools = tools;
  }

  /** Never rejects: every outcome is a state of the observation. `stop` is aborted with an ObservationStop. */
  async execute(runId: string, stop: AbortSignal): Promise<void> {
    try {
      this.#tools.observations.start(runId);
    } catch (thrown) {
      // Another process was quicker, or the database cannot be written: it is where it was.
      this.#context.logger.warn('an observer could not be started', { runId, error: toErrorValue(thrown) });
      return;
    }
    const lost = new AbortController();
    const { repositories, instanceId } = this.#context;
    const renew = (): boolean => repositories.observations.renewLease(runId, instanceId, leaseEnd(this.#context));
    const letGo = keepLease(renew, () => lost.abort('lost'));
    try {
      await this.#observe(runId, AbortSignal.any([stop, lost.signal]));
    } catch (unwritten) {
      // The disk is full or the file is gone: the next start finds it interrupted and takes it up again.
      if (!lost.signal.aborted) this.#context.logger.error('the end of an observer was lost', unwritten, { runId });
    } finally {
      letGo();
    }
  }

  /** Compares again what is there; one comparison at a time of each run. @throws AppError `run.no_comparison` */
  compareAgain(runId: string, signal: AbortSignal): Promise<void> {
    return this.#again.run(runId, (closing) => this.#compareAgain(runId, AbortSignal.any([signal, closing])));
  }

  get isComparingAgain(): boolean {
    return this.#again.busy;
  }

  /** Resolves when nothing is compared again any more. */
  close(): Promise<void> {
    return this.#again.close();
  }

  async #compareAgain(runId: string, signal: AbortSignal): Promise<void> {
    const { repositories, folders } = this.#context;
    const run = repositories.runs.get(runId);
    const observation = repositories.observations.get(runId);
    if (!run || !observation?.candidatePath) {
      throw new AppError('run.no_comparison', `Run ${run?.number ?? runId} has no candidate to compare.`);
    }
    const candidate = join(folders.home, observation.candidatePath);
    // Another process may compare the same run at this moment.
    const scratch = `${SCRATCH}-${randomUUID()}`;
    const compared = this.#compare(run, candidate, observation.core, signal, scratch);
    const { comparison: found, heatMap } = await compared.finally(() => this.#clear(run, [scratch]));
    const comparison = keepKnownParts(observation.comparison, found);
    if (comparison !== found) {
      this.#tools.log.add(run.id, 'info', 'comparison', 'The parts that were told before are kept.');
    }
    this.#tools.observations.compared(runId, { comparison, heatMapPath: heatMap && this.#stored(heatMap) });
  }

  /** One that has not begun will not. */
  cancelWaiting(run: RunRecord): void {
    this.#ended(run, 'cancelled', null, cancelReason);
  }

  async #observe(runId: string, stop: AbortSignal): Promise<void> {
    const run = this.#context.repositories.runs.get(runId);
    if (!run) throw new AppError('run.unknown', `There is no run ${runId}.`);
    const limit = new AbortController();
    const seconds = this.#limitSeconds(run);
    const timer = setTimeout(() => limit.abort('limit'), seconds * 1000);
    timer.unref();
    try {
      const end = await this.#candidateAndComparison(run, AbortSignal.any([stop, limit.signal]));
      this.#tools.observations.end(runId, 'done', end);
    } catch (thrown) {
      if (stop.aborted) this.#stopped(run, stop.reason);
      else if (limit.signal.aborted) this.#ended(run, 'timed_out', thrown, limitReason(seconds));
      else this.#ended(run, 'failed', thrown, failureReason(thrown));
    } finally {
      clearTimeout(timer);
      // Frames and scenes of it: nobody takes them up again. Whoever took the observer over works in the same folder.
      if (stop.reason !== 'lost') await this.#clear(run, [GRAPH, SCRATCH]);
    }
  }

  async #candidateAndComparison(run: RunRecord, signal: AbortSignal): Promise<ObservationEnd> {
    const folder = this.#folder(run);
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    const order = await gatherOrder(this.#context, this.#tools, run);
    const workflow = workflowOf(this.#tools, run);
    let core: Partial<CoreFields> = {};
    const onCore = (fields: Partial<CoreFields>): void => {
      core = { ...core, ...fields };
      this.#context.repositories.observations.update(run.id, { core });
    };
    const { asset } = await this.#tools.graph.observe(
      { ...order, workflow, priority: 'low' },
      join(folder, GRAPH),
      signal,
      onCore,
    );
    const made = fileOf(asset, 'file');
    onCore({ outputSha256: made.sha256 });
    const candidate = join(folder, `candidate.${made.extension}`);
    await rename(made.path, candidate);
    this.#context.repositories.observations.update(run.id, { candidatePath: this.#stored(candidate) });
    const { comparison, heatMap } = await this.#compare(run, candidate, core, signal);
    const heatMapPath = heatMap === null ? null : this.#stored(heatMap);
    return { error: null, comparison, candidatePath: this.#stored(candidate), heatMapPath };
  }

  async #compare(
    run: RunRecord,
    candidate: string,
    core: Partial<CoreFields>,
    signal: AbortSignal,
    scratch = SCRATCH,
  ): Promise<{ comparison: Comparison; heatMap: string | null }> {
    const runtime = await this.#tools.blender.chosen();
    const folder = join(this.#folder(run), 'comparison');
    await mkdir(folder, { recursive: true });
    const job: RenderJob = {
      ...{
        // Every frame of both videos, or a copy of both scenes.
        folder: join(this.#folder(run), scratch),
        runtime,
        signal,
        priority: 'low',
        threads: this.#context.settings.get().threads,
        limits: { wallSeconds: 900, silenceSeconds: 120 },
      },
      sink: {
        log: (level, source, text) => this.#tools.log.add(run.id, level, `comparison:${source}`, text),
        progress: () => undefined,
        started: () => undefined,
        retried: () => undefined,
      },
    };
    const compared = await compareOutputs(
      {
        kind: run.artifactKind,
        control: this.#control(run),
        candidate: {
          ...{ path: candidate, sha256: core.outputSha256 ?? '', core },
          inputs: inputsOf(await this.#tools.media.readProvenance(candidate).catch(() => null)),
        },
        thresholds: defaultThresholds(run.artifactKind),
        folder,
        signal,
        faults: this.#tools.faults,
      },
      {
        comparators: this.#tools.comparators,
        decodeVideo: (path, target) => this.#tools.render.decodeVideo(job, path, target),
        describeBlend: async (path) => (await this.#tools.render.describeBlend(job, path)).lines,
        parts: controlParts(this.#context, this.#tools, run, job),
        clock: this.#context.clock,
      },
    );
    const { parts } = compared.comparison;
    if (parts?.known === false) {
      this.#tools.log.add(run.id, areEverTold(this.#context, run) ? 'warn' : 'info', 'comparison', parts.reason);
    }
    return compared;
  }

  /** What is left then is the candidate and the heat map. */
  async #clear(run: RunRecord, names: readonly string[]): Promise<void> {
    for (const name of names) {
      await rm(join(this.#folder(run), name), { recursive: true, force: true }).catch((thrown: unknown) =>
        this.#context.logger.warn('a folder of an observer stays', { run: run.number, error: toErrorValue(thrown) }),
      );
    }
  }

  #control(run: RunRecord): ComparedOutput | null {
    const { mediaAssets, artifacts } = this.#context.repositories;
    const asset = mediaAssets.byRun(run.id);
    if (!asset) return null;
    const path = join(this.#context.folders.home, asset.path);
    return {
      path,
      sha256: asset.sha256,
      core: run.core,
      inputs: inputsOf(artifacts.get(asset.sha256)?.provenance ?? null),
    };
  }

  #stopped(run: RunRecord, reason: unknown): void {
    const text = waitReasons[reason as ObservationStop];
    if (reason === 'lost') return;
    if (text) this.#tools.observations.wait(run.id, text);
    else
      this.#ended(run, 'cancelled', null, {
        code: 'evidence.observer_cancelled',
        message: 'The observer was cancelled.',
      });
  }

  /** Ended without a comparison: no evidence, never a pass. */
  #ended(run: RunRecord, state: 'failed' | 'timed_out' | 'cancelled', thrown: unknown, reason: ComparisonReason): void {
    const control = this.#context.repositories.mediaAssets.byRun(run.id);
    const comparison: Comparison = {
      verdict: 'inconclusive',
      reasons: [reason],
      kind: run.artifactKind,
      control: { sha256: control?.sha256 ?? null, pixelHash: control?.pixelHash ?? null },
      candidate: { sha256: null, pixelHash: null },
      fileHashEqual: null,
      metrics: null,
      parts: null,
      thresholds: defaultThresholds(run.artifactKind),
      conditions: [],
      comparedAt: timestamp(this.#context),
      seconds: 0,
    };
    const error = thrown === null ? null : toErrorValue(thrown);
    this.#tools.observations.end(run.id, state, { error, comparison, candidatePath: null, heatMapPath: null });
  }

  #limitSeconds(run: RunRecord): number {
    const control = run.core.durationSeconds ?? 0;
    return this.#tools.observerSeconds ?? control * LIMIT_FACTOR + LIMIT_SECONDS;
  }

  #folder(run: Pick<RunRecord, 'id'>): string {
    return join(this.#context.folders.runs, run.id, OBSERVER_FOLDER);
  }

  #stored(path: string): string {
    return relative(this.#context.folders.home, path).split(sep).join('/');
  }
}

const cancelReason: ComparisonReason = {
  code: 'evidence.observer_cancelled',
  message: 'The observer was cancelled.',
};

function limitReason(seconds: number): ComparisonReason {
  return {
    code: 'evidence.observer_timeout',
    message: `The observer was not finished after ${Math.round(seconds)} s.`,
  };
}

function failureReason(thrown: unknown): ComparisonReason {
  const { message, code } = toErrorValue(thrown);
  return { code: 'evidence.observer_failed', message: `The observer failed: ${message} (${code})` };
}

/** What decided an output beside its conditions, by hash. */
function inputsOf(provenance: Provenance | null): ComparedOutput['inputs'] {
  // A format that cannot carry it on either side is no difference; one side that says nothing is.
  if (!provenance) return { cadSha256: 'unknown', templateSha256: 'unknown', materialsSha256: 'unknown' };
  const materials = String(canonicalize(provenance.materials));
  return {
    cadSha256: provenance.product.cadSha256,
    templateSha256: provenance.template.sha256,
    materialsSha256: createHash('sha256').update(materials).digest('hex'),
  };
}
