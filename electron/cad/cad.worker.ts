import { parentPort } from 'node:worker_threads';
import { AppError, toErrorValue } from '../../shared/errors/appError.ts';
import type { CadImportJob, CadWorkerMessage } from './cadWorkerProtocol.ts';
import { importStep } from './importStep.ts';

/** Entry of the CAD worker thread: one job in, progress and one result out. */
const port = parentPort;
if (!port) throw new Error('This file runs as a worker thread only.');
const send = (message: CadWorkerMessage): void => port.postMessage(message);

port.on('message', (job: CadImportJob) => {
  importStep(job, (progress) => send({ type: 'progress', id: job.id, progress })).then(
    ({ manifest, inspection }) => send({ type: 'done', id: job.id, manifest, inspection }),
    (thrown: unknown) => send({ type: 'failed', id: job.id, error: toErrorValue(explained(thrown)) }),
  );
});

/** Whatever our own code did not foresee happened while a file was read: for the user it is that file. */
function explained(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new AppError('cad.reader_failed', 'The STEP file could not be imported.', {
    details: { reader: message },
    cause: thrown,
  });
}
