import { type ParsedWorkflow, parseWorkflow } from './parseWorkflow.ts';
import { readJsonText } from './readJsonText.ts';

/** The workflow in the text of a file. Takes the canonical schema only. */
export function parseWorkflowText(text: string): ParsedWorkflow {
  const { value, problems } = readJsonText(text);
  return problems.length > 0 ? { config: null, problems } : parseWorkflow(value);
}
