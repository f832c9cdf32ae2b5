import canonicalize from 'canonicalize';
import type { WorkflowConfig } from '../domain/workflow.ts';

/**
 * The only text of a workflow: JSON after RFC 8785 (sorted keys, no spaces) and a line feed. Equal configs give equal
 * bytes, so its SHA-256 identifies a revision. Lists keep their order, which means something to people and to inputs
 * that take several connections.
 */
export function canonicalWorkflow(config: WorkflowConfig): string {
  return `${canonicalize(config)!}\n`;
}
