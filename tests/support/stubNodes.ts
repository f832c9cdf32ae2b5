import { createHash } from 'node:crypto';
import { z } from 'zod';
import { defineNode } from '../../electron/nodes/defineNode.ts';
import { nodeCatalogueOf } from '../../electron/nodes/nodeCatalogueOf.ts';
import { toDefinition } from '../../electron/nodes/toDefinition.ts';
import type {
  NodeContext,
  NodeOutputs,
  NodeRegistry,
  NodeSpec,
  PerformEffect,
  RegisteredNode,
} from '../../electron/runtime/contracts/node.ts';
import type { PortValue } from '../../electron/runtime/contracts/portValues.ts';
import type { NodePort } from '../../shared/domain/nodeDefinition.ts';
import type { PortType } from '../../shared/domain/portType.ts';
import { actualConditions } from '../unit/runtime/aDispatchOrder.ts';

/**
 * Node types that do next to nothing, with ports of real types:
 *
 *     stub_cad ─cad─ stub_model ─glb─┬─ stub_bbox ─bbox
 *                                    └─ stub_still ─image─┬─ output_save ─asset─ notify
 *                                       stub_still ─image─┴─ stub_sheet (several) ─image
 *     stub_passage ─bbox─ stub_passage (several) ─bbox …
 */
export interface StubNodes {
  readonly registry: NodeRegistry;
  readonly catalogue: ReturnType<typeof nodeCatalogueOf>;
  /** Ids of the nodes that were executed, in the order in which they began. */
  readonly ran: string[];
  /** What a node does before it gives its outputs, by id; outputs that it returns are taken in place of its own. */
  readonly acts: Map<string, (context: NodeContext) => Promise<NodeOutputs | void> | NodeOutputs | void>;
}

const port = (name: string, type: PortType, change: Partial<NodePort> = {}): NodePort => ({
  ...{ name, label: name, types: [type], required: true, multiple: false, description: '' },
  ...change,
});

const number = (value: number) =>
  z.number().int().default(value).meta({ title: 'A number', description: 'Of a stub.' });

type Output = (context: NodeContext) => Promise<PortValue>;

/** A value whose file holds what the node knows: equal settings and facets give equal bytes. */
async function valueWithFile<T extends PortType>(
  context: NodeContext,
  type: T,
  data: PortValue<T>['data'],
  file: { name: string; extension: string },
): Promise<PortValue<T>> {
  const text = `${context.node.type} ${JSON.stringify(context.settings)} ${JSON.stringify(context.subject)}`;
  const path = await context.services.writeText(`${file.name}.${file.extension}`, text.padEnd(64));
  return { type, data, files: [{ ...(await context.services.file(file.name, path)), extension: file.extension }] };
}

const sha = (text: string): string => createHash('sha256').update(text).digest('hex');

const outputs: Record<string, { port: NodePort; give: Output }> = {
  stub_cad: {
    port: port('cad', 'cad'),
    give: (context) =>
      valueWithFile(
        context,
        'cad',
        { fileName: 'part.step', sha256: sha(String(context.subject.cad?.sha256)), bytes: 64 },
        { name: 'step', extension: 'step' },
      ),
  },
  stub_model: {
    port: port('glb', 'glb'),
    give: (context) =>
      valueWithFile(context, 'glb', { meshNodes: 2, source: 'cached' }, { name: 'glb', extension: 'glb' }),
  },
  stub_bbox: {
    port: port('bbox', 'bbox'),
    give: async () => ({ type: 'bbox', data: { min: [0, 0, 0], max: [1, 1, 1], size: [1, 1, 1] }, files: [] }),
  },
  stub_passage: {
    port: port('bbox', 'bbox'),
    give: async () => ({ type: 'bbox', data: { min: [0, 0, 0], max: [1, 1, 1], size: [1, 1, 1] }, files: [] }),
  },
  stub_still: { port: port('image', 'image'), give: (context) => image(context) },
  stub_sheet: { port: port('image', 'image'), give: (context) => image(context) },
  output_save: {
    port: port('asset', 'asset'),
    give: async (context) => {
      const value = context.input('artifact', 'image');
      if (!value) throw new Error('There is nothing to save.');
      context.provenance(value.data.made);
      const { width, height, pixelHash, made } = value.data;
      return {
        type: 'asset',
        data: {
          ...{ fileName: 'still.png', kind: 'still_image', width, height, frames: null, fps: null, pixelHash, made },
          attachments: [],
        },
        files: [{ ...value.files[0]!, name: 'file' }],
      };
    },
  },
};

