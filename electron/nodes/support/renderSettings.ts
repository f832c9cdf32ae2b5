import { z } from 'zod';
import { invocationProfileSchema, rendererSettingsSchema } from '../../../shared/domain/outputType.ts';
import { inheritedSetting } from './inheritedSetting.ts';

const { width, height, frames, fps, degrees, direction } = invocationProfileSchema.shape;
const { engine, device, samples, seed, denoise } = rendererSettingsSchema.shape;

const picture = { group: 'Picture' };
const rendering = { group: 'Rendering' };
const turntable = { group: 'Turntable' };

/** The settings that render nodes have in common. null = as the order says; limits are those of output types. */
export const renderSettings = {
  width: inheritedSetting(width, {
    ...{ ...picture, title: 'Width', unit: 'px' },
    description: 'Width of the picture in pixels.',
  }),
  height: inheritedSetting(height, {
    ...{ ...picture, title: 'Height', unit: 'px' },
    description: 'Height of the picture in pixels.',
  }),
  camera: inheritedSetting(z.string().min(1), {
    ...{ ...picture, title: 'Camera', widget: 'camera' },
    description: 'A camera of the template, by its id.',
  }),
  transparent: inheritedSetting(z.boolean(), {
    ...{ ...picture, title: 'Transparent' },
    description: 'Leave the background out and keep it see-through.',
  }),
  engine: inheritedSetting(engine, {
    ...{ ...rendering, title: 'Engine' },
    description: 'Cycles traces light and is exact; EEVEE is quick and approximate.',
  }),
  device: inheritedSetting(device, {
    ...{ ...rendering, title: 'Device' },
    description: 'The processor gives equal pictures every time; a graphics card is quicker and differs in traces.',
  }),
  samples: inheritedSetting(samples, {
    ...{ ...rendering, title: 'Samples' },
    description: 'More samples give less noise and take longer.',
  }),
  seed: inheritedSetting(seed, {
    ...{ ...rendering, title: 'Seed' },
    description: 'Which pattern of noise: equal seeds give equal pictures.',
  }),
  denoise: inheritedSetting(denoise, {
    ...{ ...rendering, title: 'Denoise' },
    description: 'Smooth the rest of the noise away after rendering.',
  }),
};

/** How the camera goes around. */
export const turntableSettings = {
  frames: inheritedSetting(frames.unwrap(), {
    ...{ ...turntable, title: 'Frames' },
    description: 'How many pictures the way around has.',
  }),
  degrees: inheritedSetting(degrees.unwrap(), {
    ...{ ...turntable, title: 'Degrees', unit: '°' },
    description: 'How far the camera travels; 360 is once around, without the first picture again at the end.',
  }),
  direction: inheritedSetting(direction.unwrap(), {
    ...{ ...turntable, title: 'Direction' },
    description: 'Which way the camera travels, seen from above.',
  }),
  fps: inheritedSetting(fps.unwrap(), {
    ...{ ...turntable, title: 'Frame rate', unit: 'fps' },
    description: 'Pictures a second when it is played.',
  }),
};
