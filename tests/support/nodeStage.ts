import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { importStep } from '../../electron/cad/importStep.ts';
import { defaultTessellation } from '../../electron/cad/tessellation.ts';
import { verifyPicture } from '../../electron/media/verifyPicture.ts';
import { createNodeRegistry } from '../../electron/nodes/registry.ts';
import type {
  NodeContext,
  NodeEffects,
  NodeOutputs,
  NodeRegistry,
  RegisteredNode,
  SubjectFacets,
} from '../../electron/runtime/contracts/node.ts';
import type { PortData, PortValue } from '../../electron/runtime/contracts/portValues.ts';
import { checkOutputs } from '../../electron/runtime/engine/checkOutputs.ts';
import { pickFacets } from '../../electron/runtime/engine/facetsOf.ts';
import type { GivenInputs } from '../../electron/runtime/engine/givenInputs.ts';
import { nodeInputs } from '../../electron/runtime/engine/nodeInputs.ts';
import type { GraphNode } from '../../electron/runtime/engine/preparedGraph.ts';
import type { Manifest } from '../../shared/domain/cad.ts';
import { invocationProfileSchema } from '../../shared/domain/outputType.ts';
import type { PortType } from '../../shared/domain/portType.ts';
import { actualConditions, aDispatchOrder } from '../unit/runtime/aDispatchOrder.ts';
import { shippedTemplate } from './blenderStand.ts';
import { nodeStageServices, type StageCalls, stageProvenance } from './nodeStageServices.ts';
import { type StepFixtureName, stepFixture } from './stepFixtures.ts';
import { tinyOutputType } from './tinyOutputType.ts';

const shipped = createNodeRegistry();

interface Play {
  readonly settings?: Record<string, unknown>;
  /** port -> value, or values in their order. */
  readonly inputs?: Readonly<Record<string, PortValue | readonly PortValue[]>>;
  readonly subject?: Partial<SubjectFacets>;
}

/**
 * One node at a time on real files of a really imported product, under the rules of the engine: only facets that the
 * definition names, only ports that it has, outputs checked as the engine checks them. Blender is the only stand-in.
 */
export class NodeStage {
  readonly folder: string;
  readonly manifest: Manifest;
  readonly stepPath: string;
  readonly calls: StageCalls = { asked: [], failures: new Map(), answers: new Map() };
  readonly logs: string[] = [];
  readonly effects: string[] = [];
  readonly #registry: NodeRegistry;
  #plays = 0;

  private constructor(folder: string, stepPath: string, manifest: Manifest, registry: NodeRegistry) {
    this.#registry = registry;
    this.folder = folder;
    this.stepPath = stepPath;
    this.manifest = manifest;
  }

