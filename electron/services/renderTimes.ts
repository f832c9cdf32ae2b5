import { z } from 'zod';
import type { NodeDefinition } from '../../shared/domain/nodeDefinition.ts';
import { megasamples, type RenderTime } from '../../shared/domain/renderTime.ts';
import type { NodeResultRepository, TimedResult } from '../persistence/repositories/nodeResultRepository.ts';
import { fitRenderTime, type TimedWork } from './fitRenderTime.ts';
import { quickHistoryPattern } from './quickHistory.ts';

/** So many results of runs, and as many of quick previews, are looked at: what a machine took a year ago says little. */
const HISTORY = 30;

/** What Blender made, with what it really used; values of other kinds do not match. */
const renderedSchema = z.object({
  data: z.object({
    width: z.number().positive(),
    height: z.number().positive(),
    count: z.number().positive().default(1),
    made: z.object({
      actual: z.object({ engine: z.string(), device: z.enum(['CPU', 'GPU']), samples: z.number().positive() }),
    }),
  }),
});

const kinds = [
  ['cycles', 'cpu'],
  ['cycles', 'gpu'],
  ['eevee', 'cpu'],
  ['eevee', 'gpu'],
] as const;

type TimedRender = TimedWork & Pick<RenderTime, 'engine' | 'device'>;

/**
 * What the kept results of nodes that render say of the time that rendering takes here. Quick previews tell what a
 * render takes before its first sample; runs tell what samples take.
 */
export function renderTimes(
  repository: Pick<NodeResultRepository, 'recentTimed'>,
  definitions: readonly NodeDefinition[],
): RenderTime[] {
  const rendering = definitions.filter(({ resource, defaults }) => resource === 'blender' && 'samples' in defaults);
  return rendering.flatMap(({ type }) => {
    const of = { nodeType: type, pattern: quickHistoryPattern, limit: HISTORY };
    const results = [true, false].flatMap((alike) => repository.recentTimed({ ...of, alike }));
    const renders = results.flatMap(readRender);
    return kinds.flatMap(([engine, device]) =>
      timeOf(
        type,
        renders.filter((render) => render.engine === engine && render.device === device),
      ),
    );
  });
}

function timeOf(nodeType: string, renders: readonly TimedRender[]): RenderTime[] {
  const [first] = renders;
  const time = fitRenderTime(renders);
  if (!first || time === null) return [];
  const works = renders.map((render) => render.megasamples);
  const { engine, device } = first;
  const range: RenderTime['megasamples'] = [Math.min(...works), Math.max(...works)];
  return [{ nodeType, engine, device, ...time, megasamples: range, renders: renders.length }];
}

function readRender({ outputs, seconds }: TimedResult): TimedRender[] {
  const values = z.record(z.string(), z.unknown()).safeParse(outputs).data ?? {};
  for (const value of Object.values(values)) {
    const { data: rendered } = renderedSchema.safeParse(value);
    if (!rendered) continue;
    const { width, height, count, made } = rendered.data;
    // Blender calls it CYCLES, and EEVEE by several names.
    const engine = made.actual.engine === 'CYCLES' ? 'cycles' : 'eevee';
    const device = made.actual.device === 'GPU' ? 'gpu' : 'cpu';
    const work = { width, height, samples: made.actual.samples, pictures: count };
    return [{ engine, device, seconds, megasamples: megasamples(work) }];
  }
  return [];
}