function image(context: NodeContext): Promise<PortValue<'image'>> {
  const made = {
    actual: actualConditions(),
    origin: { template: { id: 'white_studio', sha256: 'template-hash' }, materials: { ring: 'steel' } },
  };
  const pixelHash = sha(JSON.stringify([context.settings, context.subject]));
  const data = { width: 96, height: 54, pixelHash, made };
  return valueWithFile(context, 'image', data, { name: 'image', extension: 'png' });
}

const publish: PerformEffect = async (_context, { asset }, effects) => {
  await effects.publish(asset as PortValue<'asset'>);
};
const notify: PerformEffect = async ({ log }, _outputs, effects) => {
  log('info', 'The order is delivered.');
  await effects.notify(null);
};

const provenanceFacets = ['product', 'cad', 'profile', 'renderer', 'outputType', 'workflow'] as const;

const specs: readonly { spec: NodeSpec; effect?: PerformEffect }[] = [
  { spec: stub('stub_cad', { reads: ['cad'] }) },
  { spec: stub('stub_model', { inputs: [port('cad', 'cad')] }) },
  { spec: stub('stub_bbox', { inputs: [port('glb', 'glb')] }) },
  { spec: stub('stub_passage', { inputs: [port('boxes', 'bbox', { required: false, multiple: true })] }) },
  {
    spec: stub('stub_still', {
      inputs: [port('glb', 'glb', { required: false })],
      settings: z.strictObject({ samples: number(64), seed: number(7) }),
      contract: { publishes: 'unless_saved', artifactKind: 'still_image', effect: 'none' },
      resource: 'blender',
      reads: ['profile'],
    }),
  },
  { spec: stub('stub_sheet', { inputs: [port('images', 'image', { multiple: true })] }) },
  {
    spec: stub('output_save', {
      inputs: [port('artifact', 'image')],
      settings: z.strictObject({
        expectedArtifact: z
          .enum(['still_image', 'turntable_video'])
          .default('still_image')
          .meta({ title: 'Artifact', description: 'Of a stub.' }),
      }),
      contract: { publishes: 'always', artifactKind: null, effect: 'publish' },
      reads: provenanceFacets,
    }),
    effect: publish,
  },
  {
    spec: stub('notify', {
      inputs: [port('asset', 'asset')],
      contract: { publishes: 'never', artifactKind: null, effect: 'notify' },
    }),
    effect: notify,
  },
];

function stub(type: string, change: Partial<Omit<NodeSpec, 'type' | 'disabled'>>): NodeSpec {
  const output = outputs[type];
  return defineNode({
    ...{ type, version: 1, label: `Type ${type}`, description: 'Of a test.', category: 'render' },
    families: ['order_line', 'cad_file'],
    inputs: [],
    outputs: output ? [output.port] : [],
    settings: z.strictObject({ level: number(1) }),
    contract: { publishes: 'never', artifactKind: null, effect: 'none' },
    resource: 'cpu',
    reads: [],
    ...change,
  });
}

/** `versions`: of node types that have counted up. */
export function stubNodes(versions: Readonly<Record<string, number>> = {}): StubNodes {
  const ran: string[] = [];
  const acts: StubNodes['acts'] = new Map();
  const nodes = specs.map(({ spec: basic, effect }): RegisteredNode => {
    const spec = { ...basic, version: versions[basic.type] ?? basic.version };
    return {
      spec,
      definition: toDefinition(spec),
      effect: effect ?? null,
      async execute(context) {
        ran.push(context.node.id);
        const given = await acts.get(context.node.id)?.(context);
        if (given) return given;
        const output = outputs[spec.type];
        return output ? { [output.port.name]: await output.give(context) } : {};
      },
    };
  });
  const registry: NodeRegistry = {
    list: () => nodes,
    get: (type) => nodes.find(({ spec }) => spec.type === type) ?? null,
  };
  return { registry, catalogue: nodeCatalogueOf(registry), ran, acts };
}