  static async open(fixture: StepFixtureName = 'nested18', registry = shipped): Promise<NodeStage> {
    const folder = mkdtempSync(join(tmpdir(), 'hartomat-nodes-'));
    const stepPath = await stepFixture(fixture);
    const job = { id: 1, stepPath, folder, tessellation: defaultTessellation, sizeLimitBytes: 1e9 };
    const { manifest } = await importStep(job, () => undefined);
    return new NodeStage(folder, stepPath, manifest, registry);
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Forgets what was asked and told. */
  reset(): void {
    this.calls.asked.length = 0;
    this.calls.failures.clear();
    this.calls.answers.clear();
    this.logs.length = 0;
    this.effects.length = 0;
  }

  get glbPath(): string {
    return join(this.folder, 'model.glb');
  }

  /** The requests that a stand-in got. */
  asked<T = Record<string, unknown>>(service: string): T[] {
    return this.calls.asked.filter((call) => call.service === service).map((call) => call.request as T);
  }

  async run(type: string, play: Play = {}): Promise<NodeOutputs> {
    const { node, context } = await this.#prepare(type, play);
    const { execute } = node.registered;
    if (!execute) throw new Error(`${type} has no executor.`);
    return checkOutputs(node, await execute(context));
  }

  /** Runs the node as an authoritative run does: outputs first, then the effect; `effects` lists what was done. */
  async deliver(type: string, play: Play = {}): Promise<NodeOutputs> {
    const { node, context } = await this.#prepare(type, play);
    const outputs = await this.run(type, play);
    const told: NodeEffects = {
      publish: async ({ data }) => {
        this.effects.push(`publish ${data.fileName} as ${data.kind}`);
        return { mediaAssetId: 'asset-1' };
      },
      notify: async (message) => void this.effects.push(`notify ${message ?? 'in the usual words'}`),
      setThumbnail: async ({ data }) => void this.effects.push(`thumbnail ${data.width} x ${data.height}`),
    };
    await node.registered.effect?.(context, outputs, told);
    return outputs;
  }

  async #prepare(type: string, play: Play): Promise<{ node: GraphNode; context: NodeContext }> {
    const registered = this.#registry.get(type);
    if (!registered) throw new Error(`There is no node type ${type}.`);
    const node = graphNode(registered, play);
    const folder = join(this.folder, `play-${(this.#plays += 1)}`);
    mkdirSync(folder);
    const services = await nodeStageServices(this, folder);
    const order = aDispatchOrder();
    const { signal } = new AbortController();
    const context: NodeContext = {
      node: { id: node.id, type, label: node.label },
      settings: node.settings,
      subject: pickFacets({ ...this.subject(), ...play.subject }, registered.spec.reads),
      services,
      job: {
        ...{ folder, runtime: order.runtime, priority: 'normal', threads: 0, signal },
        limits: { wallSeconds: 60, silenceSeconds: 30 },
        sink: { log: () => {}, progress: () => {}, started: () => {}, retried: () => {} },
      },
      ...nodeInputs(node, given(play)),
      provenance: stageProvenance,
      signal,
      log: (level, text) => void this.logs.push(`${level}: ${text}`),
      progress: () => undefined,
    };
    return { node, context };
  }

  subject(): SubjectFacets {
    const { fileName, sha256 } = this.manifest.source;
    return {
      product: { name: 'Kugellager 6205', articleNumber: '6205-2RS' },
      rules: [],
      cad: { fileName, sha256, glbSha256: 'of the model' },
      profile: invocationProfileSchema.parse(tinyOutputType.profile),
      renderer: { engine: 'cycles', device: 'cpu', samples: 2, seed: 7, denoise: false },
      outputType: { code: 'still_tiny', artifactKind: 'still_image', format: 'png' },
      library: { materials: 'of the materials', templates: 'of the templates' },
      workflow: { id: 'w1', name: 'Stills', revision: 3, sha256: 'of the workflow' },
    };
  }

  async file(name: string, path: string): Promise<PortValue['files'][number]> {
    return (await nodeStageServices(this, this.folder)).file(name, path);
  }

  async written(name: string, fileName: string, content: string | Uint8Array): Promise<PortValue['files'][number]> {
    const path = join(this.folder, fileName);
    await writeFile(path, content);
    return this.file(name, path);
  }

  async cad(): Promise<PortValue<'cad'>> {
    const { fileName, sha256, bytes } = this.manifest.source;
    return { type: 'cad', data: { fileName, sha256, bytes }, files: [await this.file('step', this.stepPath)] };
  }

  /** The manifest of the product, changed or not. */
  async manifestValue(change: Partial<Manifest> = {}): Promise<PortValue<'manifest'>> {
    const manifest = { ...this.manifest, ...change };
    const { parts, boundingBox } = manifest;
    const file = await this.written('manifest', `manifest-${(this.#plays += 1)}.json`, JSON.stringify(manifest));
    return {
      type: 'manifest',
      data: { parts: parts.length, uniquePartKeys: parts.length, boundingBox },
      files: [file],
    };
  }

