import type { CoreFields } from '../../../shared/domain/run.ts';
import { runtimeWords } from '../../../shared/domain/runtimeWords.ts';
import { deviceUsed } from '../../../shared/media/deviceUsed.ts';
import type { GraphRunRequest } from '../contracts/engine.ts';
import { type PortValue, fileOf } from '../contracts/portValues.ts';
import type { NodeUse } from './nodeVoice.ts';

/** What is known before the first node runs. */
export function coreAtStart({ order, workflow }: Pick<GraphRunRequest, 'order' | 'workflow'>): Partial<CoreFields> {
  return {
    executor: 'graph',
    workflowRevision: `${workflow.name}@${workflow.revision}`,
    blenderVersion: order.runtime.version,
    blenderRuntime: runtimeWords(order.runtime),
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
