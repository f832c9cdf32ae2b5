import type { Provenance } from '../../shared/domain/media.ts';
import { AppError } from '../../shared/errors/appError.ts';
import type { RunRecord } from '../persistence/repositories/runRecord.ts';
import type { RenderJob, RenderServices } from '../runtime/contracts/renderServices.ts';
import { hasSeveralAngles } from '../runtime/legacy/pipelineOf.ts';
import { conditionsOfOrder, sceneOfOrder } from '../runtime/legacy/sceneOfOrder.ts';
import type { ControlParts } from '../runtime/shadow/comparisonRequest.ts';
import { gatherOrder, type GatherTools, orderedOutputType } from './gatherOrder.ts';
import { type MaterialLibrary, materialName } from './materialLibrary.ts';
import type { ServiceContext } from './serviceContext.ts';
import { withinBlenderSeconds } from './withinBlenderSeconds.ts';

type Tools = GatherTools & { readonly render: RenderServices };

/** A bound, not a measurement: what takes a Blender longer is not told. Short beside what an observer may take. */
const LIMIT_SECONDS = 180;

/** The parts of what a run delivered, told apart by building its scene once more. `job`: where that is done. */
export function controlParts(context: ServiceContext, tools: Tools, run: RunRecord, job: RenderJob): ControlParts {
  const { mediaAssets, artifacts } = context.repositories;
  const asset = mediaAssets.byRun(run.id);
  const provenance = asset ? (artifacts.get(asset.sha256)?.provenance ?? null) : null;
  return {
    materials: provenance && materialNames(provenance, tools.materials),
    index: () =>
      withinBlenderSeconds(job, LIMIT_SECONDS, (limited) => indexOf(context, tools, run, limited, provenance)),
  };
}

/** Whether parts of what a run delivers are told at all: where they never are, that is nothing to be warned of. */
export function areEverTold(context: ServiceContext, run: RunRecord): boolean {
  const outputType = orderedOutputType(context, run);
  return outputType === null || !hasSeveralAngles(outputType);
}

async function indexOf(
  context: ServiceContext,
  tools: Tools,
  run: RunRecord,
  job: RenderJob,
  provenance: Provenance | null,
): ReturnType<ControlParts['index']> {
  const order = await gatherOrder(context, tools, run);
  if (hasSeveralAngles(order.outputType))
    throw impossible('A sheet of several angles shows every part more than once.');
  if (order.cad.sha256 !== provenance?.product.cadSha256) throw impossible('The product has another CAD file by now.');
  if (order.template.sha256 !== provenance.template.sha256) throw impossible('The template was changed since.');
  const camera = order.outputType.profile.camera;
  const request = { scene: sceneOfOrder(order), conditions: conditionsOfOrder(order), camera };
  return { ...(await tools.render.partIndex(job, request)), names: await partNames(context, tools, run) };
}

async function partNames({ repositories }: ServiceContext, tools: Tools, run: RunRecord): Promise<Map<string, string>> {
  const cadFileId = repositories.products.get(run.productId)?.cadFileId ?? null;
  const cadFile = cadFileId === null ? null : repositories.cadFiles.get(cadFileId);
  const parts = cadFile ? (await tools.cad.manifest(cadFile)).parts : [];
  return new Map(parts.map(({ partKey, name }) => [partKey, name]));
}

const impossible = (message: string): AppError => new AppError('comparison.failed', message);

function materialNames({ materials }: Provenance, library: MaterialLibrary): Record<string, string> {
  return Object.fromEntries(Object.entries(materials).map(([partKey, id]) => [partKey, materialName(library, id)]));
}
