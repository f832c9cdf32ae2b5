import type { RenderBatch, RenderItem } from '../runtime/contracts/renderBatch.ts';

/** EEVEE slows down in a process that has rendered before; a foreign .blend must not meet, or leave anything to, others. */
export function needsOwnProcess(batch: Pick<RenderBatch, 'items'>): boolean {
  return batch.items.some(isAlone);
}

function isAlone(item: RenderItem): boolean {
  switch (item.kind) {
    case 'validate_template':
    case 'describe_blend':
    case 'stamp_blend':
      return true;
    case 'still':
    case 'turntable':
    case 'export_blend':
      return item.conditions.engine === 'eevee' || item.scene.template.kind === 'blend';
    case 'part_index':
      // By Cycles, whatever its conditions say.
      return item.scene.template.kind === 'blend';
    case 'encode_video':
    case 'decode_video':
    case 'count_parts':
    case 'warm_up':
      return false;
  }
}
