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

/** Puts an output type into a data folder that no application has open; the shipped ones come with the first start. */
export function seedOutputType(options: { home: string; migrations: string; outputType: OutputType }): void {
  mkdirSync(options.home, { recursive: true });
  const opened = openDatabase({ home: options.home, migrations: options.migrations, clock: () => new Date() });
  if (!opened.database) throw new Error(opened.status.message);
  opened.database.outputTypes.insert(options.outputType);
  opened.database.close();
}
