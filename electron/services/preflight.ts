import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from '../../shared/domain/cad.ts';
import type { ExecutionMode, OutputType } from '../../shared/domain/outputType.ts';
import type { PortType } from '../../shared/domain/portType.ts';
import type { WorkflowConfig } from '../../shared/domain/workflow.ts';
import type { WorkflowProblem } from '../../shared/domain/workflowProblem.ts';
import { AppError, toErrorValue } from '../../shared/errors/appError.ts';
import { errorCatalogue } from '../../shared/errors/errorCatalogue.ts';
import type { NodeCatalogue } from '../../shared/graph/nodeCatalogue.ts';
import { workflowProblem } from '../../shared/graph/workflowProblem.ts';
import { resolveMaterials } from '../../shared/materials/resolveMaterials.ts';
import type { CadFileRecord } from '../persistence/repositories/cadFileRepository.ts';
import type { ProductRecord } from '../persistence/repositories/productRepository.ts';
import type { BlenderService } from './blenderService.ts';
import type { CadLibrary } from './cadLibrary.ts';
import { freeDiskBytes } from './doctorService.ts';
import { effectiveMode } from './effectiveMode.ts';
import type { MaterialLibrary } from './materialLibrary.ts';
import { referenceProblems } from './preflightReferences.ts';
import type { ServiceContext } from './serviceContext.ts';
import type { TemplateService } from './templateService.ts';

export interface PreflightTools {
  readonly cad: CadLibrary;
  readonly materials: MaterialLibrary;
  readonly templates: TemplateService;
  readonly blender: BlenderService;
  /** Bytes that may still be written on the drive of a folder. */
  readonly freeBytes?: (folder: string) => number;
}

interface PreflightRequest {
  readonly config: WorkflowConfig;
  readonly catalogue: NodeCatalogue;
  readonly productId: string;
  readonly outputType: OutputType | null;
}

const GIGABYTE = 1e9;
/** Below the first a warning, below the second a render is likely to fail half way. */
const DISK_WARN = GIGABYTE;
const DISK_FAIL = 0.5 * GIGABYTE;

/** What stands in the way of this graph on this machine with this product. */
class Preflight {
  readonly #context: ServiceContext;
  readonly #tools: PreflightTools;
  readonly #request: PreflightRequest;

  constructor(context: ServiceContext, tools: PreflightTools, request: PreflightRequest) {
    this.#context = context;
    this.#tools = tools;
    this.#request = request;
  }

