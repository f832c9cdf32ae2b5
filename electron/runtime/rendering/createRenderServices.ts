import type { RenderServices } from '../contracts/renderServices.ts';
import { countParts } from './countParts.ts';
import { decodeVideo } from './decodeVideo.ts';
import { describeBlend } from './describeBlend.ts';
import { encodeVideo } from './encodeVideo.ts';
import { exportBlend } from './exportBlend.ts';
import { renderPartIndex } from './partIndex.ts';
import type { RenderTools } from './renderTools.ts';
import { stampBlend } from './stampBlend.ts';
import { renderStills } from './stills.ts';
import { renderTurntable } from './turntable.ts';

/** What all execution modes render with; see RenderServices for what it does and rejects with. */
export function createRenderServices(tools: RenderTools): RenderServices {
  return {
    stills: (job, request) => renderStills(tools, job, request),
    partIndex: (job, request) => renderPartIndex(tools, job, request),
    turntable: (job, request) => renderTurntable(tools, job, request),
    exportBlend: (job, request) => exportBlend(tools, job, request),
    stampBlend: (job, request) => stampBlend(tools, job, request),
    describeBlend: (job, blendPath) => describeBlend(tools, job, blendPath),
    countParts: (job, glb) => countParts(tools, job, glb),
    encodeVideo: (job, request) => encodeVideo(tools, job, request),
    decodeVideo: (job, videoPath, target) => decodeVideo(tools, job, videoPath, target),
  };
}
