import type { ActualConditions } from '../contracts/renderBatch.ts';

/**
 * The device in words. A CPU goes without its name: it does not change a pixel, so the same picture stays the same
 * file on another machine. A graphics card does change them.
 */
export function deviceUsed(actual: ActualConditions): string {
  return actual.device === 'CPU' ? 'CPU' : `GPU ${actual.deviceBackend} ${actual.deviceName}`.trim();
}
