import { tinyOutputType } from '../support/tinyOutputType.ts';
import { WorkflowDesk } from '../support/workflowOrders.ts';
import type { BenchFigure } from './benchFigure.ts';
import { median } from './median.ts';

const PAIRS = 15;
/** Long enough that a hundredth of it can be told from noise. */
const outputType = {
  ...tinyOutputType,
  profile: { ...tinyOutputType.profile, width: 320, height: 180 },
  renderer: { ...tinyOutputType.renderer, samples: 16 },
};

/** What mode shadow adds to the time from the start of a run to its delivery: pairs in turn, each observer waited for. */
export async function shadowCost(): Promise<BenchFigure[]> {
  const desk = await WorkflowDesk.open({ outputTypes: [outputType] });
  const seconds = async (mode: 'legacy' | 'shadow'): Promise<number> => {
    const run = await desk.run({ outputType, mode });
    if (run.state !== 'delivered') throw new Error(`A run of the bench was ${run.state}.`);
    return run.core.durationSeconds ?? Number.NaN;
  };
  try {
    await seconds('shadow');
    const pairs: { legacy: number; shadow: number }[] = [];
    for (let pair = 0; pair < PAIRS; pair += 1) {
      // Whoever comes first in a pair takes turns, too.
      const first = pair % 2 === 0 ? 'legacy' : 'shadow';
      const one = await seconds(first);
      const other = await seconds(first === 'legacy' ? 'shadow' : 'legacy');
      pairs.push(first === 'legacy' ? { legacy: one, shadow: other } : { legacy: other, shadow: one });
    }
    return [
      {
        name: "Shadow's cost on the time to delivery",
        value: 100 * (median(pairs.map(({ legacy, shadow }) => shadow / legacy)) - 1),
        unit: '%',
        bound: { op: '<=', value: 1 },
        note: `median of ${PAIRS} pairs`,
      },
      { name: 'A legacy still of these pairs', value: median(pairs.map(({ legacy }) => legacy)), unit: 's' },
    ];
  } finally {
    await desk.close();
  }
}
