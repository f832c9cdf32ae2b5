import { megasamples, type RenderTime } from '../../../shared/domain/renderTime.ts';
import { formatCounted, formatEta } from '../../ui/format.ts';
import type { SettingValue } from '../settings/settingField.ts';

/** Settings beside which one wants to know what they cost. */
export const costly: ReadonlySet<string> = new Set(['samples', 'frames']);

/**
 * What a node will take as it is set, judged by what nodes of its type took here: `Takes about 38 s, from 14 renders.`
 * @param valueOf what is in force by the name of the setting; undefined = not known, or no such setting
 * @returns null = nothing is known: nothing was rendered with that engine, or the size is open
 */
export function renderTimeWords(
  nodeType: string,
  valueOf: (name: string) => SettingValue | undefined,
  times: readonly RenderTime[],
): string | null {
  const [width, height, samples] = ['width', 'height', 'samples'].map(valueOf);
  if (typeof width !== 'number' || typeof height !== 'number' || typeof samples !== 'number') return null;
  const [engine, frames] = [valueOf('engine'), valueOf('frames')];
  const time = times.find((one) => one.nodeType === nodeType && (engine === undefined || one.engine === engine));
  if (!time) return null;
  const work = megasamples({ width, height, samples, pictures: typeof frames === 'number' ? frames : 1 });
  const seconds = time.fixedSeconds + time.secondsPerMegasample * work;
  return `Takes about ${formatEta(seconds)}, from ${formatCounted(time.renders, 'render')}.`;
}
