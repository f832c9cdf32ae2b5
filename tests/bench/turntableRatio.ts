import { RenderStand } from '../support/renderStand.ts';
import type { BenchFigure } from './benchFigure.ts';

const FRAMES = 24;
const turntable = { frames: FRAMES, degrees: 360, direction: 'counterclockwise' } as const;

/** A turntable in one process against each of its frames in a process of its own. */
export async function turntableRatio(): Promise<BenchFigure[]> {
  const stand = await RenderStand.open();
  try {
    const { scene, conditions } = stand.blender.still({ conditions: { width: 160, height: 120, samples: 8 } });
    const frames = async (wanted: number[]): Promise<number> => {
      const started = performance.now();
      const { results } = await stand.runItem({
        ...{ kind: 'turntable', id: 'turntable', attemptKey: wanted.join(' '), scene, conditions, turntable, wanted },
        limits: { wallSeconds: 300, silenceSeconds: 60 },
      });
      if (results[0]?.status !== 'ok') throw new Error(`Frames of the bench failed: ${results[0]?.error?.message}`);
      return (performance.now() - started) / 1000;
    };
    const all = Array.from({ length: FRAMES }, (_, index) => index + 1);
    const eachApart = async (wanted: number[]): Promise<number> => {
      let seconds = 0;
      for (const frame of wanted) seconds += await frames([frame]);
      return seconds;
    };
    await frames([1]);
    // The whole between the halves, so that a busy machine is busy for both.
    const before = await eachApart(all.slice(0, FRAMES / 2));
    const together = await frames(all);
    const apart = before + (await eachApart(all.slice(FRAMES / 2)));
    return [
      {
        name: `A turntable of ${FRAMES} frames / a process for each frame`,
        value: together / apart,
        unit: 'x',
        bound: { op: '<=', value: 0.8 },
        note: `${together.toFixed(1)} s against ${apart.toFixed(1)} s`,
      },
    ];
  } finally {
    await stand.close();
  }
}
