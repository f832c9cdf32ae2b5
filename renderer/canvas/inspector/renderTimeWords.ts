import type { OutputType } from '../../../shared/domain/outputType.ts';
import { megasamples, type RenderTime } from '../../../shared/domain/renderTime.ts';
import { formatCounted, formatEta } from '../../ui/format.ts';
import type { SettingValue } from '../settings/settingField.ts';

/** Settings beside which one wants to know what they cost. */
export const costly: ReadonlySet<string> = new Set(['samples', 'frames']);

/** So many times more, or less, work than was ever done here is anybody's guess. */
const REACH = 4;

interface TimeNeeds {
  readonly nodeType: string;
  /** Names of the settings that the node has. */
  readonly names: readonly string[];
  /** What is in force; undefined = not known. */
  readonly valueOf: (name: string) => SettingValue | undefined;
  readonly outputType: OutputType | null;
  readonly times: readonly RenderTime[];
}

/**
 * What a node will take as it is set, judged by what nodes of its type took here: `Takes about 38 s, from 14 renders.`
 * @returns null = nothing can be said: something of the work is open, or nothing like it was rendered here
 */
export function renderTimeWords(needs: TimeNeeds): string | null {
  const { nodeType, valueOf, times } = needs;
  const [width, height, samples] = ['width', 'height', 'samples'].map(valueOf);
  const pictures = picturesOf(needs);
  if (typeof width !== 'number' || typeof height !== 'number' || typeof samples !== 'number' || pictures === null) {
    return null;
  }
  const engine = settingOr(needs, 'engine');
  const device = settingOr(needs, 'device');
  const like = times.filter((one) => one.nodeType === nodeType && one.engine === engine);
  // Automatic takes a graphics card where there is one.
  const wanted = device === 'auto' ? ['gpu', 'cpu'] : [device];
  const [time] = wanted.flatMap((one) => like.filter((each) => each.device === one));
  if (!time) return null;
  const work = megasamples({ width, height, samples, pictures });
  const [least, most] = time.megasamples;
  if (work < least / REACH || work > most * REACH) return null;
  const seconds = time.fixedSeconds + time.secondsPerMegasample * work;
  return `Takes about ${formatEta(seconds)}, from ${formatCounted(time.renders, 'render')}.`;
}

/** A setting of the node or, where the node type has no such setting, what the output type says. */
function settingOr({ names, valueOf, outputType }: TimeNeeds, name: 'engine' | 'device'): unknown {
  return names.includes(name) ? valueOf(name) : outputType?.renderer[name];
}

/** Frames of a turntable; null = not known, or one for each of several angles, which took what nobody has measured. */
function picturesOf({ names, valueOf, outputType }: TimeNeeds): number | null {
  if (names.includes('frames')) {
    const frames = valueOf('frames');
    return typeof frames === 'number' ? frames : null;
  }
  return (outputType?.profile.angles.length ?? 0) > 1 ? null : 1;
}