  async problems(): Promise<WorkflowProblem[]> {
    const product = this.#context.repositories.products.get(this.#request.productId);
    if (!product) {
      const id = this.#request.productId;
      throw new AppError('product.unknown', `There is no product ${id}.`, { details: { id } });
    }
    return [
      ...(await this.#blender()),
      ...this.#disk(),
      ...this.#device(),
      ...(await this.#product(product)),
      ...referenceProblems({ ...this.#request, mode: this.#mode() }, this.#tools),
    ];
  }

  /** The mode that the workflow would be dispatched in. */
  #mode(): ExecutionMode {
    const { config, outputType } = this.#request;
    const of = { outputTypeId: outputType?.id ?? '', outputTypeName: outputType?.name ?? '' };
    return effectiveMode(this.#context, { mode: config.executionMode, ...of }).mode;
  }

  /** Whether a node of the graph gives something of that type. */
  #makes(type: PortType): boolean {
    const { config, catalogue } = this.#request;
    return config.nodes.some((node) => catalogue.get(node.type)?.contract.produces.includes(type) ?? false);
  }

  async #blender(): Promise<WorkflowProblem[]> {
    const { config, catalogue } = this.#request;
    const needed = config.nodes.some((node) => catalogue.get(node.type)?.resource === 'blender');
    if (!needed) return [];
    try {
      await this.#tools.blender.chosen();
      return [];
    } catch (thrown) {
      const { message, remedy } = toErrorValue(thrown);
      return [
        workflowProblem('preflight.blender_missing', message, remedy ?? errorCatalogue['blender.not_found'].remedy),
      ];
    }
  }

  #disk(): WorkflowProblem[] {
    const { home } = this.#context.folders;
    const free = (this.#tools.freeBytes ?? freeDiskBytes)(home);
    if (free >= DISK_WARN) return [];
    const message = `Only ${(free / GIGABYTE).toFixed(1)} GB are free on the drive of ${home}.`;
    const severity = free < DISK_FAIL ? 'error' : 'warning';
    return [workflowProblem('preflight.disk_space', message, errorCatalogue['file.disk_full'].remedy, { severity })];
  }

  /** Only Blender knows the devices; what can be told without starting it is that this machine was set to the CPU. */
  #device(): WorkflowProblem[] {
    if (this.#context.settings.get().device !== 'cpu') return [];
    const { config, outputType } = this.#request;
    const warn = (who: string, place: { nodeId?: string; field?: string }): WorkflowProblem =>
      workflowProblem(
        'preflight.device_unavailable',
        `${who} asks for the GPU, but this machine is set to the CPU.`,
        'Choose the GPU in Settings, or the device `auto` or `cpu` here.',
        { ...place, severity: 'warning' },
      );
    const nodes = config.nodes.filter((node) => node.settings['device'] === 'gpu');
    return [
      ...nodes.map((node) => warn(`Node ${node.id}`, { nodeId: node.id, field: 'device' })),
      ...(outputType?.renderer.device === 'gpu' ? [warn(`Output type ${outputType.code}`, {})] : []),
    ];
  }

  async #product(product: ProductRecord): Promise<WorkflowProblem[]> {
    const { cadFiles } = this.#context.repositories;
    const cadFile = product.cadFileId ? cadFiles.get(product.cadFileId) : null;
    const { remedy } = errorCatalogue['product.no_cad'];
    if (!cadFile) return [workflowProblem('preflight.file_missing', `${product.name} has no CAD file.`, remedy)];
    const missing = this.#missingFiles(cadFile);
    if (missing.length > 0) return missing;
    try {
      return this.#unmatched(product, await this.#tools.cad.manifest(cadFile));
    } catch (thrown) {
      const { message } = toErrorValue(thrown);
      return [workflowProblem('preflight.file_missing', message, 'Import the STEP file again.')];
    }
  }

  #missingFiles({ fileName, manifestPath, glbPath, stepPath }: CadFileRecord): WorkflowProblem[] {
    const needed: [string, string | null][] = [
      ['manifest', manifestPath],
      ['model', glbPath],
      ...(this.#makes('cad') ? [['kept STEP file', stepPath] as [string, string | null]] : []),
    ];
    return needed
      .filter(([, path]) => path === null || !existsSync(join(this.#context.folders.home, path)))
      .map(([what]) =>
        workflowProblem(
          'preflight.file_missing',
          `The ${what} of ${fileName} is gone from the data folder.`,
          'Import the STEP file again.',
        ),
      );
  }

  #unmatched(product: ProductRecord, manifest: Manifest): WorkflowProblem[] {
    const overridden = this.#request.outputType?.profile.materialOverride != null;
    if (overridden || !this.#makes('material_map')) return [];
    const { unmatched } = resolveMaterials(manifest.parts, product.rules, this.#tools.materials.ids);
    if (unmatched.length === 0) return [];
    return [
      workflowProblem(
        'preflight.unmatched_parts',
        `${unmatched.length} of ${manifest.parts.length} parts of ${product.name} have no material in its map.`,
        'Add rules to the material map of the product, or let them keep the colour of the CAD file.',
        { severity: 'warning' },
      ),
    ];
  }
}

/**
 * What validation cannot know: files, parts, Blender, space, device, and what settings refer to. All problems at once.
 * @throws AppError `product.unknown`
 */
export function preflight(
  context: ServiceContext,
  tools: PreflightTools,
  request: PreflightRequest,
): Promise<WorkflowProblem[]> {
  return new Preflight(context, tools, request).problems();
}
