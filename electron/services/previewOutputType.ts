import type { OutputType } from '../../shared/domain/outputType.ts';
import type { WorkflowConfig } from '../../shared/domain/workflow.ts';
import { AppError } from '../../shared/errors/appError.ts';
import type { NodeCatalogue } from '../../shared/graph/nodeCatalogue.ts';
import type { OutputTypeService } from './outputTypeService.ts';
import { outputTypeForWorkflow } from './outputTypeForWorkflow.ts';

/**
 * The conditions that a preview is made under: the named output type, else the one that the workflow would be run with,
 * else, as an unfinished workflow delivers nothing yet, any of its family.
 * @throws AppError `output_type.unknown`
 */
export function previewOutputType(
  id: string | null,
  config: WorkflowConfig,
  { catalogue, outputTypes }: { catalogue: Pick<NodeCatalogue, 'get'>; outputTypes: OutputTypeService },
): OutputType {
  if (id !== null) return outputTypes.get(id);
  const known = outputTypes.list();
  try {
    return outputTypeForWorkflow(config, catalogue, known);
  } catch (thrown) {
    const ofFamily = known.find(({ active, family }) => active && family === config.family);
    if (ofFamily && thrown instanceof AppError && thrown.code === 'output_type.unknown') return ofFamily;
    throw thrown;
  }
}
