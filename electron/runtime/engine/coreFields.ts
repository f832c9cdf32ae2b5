import type { CoreFields } from '../../../shared/domain/run.ts';
import type { GraphRunRequest } from '../contracts/engine.ts';
import { type PortValue, fileOf } from '../contracts/portValues.ts';
import { deviceUsed } from './deviceUsed.ts';
import type { NodeUse } from './nodeVoice.ts';

/** What is known before the first node runs. */
export function coreAtStart({ order, workflow }: Pick<GraphRunRequest, 'order' | 'workflow'>): Partial<CoreFields> {
  const { kind, origin, id, version } = order.runtime;
  return {
    executor: 'graph',
    workflowRevision: `${workflow.name}@${workflow.revision}`,
    blenderVersion: version,
    // The id stands for the path of the runtime, which says nothing on another machine.
    blenderRuntime: `${kind === 'module' ? 'bpy module' : 'program'}, ${origin}, ${id.slice(0, 8)}`,
  };
}

/** What the delivered file says of how it was made, as Blender reported it; a reused one says it of its own render. */
export function coreOfAsset(asset: PortValue<'asset'>, use: NodeUse): Partial<CoreFields> {
  const { width, height, frames, pixelHash, made } = asset.data;
  const file = fileOf(asset, 'file');
  const core: Partial<CoreFields> = {
    ...{ width, height, frames, pixelHash },
    ...{ outputPath: file.path, outputSha256: file.sha256 },
    ...{ peakMemoryBytes: use.peakMemoryBytes, exitCode: use.exitCode },
  };
  if (!made) return core;
  const { actual } = made;
  return {
    ...core,
    blenderVersion: actual.blenderVersion,
    deviceUsed: deviceUsed(actual),
    engine: actual.engine,
    samples: actual.samples,
    seed: actual.seed,
    width: width ?? actual.width,
    height: height ?? actual.height,
    // A still is one frame; what has no frames of its own (a .blend) says nothing.
    frames: frames ?? (pixelHash === null ? null : 1),
  };
}
