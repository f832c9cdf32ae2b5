import { parentPort } from 'node:worker_threads';
import { toErrorValue } from '../../shared/errors/appError.ts';
import { makeThumbnail } from './makeThumbnail.ts';
import type { MediaAnswer, MediaCall, MediaTask, MediaTasks } from './mediaTasks.ts';
import { publishPicture } from './publishPicture.ts';
import { sharpForProcess } from './sharpForProcess.ts';
import { verifyPicture } from './verifyPicture.ts';

/** The thread in which pictures are decoded, so that the main process answers meanwhile. */
const sharp = sharpForProcess();

async function perform(call: MediaCall): Promise<MediaTasks[MediaTask]['output']> {
  switch (call.task) {
    case 'verify':
      return verifyPicture(await sharp, call.input.path, call.input.expected);
    case 'publish':
      return publishPicture(await sharp, call.input);
    case 'thumbnail':
      return makeThumbnail(await sharp, call.input.source, call.input.target, call.input.size);
  }
}

parentPort?.on('message', (call: MediaCall) => {
  const answer = (message: MediaAnswer): void => parentPort?.postMessage(message);
  perform(call).then(
    (output) => answer({ id: call.id, ok: true, output }),
    (error: unknown) => answer({ id: call.id, ok: false, error: toErrorValue(error) }),
  );
});
