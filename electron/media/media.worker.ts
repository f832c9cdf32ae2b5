import { parentPort } from 'node:worker_threads';
import { toErrorValue } from '../../shared/errors/appError.ts';
import { comparePictures, describePicture } from './comparePictures.ts';
import { composePictures } from './composePictures.ts';
import { countPartPixels } from './countPartPixels.ts';
import { describeVideo } from './describeVideo.ts';
import { encodeGif } from './encodeGif.ts';
import { makeThumbnail } from './makeThumbnail.ts';
import type { MediaAnswer, MediaCall, MediaTask, MediaTasks } from './mediaTasks.ts';
import { publishPicture } from './publishPicture.ts';
import { readProvenance } from './readProvenance.ts';
import { resizePicture } from './resizePicture.ts';
import { sharpForProcess } from './sharpForProcess.ts';
import { verifyPicture } from './verifyPicture.ts';
import { writeVideoProvenance } from './writeVideoProvenance.ts';

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
    case 'compose':
      return composePictures(await sharp, call.input);
    case 'resize':
      return resizePicture(await sharp, call.input);
    case 'encodeGif':
      return encodeGif(await sharp, call.input);
    case 'describePicture':
      return describePicture(await sharp, call.input.path);
    case 'comparePictures':
      return comparePictures(await sharp, call.input);
    case 'countPartPixels':
      return countPartPixels(await sharp, call.input);
    case 'describeVideo':
      return describeVideo(call.input.path);
    case 'writeVideoProvenance':
      return writeVideoProvenance(call.input);
    case 'readProvenance':
      return readProvenance(call.input.path);
  }
}

parentPort?.on('message', (call: MediaCall) => {
  const answer = (message: MediaAnswer): void => parentPort?.postMessage(message);
  perform(call).then(
    (output) => answer({ id: call.id, ok: true, output }),
    (error: unknown) => answer({ id: call.id, ok: false, error: toErrorValue(error) }),
  );
});
