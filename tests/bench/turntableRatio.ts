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
    await frames([1]);
    let apart = 0;
    let together = 0;
    // In turn, so that a busy machine is busy for both.
    for (let half = 0; half < 2; half += 1) {
      const wanted = Array.from({ length: FRAMES / 2 }, (_, index) => half * (FRAMES / 2) + index + 1);
      for (const frame of wanted) apart += await frames([frame]);
      together += (await frames(Array.from({ length: FRAMES }, (_, index) => index + 1))) / 2;
    }
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
