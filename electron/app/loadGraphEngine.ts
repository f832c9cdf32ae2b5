/// <reference types="vite/types/importMeta.d.ts" />
import type { GraphEngine, GraphEngineOptions } from '../runtime/contracts/engine.ts';

/**
 * The graph engine, when this build has one. It is looked for and not imported: legacy must go on rendering when the
 * whole folder of the engine is gone.
 */
export function loadGraphEngine(options: GraphEngineOptions): GraphEngine | null {
  const found = import.meta.glob<(options: GraphEngineOptions) => GraphEngine>(
    '../runtime/engine/createGraphEngine.ts',
    {
      eager: true,
      import: 'createGraphEngine',
    },
  );
  const [create] = Object.values(found);
  return create ? create(options) : null;
}
