import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from '../../shared/domain/cad.ts';
import { DEFAULT_MATERIAL_ID, type Material, type MaterialRule } from '../../shared/domain/material.ts';
import type { OutputType } from '../../shared/domain/outputType.ts';
import { AppError } from '../../shared/errors/appError.ts';
import { resolveMaterials } from '../../shared/materials/resolveMaterials.ts';
import { hashFile } from '../media/hashFile.ts';
import type { RunRecord } from '../persistence/repositories/runRecord.ts';
import type { DispatchOrder } from '../runtime/contracts/dispatch.ts';
import type { BlenderService } from './blenderService.ts';
import type { CadLibrary } from './cadLibrary.ts';
import { expectedSeconds } from './expectedSeconds.ts';
import { cadColourMaterial, type MaterialLibrary } from './materialLibrary.ts';
import type { ServiceContext } from './serviceContext.ts';
import type { TemplateService } from './templateService.ts';

export interface GatherTools {
  readonly cad: CadLibrary;
  readonly materials: MaterialLibrary;
  readonly templates: TemplateService;
  readonly blender: BlenderService;
}

/**
 * The material of every part: the override, else what the material map says, else a plastic in the part's CAD colour,
 * else the default.
 * @throws AppError `material.unknown` for an override that the library does not have
 */
export function assignMaterials(
  manifest: Pick<Manifest, 'parts'>,
  rules: readonly MaterialRule[],
  override: string | null,
  library: MaterialLibrary,
): { assignments: Record<string, string>; materials: Material[] } {
  if (override !== null && !library.get(override)) {
    throw new AppError('material.unknown', `There is no material '${override}'.`, { details: { material: override } });
  }
  const { assignments: mapped } = resolveMaterials(manifest.parts, rules, library.ids);
  const assignments: Record<string, string> = {};
  const used = new Map<string, Material>();
  const use = (material: Material | undefined): string => {
    if (!material) throw new AppError('material.unknown', `The library has no material '${DEFAULT_MATERIAL_ID}'.`);
    used.set(material.id, material);
    return material.id;
  };
  use(library.get(DEFAULT_MATERIAL_ID));
  for (const part of manifest.parts) {
    const named = library.get(override ?? mapped[part.partKey] ?? '');
    const material = named ?? (part.color ? cadColourMaterial(part.color) : library.get(DEFAULT_MATERIAL_ID));
    assignments[part.partKey] = use(material);
  }
  const materials = [...used.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  return { assignments, materials };
}

function outputTypeOf({ repositories }: ServiceContext, run: RunRecord): OutputType {
  const outputType =
    repositories.orders.line(run.orderLineId)?.ordered ?? repositories.outputTypes.get(run.outputTypeId);
  if (outputType) return outputType;
  throw new AppError('output_type.unknown', `The output type of run ${run.number} is gone.`);
}

/**
 * Everything that a dispatch works on, looked up and checked: the same answer before every start.
 * @throws AppError of whatever is missing: product, CAD files, template, camera, material, Blender
 */
export async function gatherOrder(context: ServiceContext, tools: GatherTools, run: RunRecord): Promise<DispatchOrder> {
  const { repositories, settings, folders } = context;
  const outputType = outputTypeOf(context, run);
  const product = repositories.products.get(run.productId);
  if (!product) throw new AppError('product.unknown', `${run.productName} was removed.`);
  const cadFile = product.cadFileId ? repositories.cadFiles.get(product.cadFileId) : null;
  if (!cadFile) throw new AppError('product.no_cad', `${product.name} has no CAD file.`);
  const manifest = await tools.cad.manifest(cadFile);
  const glbPath = tools.cad.glbPath(cadFile);
  if (!existsSync(glbPath)) {
    throw new AppError('product.no_cad', `The imported model of ${cadFile.fileName} is gone.`, {
      remedy: 'Import the STEP file again.',
    });
  }
  const { device, threads } = settings.get();
  return {
    runId: run.id,
    runNumber: run.number,
    orderLineId: run.orderLineId,
    orderLineNumber: run.orderLineNumber,
    priority: run.priority,
    product: { id: product.id, name: product.name, articleNumber: product.articleNumber },
    cad: {
      sha256: cadFile.sha256,
      glbPath,
      glbSha256: (await hashFile(glbPath)).sha256,
      partKeys: manifest.parts.map((part) => part.partKey),
    },
    outputType,
    template: tools.templates.resolve(outputType.profile.templateId),
    ...assignMaterials(manifest, product.rules, outputType.profile.materialOverride, tools.materials),
    runtime: await tools.blender.chosen(),
    device: outputType.renderer.device === 'auto' ? device : outputType.renderer.device,
    threads,
    folder: join(folders.runs, run.id),
    expectedSeconds: expectedSeconds(repositories, run.outputTypeId),
    applicationVersion: context.version,
  };
}
