import { expect, it } from 'vitest';
import type { RenderItem } from '../../../electron/runtime/contracts/renderBatch.ts';
import { needsOwnProcess } from '../../../electron/workers/needsOwnProcess.ts';
import { BlenderStand } from '../../support/blenderStand.ts';

async function itemsOf(template: 'blend' | 'studio', engine: 'cycles' | 'eevee'): Promise<Record<string, RenderItem>> {
  // The stand only describes stills here; nothing runs on the runtime.
  const stand = await BlenderStand.open({} as never);
  try {
    const scene = template === 'blend' ? { template: { kind: template, blend: 'inputs/a.blend' } } : {};
    const still = stand.still({ scene, conditions: { engine } });
    const { preview: _preview, ...built } = still;
    return {
      still,
      turntable: {
        ...{ ...built, kind: 'turntable', wanted: [1] },
        turntable: { frames: 1, degrees: 360, direction: 'clockwise' },
      },
      export_blend: { ...built, kind: 'export_blend', compress: false },
      part_index: { ...built, kind: 'part_index' },
    };
  } finally {
    stand.close();
  }
}

const alone = (items: Record<string, RenderItem>): string[] =>
  Object.keys(items).filter((kind) => needsOwnProcess({ items: [items[kind]!] }));

it('gives whatever opens a foreign .blend a process of its own', async () => {
  const kinds = ['still', 'turntable', 'export_blend', 'part_index'];
  expect(alone(await itemsOf('blend', 'cycles'))).toEqual(kinds);
  expect(alone(await itemsOf('studio', 'cycles'))).toEqual([]);
});

it('gives EEVEE one too, and the index of the parts none: that is by Cycles', async () => {
  expect(alone(await itemsOf('studio', 'eevee'))).toEqual(['still', 'turntable', 'export_blend']);
});
