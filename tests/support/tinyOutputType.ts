import { mkdirSync } from 'node:fs';
import { openDatabase } from '../../electron/persistence/database.ts';
import type { OutputType } from '../../shared/domain/outputType.ts';

/** A picture that takes a warm Blender about a second: for tests and benches that care for everything but its beauty. */
export const tinyOutputType: OutputType = {
  id: 'ot-tiny',
  family: 'order_line',
  artifactKind: 'still_image',
  format: 'png',
  workflowId: null,
  workflowRevision: null,
  rolloutMode: null,
  profile: {
    width: 96,
    height: 54,
    templateId: 'white_studio',
    camera: 'three_quarter',
    background: 'template',
    materialOverride: null,
    ...{ angles: [], frames: 4, fps: 4, degrees: 360, direction: 'counterclockwise' },
  },
  renderer: {
    engine: 'cycles',
    device: 'cpu',
    samples: 2,
    seed: 7,
    denoise: false,
    wallSeconds: 120,
    silenceSeconds: 60,
  },
  name: 'Still, tiny',
  code: 'still_tiny',
  category: 'Tests',
  description: 'A very small picture.',
  active: true,
};

/** The same small picture for every kind of artifact: what differs is the way to it. */
export const tinyOf = (change: Partial<OutputType>): OutputType => ({
  ...tinyOutputType,
  ...change,
  id: `ot-tiny-${change.code}`,
  name: `Tiny ${change.code}`,
});

export const tinyTurntable = tinyOf({ code: 'tiny_turntable', artifactKind: 'turntable_video', format: 'mp4' });
export const tinyBlend = tinyOf({ code: 'tiny_blend', artifactKind: 'blend_asset', format: 'blend' });
export const tinySheet = tinyOf({
  code: 'tiny_sheet',
  profile: { ...tinyOutputType.profile, angles: ['three_quarter', 'front', 'side'] },
});
export const tinyThumbnail = tinyOf({ code: 'tiny_thumbnail', family: 'cad_file', artifactKind: 'thumbnail_image' });

/** Puts an output type into a data folder that no application has open; the shipped ones come with the first start. */
export function seedOutputType(options: { home: string; migrations: string; outputType: OutputType }): void {
  mkdirSync(options.home, { recursive: true });
  const opened = openDatabase({ home: options.home, migrations: options.migrations, clock: () => new Date() });
  if (!opened.database) throw new Error(opened.status.message);
  opened.database.outputTypes.insert(options.outputType);
  opened.database.close();
}
