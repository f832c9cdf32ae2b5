import type { Provenance } from '../../../shared/domain/media.ts';

/** Samples of a gradient; the last channel of 4 is alpha. */
export function gradient(width: number, height: number, channels: number, highest = 255): number[] {
  return Array.from({ length: width * height * channels }, (_, at) => {
    const pixel = Math.floor(at / channels);
    const channel = at % channels;
    if (channel === 0) return Math.round(((pixel % width) / (width - 1)) * highest);
    if (channel === 3) return highest;
    return Math.round((Math.floor(pixel / width) / (height - 1)) * highest);
  });
}

/** Says how a picture was made, with a material for each of `parts` parts and every kind of awkward character. */
export function provenance(parts = 146): Provenance {
  return {
    schemaVersion: 1,
    application: { name: 'HartOMat', version: '0.1.0' },
    mode: 'legacy',
    executor: 'legacy',
    outputType: { code: 'still_preview', settings: { width: 64, height: 36, note: 'a < b & "c" > d' } },
    workflow: null,
    product: { name: 'Wälzlager ⌀ 30', articleNumber: 'HM-146', cadSha256: 'a'.repeat(64) },
    materials: Object.fromEntries(
      Array.from({ length: parts }, (_, part) => [`roller-${part}-0123456789abcdef`, 'steel_ground']),
    ),
    template: { id: 'white_studio', sha256: 'b'.repeat(64) },
    blender: { version: '4.5.15', device: 'CPU', engine: 'CYCLES', samples: 32, seed: 7 },
  };
}
