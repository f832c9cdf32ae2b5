import { open, readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Provenance } from '../../shared/domain/media.ts';
import { AppError } from '../../shared/errors/appError.ts';
import { MAX_WORKFLOW_BYTES, readJsonText } from '../../shared/graph/readJsonText.ts';
import { workflowProblem } from '../../shared/graph/workflowProblem.ts';
import { withFileErrors } from '../media/fileErrors.ts';
import { readProvenance } from '../media/readProvenance.ts';
import { malformedWorkflow } from './malformedWorkflow.ts';

/** Spaces and a byte order mark may stand before the document. */
const LOOKED_AT = 256;

/** By its content: every file that HartOMat delivers begins otherwise, whatever it is called. */
async function beginsAsJson(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(LOOKED_AT), 0, LOOKED_AT, 0);
    return /^\uFEFF?\s*[{[]/.test(buffer.toString('utf8', 0, bytesRead));
  } finally {
    await file.close();
  }
}

async function readJson(path: string): Promise<unknown> {
  const { size } = await stat(path);
  // Looked at before it is read: a file of any size can bear that name.
  if (size > MAX_WORKFLOW_BYTES) {
    const message = `The file has ${size} bytes; a workflow has at most ${MAX_WORKFLOW_BYTES}.`;
    throw malformedWorkflow(basename(path), [workflowProblem('config.too_large', message, 'Choose a workflow file.')]);
  }
  const { value, problems } = readJsonText(await readFile(path, 'utf8'));
  if (problems.length > 0) throw malformedWorkflow(basename(path), problems);
  return value;
}

/**
 * The workflow that made a delivered file.
 * @throws AppError `workflow.no_provenance`, `file.missing`, `file.unreadable`, `media.undecodable`
 */
export async function readDeliveredWorkflow(path: string): Promise<NonNullable<Provenance['workflow']>> {
  const provenance = await readProvenance(path);
  if (provenance?.workflow) return provenance.workflow;
  const why = provenance ? 'was made by the fixed pipeline, without a workflow' : 'does not say which workflow made it';
  throw new AppError('workflow.no_provenance', `${basename(path)} ${why}.`, { details: { path } });
}

/**
 * The workflow in a file, as it stands there: JSON of any generation, not checked yet, or the workflow that made a
 * delivered picture, video or .blend.
 * @throws AppError `workflow.malformed` (details.problems), `workflow.no_provenance`, `file.missing`, `file.unreadable`
 */
export async function readWorkflowFile(path: string): Promise<unknown> {
  const json = await withFileErrors(path, 'read', () => beginsAsJson(path));
  if (json || /\.json$/i.test(path)) return withFileErrors(path, 'read', () => readJson(path));
  return (await readDeliveredWorkflow(path)).config;
}
