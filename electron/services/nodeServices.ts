import { mkdirSync } from 'node:fs';
import { copyFile, mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type Manifest, manifestSchema } from '../../shared/domain/cad.ts';
import { AppError } from '../../shared/errors/appError.ts';
import type { CadImporter } from '../cad/cadImporter.ts';
import { glbBounds } from '../cad/glbBounds.ts';
import { countGlb } from '../cad/parity.ts';
import { writeStl } from '../cad/writeStl.ts';
import type { ArtifactStore } from '../media/artifactStore.ts';
import { withFileErrors } from '../media/fileErrors.ts';
import { hashFile } from '../media/hashFile.ts';
import type { MediaWorker } from '../media/mediaWorker.ts';
import { writeBytesDurably } from '../media/writeDurably.ts';
import type { DispatchOrder } from '../runtime/contracts/dispatch.ts';
import type { CadServices, DeliveryServices, NodeServices } from '../runtime/contracts/node.ts';
import type { PictureServices } from '../runtime/contracts/pictureServices.ts';
import type { RenderServices } from '../runtime/contracts/renderServices.ts';
import { cadColourMaterial, type MaterialLibrary } from './materialLibrary.ts';
import type { ServiceContext } from './serviceContext.ts';
import type { TemplateService } from './templateService.ts';

export interface NodeServiceTools {
  readonly importer: CadImporter;
  readonly artifacts: ArtifactStore;
  readonly media: MediaWorker;
  readonly pictures: PictureServices;
  readonly render: RenderServices;
  readonly templates: TemplateService;
  readonly materials: MaterialLibrary;
}

async function described(path: string): Promise<{ path: string; sha256: string; bytes: number }> {
  const { sha256 } = await hashFile(path);
  return { path, sha256, bytes: (await stat(path)).size };
}

const readManifest = (path: string): Promise<Manifest> =>
  withFileErrors(path, 'read', async () => manifestSchema.parse(JSON.parse(await readFile(path, 'utf8'))));

/** Reads the bytes of a model. @throws AppError `file.*`, `cad.model_damaged` for what is no GLB of ours */
async function ofGlb<T>(path: string, read: (glb: Uint8Array) => T | Promise<T>): Promise<T> {
  const glb = await withFileErrors(path, 'read', () => readFile(path));
  try {
    return await read(glb);
  } catch (cause) {
    throw new AppError('cad.model_damaged', `The model ${basename(path)} cannot be read.`, { cause });
  }
}

/** The CAD side of one order. */
export function createCadServices(
  context: ServiceContext,
  { importer, artifacts }: Pick<NodeServiceTools, 'importer' | 'artifacts'>,
  { cad }: Pick<DispatchOrder, 'cad'>,
): CadServices {
  return {
    async step() {
      if (cad.stepPath === null) throw new AppError('product.no_cad', `The STEP file ${cad.fileName} was not kept.`);
      return { ...(await described(cad.stepPath)), fileName: cad.fileName };
    },
    manifest: async () => ({ ...(await described(cad.manifestPath)), manifest: await readManifest(cad.manifestPath) }),
    glb: () => described(cad.glbPath),
    async importStep(stepPath, folder, signal, onProgress) {
      await mkdir(folder, { recursive: true });
      const { manifest } = await importer.import({
        stepPath,
        outFolder: folder,
        onProgress: ({ fraction, message }) => onProgress(fraction, message),
        signal,
        timeLimitSeconds: context.settings.get().cadTimeLimitSeconds,
      });
      return { manifestPath: join(folder, 'manifest.json'), glbPath: join(folder, 'model.glb'), manifest };
    },
    async storedGlb(sha256) {
      const { path } = artifacts.locate(sha256, 'glb');
      if (await artifacts.has(sha256, 'glb')) return described(path);
      throw new AppError('file.missing', `There is no stored model ${sha256}.`, { details: { sha256 } });
    },
    readManifest,
    countGlb: (path) => ofGlb(path, countGlb),
    boundingBox: (glbPath) => ofGlb(glbPath, glbBounds),
    async writeStl(glbPath, target) {
      const { stl, triangles } = await ofGlb(glbPath, writeStl);
      await writeBytesDurably(target, Buffer.from(stl.buffer, stl.byteOffset, stl.byteLength));
      return { path: target, triangles };
    },
  };
}

/** Writes what is delivered. */
export function createDeliveryServices({
  media,
  pictures,
}: Pick<NodeServiceTools, 'media' | 'pictures'>): DeliveryServices {
  return {
    writePicture: (request) => pictures.publish(request),
    writeVideo: (request) => media.writeVideoProvenance(request),
    copy: (source, target) =>
      withFileErrors(target, 'write', async () => {
        await copyFile(source, `${target}.part`);
        await rename(`${target}.part`, target);
        return described(target);
      }),
  };
}

/** Everything that the nodes of one order can ask for; `folder` is absolute and belongs to one node. */
export function createNodeServices(
  context: ServiceContext,
  tools: NodeServiceTools,
  order: Pick<DispatchOrder, 'cad'>,
): (folder: string) => NodeServices {
  const cad = createCadServices(context, tools, order);
  const deliveries = createDeliveryServices(tools);
  return (folder) => {
    mkdirSync(folder, { recursive: true });
    return {
      render: tools.render,
      pictures: tools.pictures,
      cad,
      deliveries,
      templates: { resolve: (id) => tools.templates.resolve(id) },
      materials: {
        known: () => tools.materials.list(),
        ofColour: ([red, green, blue, alpha]) => cadColourMaterial([red, green, blue, alpha]),
      },
      file: async (name, path) => ({ name, extension: extensionOf(path), ...(await described(path)) }),
      path: (name) => join(folder, plainName(name)),
      async writeText(name, text) {
        const path = join(folder, plainName(name));
        await withFileErrors(path, 'write', async () => {
          await writeFile(`${path}.part`, text);
          await rename(`${path}.part`, path);
        });
        return path;
      },
    };
  };
}

const extensionOf = (path: string): string => basename(path).split('.').at(-1) ?? '';

function plainName(name: string): string {
  if (/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(name)) return name;
  throw new AppError('file.outside_project', `'${name}' is no name for a file of a node.`);
}