  async glb(path = this.glbPath): Promise<PortValue<'glb'>> {
    const meshNodes = this.manifest.parts.length;
    return { type: 'glb', data: { meshNodes, source: 'cached' }, files: [await this.file('glb', path)] };
  }

  orderLine(change: Partial<PortData<'order_line'>['profile']> = {}): PortValue<'order_line'> {
    const { product, cad, profile, renderer } = this.subject();
    const data = { product: { ...product, cadSha256: cad.sha256 }, profile: { ...profile, ...change }, renderer };
    return { type: 'order_line', data, files: [] };
  }

  template(id = 'white_studio'): PortValue<'template'> {
    return { type: 'template', data: { template: shippedTemplate(id), sha256: `of ${id}` }, files: [] };
  }

  materialMap(): PortValue<'material_map'> {
    const assignments = Object.fromEntries(this.manifest.parts.map(({ partKey }) => [partKey, 'default_grey']));
    return { type: 'material_map', data: { assignments, materials: [], unmatched: [] }, files: [] };
  }

  get made(): NonNullable<PortData<'image'>['made']> {
    return { actual: actualConditions(), origin: { template: { id: 'white_studio', sha256: 't' }, materials: {} } };
  }

  /** A real picture of two colours. */
  async image(width = 24, height = 16, colour = '#cc3300'): Promise<PortValue<'image'>> {
    const path = join(this.folder, `picture-${width}x${height}-${colour.slice(1)}.png`);
    const stripe = { create: { width: 4, height: 4, channels: 3 as const, background: '#ffffff' } };
    const base = { create: { width, height, channels: 3 as const, background: colour } };
    await sharp(base)
      .composite([{ input: await sharp(stripe).png().toBuffer(), left: 0, top: 0 }])
      .png()
      .toFile(path);
    const { pixelHash } = await verifyPicture(sharp, path, { width, height });
    return {
      type: 'image',
      data: { width, height, pixelHash, made: this.made },
      files: [await this.file('image', path)],
    };
  }

  async frames(count = 3): Promise<PortValue<'frames'>> {
    const files = [];
    for (let index = 1; index <= count; index += 1) {
      const [file] = (await this.image(24, 16, `#00${String(index).padStart(2, '0')}ff`)).files;
      if (file) files.push({ ...file, name: `frame_${String(index).padStart(4, '0')}` });
    }
    return { type: 'frames', data: { width: 24, height: 16, count, fps: 12, made: this.made }, files };
  }

  async video(format: PortData<'video'>['format'] = 'mp4'): Promise<PortValue<'video'>> {
    const data = { width: 24, height: 16, frames: 3, fps: 12, format, made: this.made };
    return { type: 'video', data, files: [await this.written('video', `video.${format}`, 'a video')] };
  }

  async blend(): Promise<PortValue<'blend'>> {
    const files = [
      await this.written('blend', 'scene.blend', 'a scene'),
      await this.written('canonical', 'scene.txt', 'object a'),
    ];
    return { type: 'blend', data: { parts: this.manifest.parts.length, made: this.made }, files };
  }

  async model(): Promise<PortValue<'model'>> {
    const files = [await this.written('model', 'model.stl', 'a model')];
    return { type: 'model', data: { format: 'stl', triangles: 1 }, files };
  }
}

function graphNode(registered: RegisteredNode, { settings = {}, inputs = {} }: Play): GraphNode {
  const { type, label } = registered.spec;
  const sources = Object.keys(inputs).map((port) => ({ port, node: 'upstream', output: port }));
  const parsed = registered.spec.settings.parse(settings);
  return { id: 'node', type, label, registered, settings: parsed, level: 0, rank: 0, sources };
}

function given({ inputs = {} }: Play): GivenInputs {
  const values = (one: PortValue | readonly PortValue[]): readonly PortValue<PortType>[] =>
    'type' in one ? [one] : one;
  return new Map(
    Object.entries(inputs).map(([port, one]) => [port, values(one).map((value) => ({ value, hash: 'unused' }))]),
  );
}
