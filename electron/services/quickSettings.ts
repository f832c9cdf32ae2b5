import type { OutputType } from '../../shared/domain/outputType.ts';
import type { WorkflowConfig, WorkflowNode } from '../../shared/domain/workflow.ts';
import type { NodeCatalogue } from '../../shared/graph/nodeCatalogue.ts';

/** What a quick preview is made with at most. */
export const quickLimits = { samples: 8, edge: 480, frames: 8 } as const;

/** The smallest edge that an output type and a node may have. */
const LEAST_EDGE = 16;

interface Size {
  readonly width: number;
  readonly height: number;
}

interface Quick {
  readonly config: WorkflowConfig;
  readonly outputType: OutputType;
}

/**
 * The same workflow and output type with fewer samples, smaller pictures of the same shape, and fewer frames, wherever
 * they ask for more than `quickLimits`. What is within the limits stays as it is: its results are those of a full run.
 */
export function quickSettings({ config, outputType }: Quick, catalogue: Pick<NodeCatalogue, 'get'>): Quick {
  const { profile, renderer } = outputType;
  const lowered: OutputType = {
    ...outputType,
    profile: { ...profile, ...within(profile), frames: Math.min(profile.frames, quickLimits.frames) },
    renderer: { ...renderer, samples: Math.min(renderer.samples, quickLimits.samples) },
  };
  const nodes = config.nodes.map((node) => quickNode(node, profile, catalogue));
  return { config: { ...config, nodes }, outputType: lowered };
}

/** Settings that are not set come from the output type, which is lowered itself. */
function quickNode(node: WorkflowNode, profile: Size, catalogue: Pick<NodeCatalogue, 'get'>): WorkflowNode {
  const definition = catalogue.get(node.type);
  // Only what renders gets quicker; elsewhere a setting of such a name means something else.
  if (definition?.category !== 'render') return node;
  const settings = { ...node.settings };
  for (const name of ['samples', 'frames'] as const) {
    const value = settings[name];
    if (typeof value === 'number') settings[name] = Math.min(value, quickLimits[name]);
  }
  const { width, height } = settings;
  if (typeof width === 'number' || typeof height === 'number') {
    // One edge of its own and one of the output type: the shape is that of both together.
    const asked = { width: numberOr(width, profile.width), height: numberOr(height, profile.height) };
    const quick = within(asked);
    if (quick.width !== asked.width || quick.height !== asked.height) Object.assign(settings, quick);
  }
  return { ...node, settings };
}

const numberOr = (value: unknown, otherwise: number): number => (typeof value === 'number' ? value : otherwise);

function within({ width, height }: Size): Size {
  const scale = Math.min(1, quickLimits.edge / Math.max(width, height));
  const edge = (length: number): number => Math.max(Math.min(length, LEAST_EDGE), Math.round(length * scale));
  return { width: edge(width), height: edge(height) };
}
