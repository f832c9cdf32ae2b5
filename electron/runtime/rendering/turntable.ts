import { createHash } from 'node:crypto';
import { join } from 'node:path';
import canonicalize from 'canonicalize';
import { AppError } from '../../../shared/errors/appError.ts';
import { BATCH_PROTOCOL } from '../contracts/renderBatch.ts';
import type { JobUse, RenderJob, RenderServices, RenderedPicture } from '../contracts/renderServices.ts';
import { checkParts } from './checkParts.ts';
import { FrameStore } from './frameStore.ts';
import { JobProgress } from './jobProgress.ts';
import type { RenderTools } from './renderTools.ts';
import { type Attempt, demandSuccess, untilVerified } from './runItems.ts';
import { type DescribedScene, describeScene, needsOwnProcess } from './sceneDescription.ts';

type TurntableRequest = Parameters<RenderServices['turntable']>[1];

interface Work {
  readonly job: RenderJob;
  readonly request: TurntableRequest;
  readonly described: DescribedScene;
  readonly store: FrameStore;
  readonly progress: JobProgress;
}

/** Equal for two jobs whose frames may be mixed. The number of threads changes no pixel. */
function frameKey({ described, request, job }: Omit<Work, 'store' | 'progress'>): string {
  const decides = canonicalize({
    scene: described.scene,
    conditions: request.conditions,
    turntable: request.turntable,
    blender: job.runtime.version,
    protocol: BATCH_PROTOCOL,
  });
  return createHash('sha256').update(String(decides)).digest('hex').slice(0, 16);
}

function keptWords(kept: number, frames: number, damaged: number): string {
  const words = `Kept ${kept} of ${frames} frames of an earlier start`;
  if (damaged === 0) return `${words}.`;
  return `${words}; ${damaged} ${damaged === 1 ? 'was damaged and is' : 'were damaged and are'} rendered again.`;
}

/** Renders what is missing, in one process. @throws AppError of Blender, or of the first frame that does not come */
async function renderMissing({ request, described, store, progress, job }: Work, attempt: Attempt): Promise<void> {
  const { turntable, conditions } = request;
  const wanted = store.missing();
  if (wanted.length === 0) return;
  const start = store.good.size / turntable.frames;
  const { results } = await attempt.run({
    items: [
      {
        ...{ kind: 'turntable', id: 'turntable', scene: described.scene, turntable, wanted },
        conditions: { ...conditions, threads: job.threads },
      },
    ],
    inputs: described.inputs,
    isolated: needsOwnProcess(described, conditions),
    onEvent: progress.listen(() => ({
      start,
      share: wanted.length / turntable.frames,
      words: ({ fraction }) => {
        const position = Math.min(wanted.length - 1, Math.floor(fraction * wanted.length));
        return `Frame ${wanted[position]} of ${turntable.frames}`;
      },
    })),
  });
  const { damaged } = await store.gather();
  demandSuccess(job, results[0]);
  const [lost] = store.missing();
  if (lost === undefined) return;
  throw (
    damaged.get(lost) ??
    new AppError('blender.output_missing', `Blender reported success without frame ${lost} of ${turntable.frames}.`, {
      details: { missing: store.missing() },
    })
  );
}

/** See RenderServices.turntable. The frames lie in `frames-<key>` of the job's folder until the folder is deleted. */
export async function renderTurntable(
  tools: RenderTools,
  job: RenderJob,
  request: TurntableRequest,
): Promise<{ frames: RenderedPicture[]; kept: number; use: JobUse }> {
  const { turntable, conditions, scene } = request;
  const described = describeScene(scene, request.camera);
  const folder = join(job.folder, `frames-${frameKey({ described, request, job })}`);
  const size = { width: conditions.width, height: conditions.height };
  const store = new FrameStore({ folder, pictures: tools.pictures, frames: turntable.frames, size });
  const work: Work = { job, request, described, store, progress: new JobProgress(job) };
  const { damaged } = await store.gather();
  const kept = store.good.size;
  if (kept + damaged.size > 0) job.sink.log('info', 'render', keptWords(kept, turntable.frames, damaged.size));
  const { use } = await untilVerified(tools, job, folder, async (attempt) => {
    // A process that died left whole frames behind.
    if (attempt.number > 1) await store.gather();
    await renderMissing(work, attempt);
    for (const { actual } of store.good.values()) checkParts(scene.parts, actual);
  });
  const frames = [...store.good].sort(([a], [b]) => a - b).map(([, picture]) => picture);
  return { frames, kept, use };
}
