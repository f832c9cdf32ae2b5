import type { WorkflowProblem } from '../domain/workflowProblem.ts';
import { findJsonFault } from './findJsonFault.ts';
import { workflowProblem } from './workflowProblem.ts';

export const MAX_WORKFLOW_BYTES = 8 * 1024 * 1024;

/** UTF-8 bytes, without encoding. */
function utf8Bytes(text: string): number {
  let bytes = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    // Each half of a surrogate pair counts as two of its four bytes.
    bytes += unit < 0x80 ? 1 : unit < 0x800 || (unit >= 0xd800 && unit <= 0xdfff) ? 2 : 3;
  }
  return bytes;
}

function position(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).split(/\r\n|\r|\n/);
  return { line: before.length, column: before.at(-1)!.length + 1 };
}

/**
 * The value that a file holds. A byte order mark is tolerated; a key that stands twice is not, as one of its values
 * would vanish without a word.
 */
export function readJsonText(
  text: string,
): { value: unknown; problems: [] } | { value: null; problems: WorkflowProblem[] } {
  const refuse = (problem: WorkflowProblem) => ({ value: null, problems: [problem] });
  const bytes = utf8Bytes(text);
  if (bytes > MAX_WORKFLOW_BYTES) {
    const size = `${(bytes / 1024 / 1024).toFixed(1)} MB`;
    return refuse(
      workflowProblem(
        'config.too_large',
        `The file has ${size}; a workflow has at most 8 MB.`,
        'Choose a workflow file.',
      ),
    );
  }
  const json = text.startsWith('\uFEFF') ? text.slice(1) : text;
  if (json.trim() === '') {
    return refuse(workflowProblem('config.not_json', 'The file is empty.', 'Export the workflow again.'));
  }
  const fault = findJsonFault(json);
  if (fault !== null) {
    const { line, column } = position(json, fault.offset);
    return refuse(
      workflowProblem(
        'config.not_json',
        `Line ${line}, column ${column}: ${fault.reason}.`,
        'Correct the file at this place, or export the workflow again.',
      ),
    );
  }
  return { value: JSON.parse(json) as unknown, problems: [] };
}
