import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import canonicalize from 'canonicalize';
import type { Manifest } from '../../shared/domain/cad.ts';
import type { Material, MaterialRule } from '../../shared/domain/material.ts';
import type { OutputType } from '../../shared/domain/outputType.ts';
import { AppError } from '../../shared/errors/appError.ts';
import { assignMaterials as assignFrom, MATERIAL_SOURCES } from '../../shared/materials/assignMaterials.ts';
import { hashFile } from '../media/hashFile.ts';
import type { RunRecord } from '../persistence/repositories/runRecord.ts';
import type { ProductRecord } from '../persistence/repositories/productRepository.ts';
import type { DispatchOrder } from '../runtime/contracts/dispatch.ts';
import type { RunWorkflow } from '../runtime/contracts/runWorkflow.ts';
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
  /** @throws AppError `workflow.unknown` */
  readonly workflows: { resolve(id: string, revision: number | null): RunWorkflow };
}

/**
 * The material of every part by the rules of shared/materials/assignMaterials.ts, from the library of this application.
 * @throws AppError `material.unknown` for an override that the library does not have
 */
export function assignMaterials(
  manifest: Pick<Manifest, 'parts'>,
  rules: readonly MaterialRule[],
  override: string | null,
  library: MaterialLibrary,
): { assignments: Record<string, string>; materials: Material[] } {
  const sources = { rules, override, order: MATERIAL_SOURCES, known: library.list(), ofColour: cadColourMaterial };
  const { assignments, materials } = assignFrom(manifest.parts, sources);
  return { assignments, materials };
}

/** The output type as the run's line was ordered; null = it is gone. */
export function orderedOutputType({ repositories }: ServiceContext, run: RunRecord): OutputType | null {
  return repositories.orders.line(run.orderLineId)?.ordered ?? repositories.outputTypes.get(run.outputTypeId);
}

function outputTypeOf(context: ServiceContext, run: RunRecord): OutputType {
  const outputType = orderedOutputType(context, run);
  if (outputType) return outputType;
  throw new AppError('output_type.unknown', `The output type of run ${run.number} is gone.`);
}

/** What the graph of a run is, as it was when the run was ordered. @throws AppError `workflow.*` */
export function workflowOf(tools: Pick<GatherTools, 'workflows'>, run: RunRecord): RunWorkflow | null {
  return run.workflowId === null ? null : tools.workflows.resolve(run.workflowId, run.workflowRevisionNumber);
}

async function gatherCad({ repositories, folders }: ServiceContext, tools: GatherTools, product: ProductRecord) {
  const cadFile = product.cadFileId ? repositories.cadFiles.get(product.cadFileId) : null;
  if (!cadFile) throw new AppError('product.no_cad', `${product.name} has no CAD file.`);
  const manifest = await tools.cad.manifest(cadFile);
  const glbPath = tools.cad.glbPath(cadFile);
  if (!existsSync(glbPath)) {
    throw new AppError('product.no_cad', `The imported model of ${cadFile.fileName} is gone.`, {
      remedy: 'Import the STEP file again.',
    });
  }
  const cad: DispatchOrder['cad'] = {
    fileName: cadFile.fileName,
    sha256: cadFile.sha256,
    glbPath,
    glbSha256: (await hashFile(glbPath)).sha256,
    manifestPath: join(folders.home, cadFile.manifestPath),
    stepPath: cadFile.stepPath === null ? null : join(folders.home, cadFile.stepPath),
    partKeys: manifest.parts.map((part) => part.partKey),
  };
  return { manifest, cad };
}

const hashOf = (value: unknown): string =>
  createHash('sha256')
    .update(String(canonicalize(value)))
    .digest('hex');

/** What nodes can ask for by name, by content: a changed material or template must not be taken for the old one. */
function libraryOf({ materials, templates }: GatherTools): DispatchOrder['library'] {
  return { materials: hashOf(materials.list()), templates: hashOf(templates.list()) };
}

/** What an order is about, before it has a run. */
export interface OrderSubject {
  readonly productId: string;
  /** For the error, when it is gone. */
  readonly productName: string;
  /** A product that was removed since it was ordered is rendered all the same. */
  readonly isOrdered?: boolean;
  readonly outputType: OutputType;
  readonly workflow: RunWorkflow | null;
  readonly reuse: DispatchOrder['reuse'];
}

type RunFacts = Pick<DispatchOrder, 'runId' | 'runNumber' | 'orderLineId' | 'orderLineNumber' | 'priority' | 'folder'>;

/** For an order that has no run: what a plan is made of. */
const noRun: RunFacts = {
  ...{ runId: '', runNumber: '', orderLineId: '', orderLineNumber: '', priority: 'normal', folder: '' },
};

/**
 * Everything that a dispatch works on, looked up and checked: the same answer before every start.
 * @throws AppError of whatever is missing: product, CAD files, template, camera, material, Blender
 */
export async function gatherSubject(
  context: ServiceContext,
  tools: GatherTools,
  { productId, productName, isOrdered, outputType, workflow, reuse }: OrderSubject,
  run: RunFacts = noRun,
): Promise<DispatchOrder> {
  const { repositories, settings } = context;
  const { products } = repositories;
  const product = isOrdered ? products.ordered(productId) : products.get(productId);
  if (!product) throw new AppError('product.unknown', `${productName} was removed.`);
  const { manifest, cad } = await gatherCad(context, tools, product);
  const { device, threads } = settings.get();
  // What is made of a CAD file shows the file; the material map is the product's.
  const rules = outputType.family === 'cad_file' ? [] : product.rules;
  return {
    ...run,
    product: { id: product.id, name: product.name, articleNumber: product.articleNumber },
    cad,
    outputType,
    rules,
    template: tools.templates.resolve(outputType.profile.templateId),
    ...assignMaterials(manifest, rules, outputType.profile.materialOverride, tools.materials),
    library: libraryOf(tools),
    runtime: await tools.blender.chosen(),
    device: outputType.renderer.device === 'auto' ? device : outputType.renderer.device,
    threads,
    expectedSeconds: expectedSeconds(repositories, outputType.id),
    applicationVersion: context.version,
    workflow,
    reuse,
  };
}

/** The same for a run, without its workflow (`workflowOf`): legacy must not depend on it. @throws as `gatherSubject` */
export async function gatherOrder(context: ServiceContext, tools: GatherTools, run: RunRecord): Promise<DispatchOrder> {
  const subject = {
    productId: run.productId,
    productName: run.productName,
    isOrdered: true,
    outputType: outputTypeOf(context, run),
    workflow: null,
    reuse: run.reuse,
  };
  const { id: runId, number: runNumber, orderLineId, orderLineNumber, priority } = run;
  const folder = join(context.folders.runs, run.id);
  return gatherSubject(context, tools, subject, { runId, runNumber, orderLineId, orderLineNumber, priority, folder });
}
