import type { OutputType } from '../../shared/domain/outputType.ts';
import { formatCounted, formatDuration } from '../ui/format.ts';

const ports: Record<OutputType['artifactKind'], string> = {
  still_image: 'image',
  turntable_video: 'video',
  blend_asset: 'blend',
  model_export: 'model',
  thumbnail_image: 'image',
};

/** Port type of what it delivers, for the colour beside it. */
export function deliveredPort(outputType: OutputType): string {
  return ports[outputType.artifactKind];
}

const engines: Record<OutputType['renderer']['engine'], string> = { cycles: 'Cycles', eevee: 'EEVEE' };
const devices: Record<OutputType['renderer']['device'], string> = {
  auto: 'device automatic',
  cpu: 'CPU',
  gpu: 'GPU',
};

/** "Cycles, CPU, 128 samples, denoise on, seed 7" */
export function rendererWords({ renderer }: OutputType): string {
  return [
    engines[renderer.engine],
    devices[renderer.device],
    `${renderer.samples} samples`,
    `denoise ${renderer.denoise ? 'on' : 'off'}`,
    `seed ${renderer.seed}`,
  ].join(', ');
}

/** "ended after 15:00, or 5:00 without a sign of life" */
export function limitWords({ renderer }: OutputType): string {
  return `${formatDuration(renderer.wallSeconds)}, or ${formatDuration(renderer.silenceSeconds)} without a sign of life`;
}

/** Second line in the list: "order_line, still_image, png". */
export function contractWords(outputType: OutputType): string {
  return `${outputType.family}, ${outputType.artifactKind}, ${outputType.format}`;
}

/** "48 frames at 24 fps, 360°, counterclockwise" */
export function turnWords({ profile }: OutputType): string {
  const { frames, fps, degrees, direction } = profile;
  return `${formatCounted(frames, 'frame')} at ${fps} fps, ${degrees}°, ${direction}`;
}
