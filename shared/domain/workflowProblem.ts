import { z } from 'zod';

/** Every finding about a workflow. Codes are never renamed or reused; docs/errors.md lists them. */
export const workflowProblemCodes = [
  // the document
  'config.not_json',
  'config.not_object',
  'config.schema_version',
  'config.field_missing',
  'config.field_invalid',
  'config.field_unknown',
  'config.duplicate_id',
  'config.too_large',
  // migration
  'migration.unknown_preset',
  'migration.unknown_step',
  'migration.ambiguous_port',
  // nodes
  'node.unknown_type',
  'node.unknown_version',
  'node.disabled',
  'node.foreign_family',
  'settings.invalid',
  'settings.unknown',
  // edges
  'edge.unknown_node',
  'edge.unknown_port',
  'edge.type_mismatch',
  'edge.duplicate',
  'edge.input_taken',
  'graph.cycle',
  'graph.empty',
  'input.missing',
  // contract
  'output.missing',
  'output.doubled',
  'output.artifact_mismatch',
  'output_type.family_mismatch',
  'output_type.artifact_mismatch',
  'output_type.format_mismatch',
  'notify.not_downstream',
  'contract.self_publish',
  'node.unused_output',
  // preflight
  'preflight.blender_missing',
  'preflight.disk_space',
  'preflight.device_unavailable',
  'preflight.file_missing',
  'preflight.unmatched_parts',
  'preflight.template_unknown',
  'preflight.camera_unknown',
  'preflight.material_unknown',
] as const;

export const workflowProblemSchema = z.object({
  code: z.enum(workflowProblemCodes),
  severity: z.enum(['error', 'warning', 'info']),
  /** What is wrong, with the value. */
  message: z.string(),
  /** What to do. */
  remedy: z.string(),
  nodeId: z.string().nullable(),
  edgeId: z.string().nullable(),
  port: z.string().nullable(),
  /** Path of the field in the config, or of the setting in the node. */
  field: z.string().nullable(),
});
export type WorkflowProblem = z.infer<typeof workflowProblemSchema>;
export type WorkflowProblemCode = WorkflowProblem['code'];

/** Whether a workflow with these problems may be saved as valid and dispatched. */
export function isDispatchable(problems: readonly Pick<WorkflowProblem, 'severity'>[]): boolean {
  return problems.every((problem) => problem.severity !== 'error');
}

/** What a dry run says of one node. */
export const plannedNodeSchema = z.object({
  nodeId: z.string(),
  type: z.string(),
  label: z.string(),
  /** Position in the order of execution, from 0. Equal numbers may run at the same time. */
  level: z.number().int(),
  /** unknown: depends on the output of a node that will run. */
  decision: z.enum(['run', 'reuse', 'unknown']),
  why: z.string(),
  produces: z.array(z.string()),
  /** From history; null = no estimate yet. */
  expectedSeconds: z.number().nullable(),
});

/** The answer of validate, preflight and dry run. All problems at once. */
export const workflowCheckSchema = z.object({
  dispatchable: z.boolean(),
  problems: z.array(workflowProblemSchema),
  /** Empty unless it was asked for and the graph is in order. */
  plan: z.array(plannedNodeSchema),
  expectedSeconds: z.number().nullable(),
});
export type WorkflowCheck = z.infer<typeof workflowCheckSchema>;
export type PlannedNode = z.infer<typeof plannedNodeSchema>;
