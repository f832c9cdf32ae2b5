import type { Provenance } from '../../shared/domain/media.ts';
import { AppError } from '../../shared/errors/appError.ts';
import type { RunRecord } from '../persistence/repositories/runRecord.ts';
import type { PartIndex, RenderJob, RenderServices } from '../runtime/contracts/renderServices.ts';
import { hasSeveralAngles } from '../runtime/legacy/pipelineOf.ts';
import { conditionsOfOrder, sceneOfOrder } from '../runtime/legacy/sceneOfOrder.ts';
import type { ControlParts } from '../runtime/shadow/comparisonRequest.ts';
import { gatherOrder, type GatherTools } from './gatherOrder.ts';
import type { MaterialLibrary } from './materialLibrary.ts';
import type { ServiceContext } from './serviceContext.ts';

type Tools = GatherTools & { readonly render: RenderServices };

/** Longer than any scene takes with one sample, and short beside what an observer may take. */
const LIMIT_SECONDS = 180;

/** The parts of what a run delivered, told apart by building its scene once more. `job`: where that is done. */
export function controlParts(context: ServiceContext, tools: Tools, run: RunRecord, job: RenderJob): ControlParts {
  const { mediaAssets, artifacts } = context.repositories;
  const asset = mediaAssets.byRun(run.id);
  const provenance = asset ? (artifacts.get(asset.sha256)?.provenance ?? null) : null;
  return {
    materials: provenance && materialNames(provenance, tools.materials),
    async index() {
      const limit = AbortSignal.timeout(LIMIT_SECONDS * 1000);
      const signal = AbortSignal.any([job.signal, limit]);
      try {
        return await indexOf(context, tools, run, { ...job, signal }, provenance);
      } catch (thrown) {
        if (!limit.aborted || job.signal.aborted) throw thrown;
        throw new AppError('comparison.failed', `It took more than ${LIMIT_SECONDS} s.`, { cause: thrown });
      }
    },
  };
}

async function indexOf(
  context: ServiceContext,
  tools: Tools,
  run: RunRecord,
  job: RenderJob,
  provenance: Provenance | null,
): Promise<PartIndex> {
  const order = await gatherOrder(context, tools, run);
  if (hasSeveralAngles(order.outputType)) throw impossible('A sheet of several angles shows every part more than once.');
  if (order.cad.sha256 !== provenance?.product.cadSha256) throw impossible('The product has another CAD file by now.');
  if (order.template.sha256 !== provenance.template.sha256) throw impossible('The template was changed since.');
  const camera = order.outputType.profile.camera;
  return tools.render.partIndex(job, { scene: sceneOfOrder(order), conditions: conditionsOfOrder(order), camera });
}

const impossible = (message: string): AppError => new AppError('comparison.failed', message);

/** Colours of CAD files are no materials of the library: their ids say what there is to say. */
function materialNames({ materials }: Provenance, library: MaterialLibrary): Record<string, string> {
  return Object.fromEntries(Object.entries(materials).map(([partKey, id]) => [partKey, library.get(id)?.name ?? id]));
}
