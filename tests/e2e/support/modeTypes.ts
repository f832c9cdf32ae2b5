import type { ExecutionMode, OutputType } from '../../../shared/domain/outputType.ts';
import { tinyOf, tinyTurntable } from '../../support/tinyOutputType.ts';

const rolledOut = (code: string, name: string, rolloutMode: ExecutionMode, workflowId: string | null): OutputType => {
  const tiny = tinyOf({ code, workflowId, rolloutMode, category: 'Stills' });
  return {
    ...tiny,
    name,
    description: 'A small picture.',
    profile: { ...tiny.profile, width: 320, height: 180 },
    renderer: { ...tiny.renderer, samples: 8 },
  };
};

/** Small output types in every mode. A test spoils the workflow of `spoilt`. */
export const modeTypes = {
  legacy: rolledOut('still_plain', 'Still, plain', 'legacy', null),
  shadow: rolledOut('still_observed', 'Still, observed', 'shadow', 'preset-still'),
  graph: rolledOut('still_graph', 'Still, by graph', 'graph', 'preset-still'),
  spoilt: rolledOut('still_scene', 'Still with scene', 'graph', 'preset-still_with_exports'),
  turntable: { ...tinyTurntable, name: 'Turntable, tiny' },
} as const;
