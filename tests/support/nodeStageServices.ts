import { copyFileSync, mkdirSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import sharp from 'sharp';
import { glbBounds } from '../../electron/cad/glbBounds.ts';
import { importStep } from '../../electron/cad/importStep.ts';
import { countGlb } from '../../electron/cad/parity.ts';
import { defaultTessellation } from '../../electron/cad/tessellation.ts';
import { writeStl } from '../../electron/cad/writeStl.ts';
import { composePictures } from '../../electron/media/composePictures.ts';
import { hashFile } from '../../electron/media/hashFile.ts';
import { publishPicture } from '../../electron/media/publishPicture.ts';
import { resizePicture } from '../../electron/media/resizePicture.ts';
import { verifyPicture } from '../../electron/media/verifyPicture.ts';
import type { NodeContext, NodeServices } from '../../electron/runtime/contracts/node.ts';
import type { JobUse, RenderServices, ResolvedTemplate } from '../../electron/runtime/contracts/renderServices.ts';
import { cadColourMaterial, openMaterialLibrary } from '../../electron/services/materialLibrary.ts';
import { type Manifest, manifestSchema } from '../../shared/domain/cad.ts';
import type { Provenance } from '../../shared/domain/media.ts';
import { AppError } from '../../shared/errors/appError.ts';
import { actualConditions } from '../unit/runtime/aDispatchOrder.ts';
import { shippedTemplate } from './blenderStand.ts';
import { resourcesFolder } from './testBlender.ts';

export interface StageCalls {
  readonly asked: { service: string; request: unknown }[];
  /** service -> what it throws when it is asked. */
  readonly failures: Map<string, AppError>;
  /** service -> what it answers in place of its own answer. */
  readonly answers: Map<string, unknown>;
}

interface Stage {
  readonly folder: string;
  readonly stepPath: string;
  readonly glbPath: string;
  readonly manifest: Manifest;
  readonly calls: StageCalls;
}

const use: JobUse = { cpuSeconds: 1, peakMemoryBytes: 1, exitCode: 0, tries: 1 };
const library = openMaterialLibrary(resourcesFolder);

/** Says what made a picture, and nothing else: enough to find it again in a file. */
export function stageProvenance(made: Parameters<NodeContext['provenance']>[0]): Provenance {
  return {
    ...{ schemaVersion: 1, application: { name: 'HartOMat', version: '1.2.3' }, mode: 'graph', executor: 'graph' },
    outputType: { code: 'still_tiny', settings: {} },
    workflow: null,
    product: { name: 'Kugellager 6205', articleNumber: '6205-2RS', cadSha256: 'cad' },
    materials: made?.origin.materials ?? {},
    template: made?.origin.template ?? { id: '', sha256: '' },
    blender: { version: made?.actual.blenderVersion ?? '', device: 'CPU', engine: 'CYCLES', samples: 2, seed: 7 },
  };
}

const described = async (path: string) => ({ path, ...(await hashFile(path)) });

/** A small picture that Blender could have rendered; every one differs from the last. */
async function rendered(path: string, width: number, height: number, shade: number): Promise<void> {
  const background = { r: shade % 256, g: 80, b: 40 };
  const dot = await sharp({ create: { width: 2, height: 2, channels: 3, background: '#ffffff' } })
    .png()
    .toBuffer();
  await sharp({ create: { width, height, channels: 3, background } })
    .composite([{ input: dot, left: 0, top: 0 }])
    .png()
    .toFile(path);
}

function renderServices({ calls, manifest }: Stage, folder: string): RenderServices {
  const ask = (service: string, request: unknown): void => {
    calls.asked.push({ service, request });
    const failure = calls.failures.get(service);
    if (failure) throw failure;
  };
  const picture = async (name: string, { width, height }: { width: number; height: number }, shade: number) => {
    const path = join(folder, `${name}.png`);
    await rendered(path, width, height, shade);
    const verified = await verifyPicture(sharp, path, { width, height });
    return { ...verified, ...(await described(path)), actual: actualConditions({ width, height }) };
  };
  return {
    async stills(_job, request) {
      ask('stills', request);
      if (calls.answers.has('stills')) return { pictures: [], use };
      const cameras = request.cameras.map((_camera, index) =>
        picture(`still-${index}`, request.conditions, index * 40),
      );
      return { pictures: await Promise.all(cameras), use };
    },
    partIndex: () => Promise.reject(new Error('Nodes do not tell parts apart.')),
    async turntable(_job, request) {
      ask('turntable', request);
      if (calls.answers.has('turntable')) return { frames: [], kept: 0, use };
      const frames = [];
      for (let index = 0; index < request.turntable.frames; index += 1) {
        frames.push(await picture(`turn-${index}`, request.conditions, index * 20));
      }
      return { frames, kept: 1, use };
    },
    async exportBlend(_job, request) {
      ask('exportBlend', request);
      const [path, canonicalPath] = [join(folder, 'scene.blend'), join(folder, 'scene.txt')];
      await writeFile(path, 'a scene');
      await writeFile(canonicalPath, 'object a');
      const blend = { ...(await described(path)), parts: manifest.parts.length, canonicalPath };
      return { blend: { ...blend, actual: actualConditions() }, use };
    },
    async stampBlend(_job, request) {
      ask('stampBlend', request);
      await writeFile(request.target, `${await readFile(request.blendPath, 'utf8')} ${request.provenance}`);
      return described(request.target);
    },
    describeBlend: () => Promise.reject(new Error('No node describes a .blend.')),
    async countParts(_job, request) {
      ask('countParts', request);
      const answer = calls.answers.get('countParts') as string[] | undefined;
      return answer ?? [...countGlb(await readFile(request.path)).partKeys];
    },
    async encodeVideo(_job, request) {
      ask('encodeVideo', request);
      await writeFile(request.target, `${request.frames.length} frames as ${request.format}`);
      return { ...(await described(request.target)), frames: request.frames.length, use };
    },
    decodeVideo: () => Promise.reject(new Error('No node decodes a video.')),
  };
}

function cadServices({ stepPath, glbPath, manifest, folder }: Stage, asked: StageCalls): NodeServices['cad'] {
  const failing = (service: string): void => {
    const failure = asked.failures.get(service);
    if (failure) throw failure;
  };
  const readManifest = async (path: string) => manifestSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  return {
    async step() {
      failing('step');
      return { ...(await described(stepPath)), fileName: manifest.source.fileName };
    },
    async manifest() {
      failing('manifest');
      const path = join(folder, 'manifest.json');
      return { ...(await described(path)), manifest: await readManifest(path) };
    },
    async glb() {
      failing('glb');
      return described((asked.answers.get('glb') as string | undefined) ?? glbPath);
    },
    async importStep(path, target, _signal, onProgress) {
      failing('importStep');
      mkdirSync(target, { recursive: true });
      // The artifact store knows content, not names.
      const kept = join(target, 'f00d.step');
      copyFileSync(path, kept);
      const job = { id: 1, stepPath: kept, folder: target, tessellation: defaultTessellation, sizeLimitBytes: 1e9 };
      const read = await importStep(job, ({ fraction, message }) => onProgress(fraction, message));
      const paths = { manifestPath: join(target, 'manifest.json'), glbPath: join(target, 'model.glb') };
      return { ...paths, manifest: read.manifest };
    },
    async storedGlb(sha256) {
      const found = await described(glbPath);
      if (found.sha256 === sha256) return found;
      throw new AppError('file.missing', `There is no stored model ${sha256}.`);
    },
    readManifest,
    countGlb: async (path) => countGlb(await readFile(path)),
    boundingBox: async (path) => glbBounds(await readFile(path)),
    async writeStl(path, target) {
      const { stl, triangles } = await writeStl(await readFile(path));
      await writeFile(target, stl);
      return { path: target, triangles };
    },
  };
}

/** What a node on the stage can ask for: the real things, but for Blender. */
export async function nodeStageServices(stage: Stage, folder: string): Promise<NodeServices> {
  const { calls } = stage;
  const told = <R, A>(service: string, work: (request: R) => A): ((request: R) => A) => {
    return (request) => {
      calls.asked.push({ service, request });
      return work(request);
    };
  };
  const path = (name: string): string => {
    if (!/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(name)) throw new AppError('file.outside_project', `'${name}' is no name.`);
    return join(folder, name);
  };
  return {
    render: renderServices(stage, folder),
    pictures: {
      verify: (file, expected) => verifyPicture(sharp, file, expected),
      publish: (request) => publishPicture(sharp, request),
      compose: told('compose', (request) => composePictures(sharp, request)),
      resize: told('resize', (request) => resizePicture(sharp, request)),
    },
    cad: cadServices(stage, calls),
    deliveries: {
      writePicture: told('writePicture', (request) => publishPicture(sharp, request)),
      writeVideo: told('writeVideo', async ({ source, target }) => {
        copyFileSync(source, target);
        return described(target);
      }),
      copy: async (source, target) => {
        copyFileSync(source, target);
        return described(target);
      },
    },
    templates: {
      resolve: (id) => {
        const answer = calls.answers.get('template') as ResolvedTemplate | undefined;
        if (answer) return answer;
        const known = ['white_studio', 'dark_studio', 'cut_out'];
        if (!known.includes(id)) throw new AppError('template.unknown', `There is no template '${id}'.`);
        return { value: shippedTemplate(id), sha256: `of ${id}`, blendPath: null };
      },
    },
    materials: {
      known: () => library.list(),
      ofColour: ([red, green, blue, alpha]) => cadColourMaterial([red, green, blue, alpha]),
    },
    file: async (name, file) => ({ name, extension: extname(file).slice(1), ...(await described(file)) }),
    path,
    async writeText(name, text) {
      const target = path(name);
      await writeFile(target, text);
      return target;
    },
  };
}
