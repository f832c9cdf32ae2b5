import { z } from 'zod';
import type { NodeDefinition } from '../../shared/domain/nodeDefinition.ts';
import { megasamples, type RenderTime } from '../../shared/domain/renderTime.ts';
import type { NodeResultRepository } from '../persistence/repositories/nodeResultRepository.ts';
import { fitRenderTime, type TimedWork } from './fitRenderTime.ts';

/** So many renders of a node type are looked at: what a machine took a year ago says little. */
const HISTORY = 30;

/** What Blender made, with what it really used; values of other kinds do not match. */
const renderedSchema = z.object({
  data: z.object({
    width: z.number().positive(),
    height: z.number().positive(),
    count: z.number().positive().default(1),
    made: z.object({ actual: z.object({ engine: z.string(), samples: z.number().positive() }) }),
  }),
});

interface TimedRender extends TimedWork {
  readonly engine: RenderTime['engine'];
}

/** What the kept results of nodes that render say of the time that rendering takes here, quick previews included. */
export function renderTimes(
  repository: Pick<NodeResultRepository, 'recentTimed'>,
  definitions: readonly NodeDefinition[],
): RenderTime[] {
  const rendering = definitions.filter(({ resource, defaults }) => resource === 'blender' && 'samples' in defaults);
  return rendering.flatMap(({ type }) => {
    const renders = repository.recentTimed(type, HISTORY).flatMap(readRender);
    return (['cycles', 'eevee'] as const).flatMap((engine) => {
      const own = renders.filter((render) => render.engine === engine);
      const time = fitRenderTime(own);
      return time === null ? [] : [{ nodeType: type, engine, ...time, renders: own.length }];
    });
  });
}

function readRender({ outputs, seconds }: { outputs: unknown; seconds: number }): TimedRender[] {
  const values = z.record(z.string(), z.unknown()).safeParse(outputs).data ?? {};
  for (const value of Object.values(values)) {
    const { data: rendered } = renderedSchema.safeParse(value);
    if (!rendered) continue;
    const { width, height, count, made } = rendered.data;
    // Blender calls it CYCLES, and EEVEE by several names.
    const engine = made.actual.engine === 'CYCLES' ? 'cycles' : 'eevee';
    const work = { width, height, samples: made.actual.samples, pictures: count };
    return [{ engine, seconds, megasamples: megasamples(work) }];
  }
  return [];
}
