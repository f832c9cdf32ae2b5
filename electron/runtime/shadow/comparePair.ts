import { compareBlendText } from '../../../shared/parity/compareBlendText.ts';
import { judgeBlend } from '../../../shared/parity/judgeBlend.ts';
import type { Judgement } from '../../../shared/parity/judgement.ts';
import { comparePicturePair } from './comparePicturePair.ts';
import { compareVideoPair } from './compareVideoPair.ts';
import type { ComparisonTools } from './comparisonRequest.ts';
import { readBoth } from './outputDamage.ts';
import type { Pair, PairFindings } from './pair.ts';

const notPictures = { pixelHashes: [null, null], heatMap: null } as const;

/** The rungs of the ladder that look into the files. @throws OutputDamage, AppError of the tools */
export async function comparePair(pair: Pair, tools: ComparisonTools, signal: AbortSignal): Promise<PairFindings> {
  switch (pair.kind) {
    case 'still_image':
    case 'thumbnail_image':
      return comparePicturePair(pair, tools);
    case 'turntable_video':
      return compareVideoPair(pair, tools, signal);
    case 'blend_asset': {
      const read = (path: string): Promise<string[]> => tools.describeBlend(path);
      const blend = compareBlendText(...(await readBoth(pair.control.path, pair.candidate.path, read)));
      return { judgement: judgeBlend(blend), metrics: { picture: null, video: null, blend }, ...notPictures };
    }
    case 'model_export':
      return { judgement: judgeModel(pair), metrics: null, ...notPictures };
  }
}

/** Models are written by our own code, in one order and without times: equal models are equal bytes. */
function judgeModel({ control, candidate }: Pair): Judgement {
  return control.sha256 === candidate.sha256
    ? { verdict: 'pass', reasons: [{ code: 'model.equal', message: 'The models are equal byte for byte.' }] }
    : { verdict: 'fail', reasons: [{ code: 'model.differs', message: 'The models are not equal byte for byte.' }] };
}
