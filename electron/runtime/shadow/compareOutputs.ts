import { mkdir } from 'node:fs/promises';
import type { Comparison, ComparisonReason, Verdict } from '../../../shared/domain/comparison.ts';
import { AppError, toErrorValue } from '../../../shared/errors/appError.ts';
import { compareConditions, compareInputs } from '../../../shared/parity/compareConditions.ts';
import type { Judgement } from '../../../shared/parity/judgement.ts';
import { withNoiseFloor } from '../../../shared/parity/noiseFloor.ts';
import { comparePair } from './comparePair.ts';
import type { ComparedOutput, ComparisonRequest, ComparisonTools } from './comparisonRequest.ts';
import { hashOf } from './hashOf.ts';
import { InjectedFaults } from './injectedFaults.ts';
import { OutputDamage } from './outputDamage.ts';
import type { HashedFile, Pair, PairFindings } from './pair.ts';
import { tellParts } from './tellParts.ts';
import { cancelled, untilAborted } from './untilAborted.ts';

export interface ComparedOutputs {
  readonly comparison: Comparison;
  /** Absolute path in the folder of the request, or null = there is none. */
  readonly heatMap: string | null;
}

/** What is known so far; grows from rung to rung and is what there is when a rung breaks. */
interface Ladder {
  hashes: readonly [string | null, string | null];
  conditions: Comparison['conditions'];
  conditionReasons: readonly ComparisonReason[];
  /** What was decoded; null = nothing yet. */
  pair: Pair | null;
  decoded: Omit<PairFindings, 'judgement'>;
}

/**
 * Judges a candidate against its control: file hash, conditions, decoded content, differences, verdict. All rungs are
 * recorded, also where an earlier one has decided. Whatever goes wrong is a verdict: a side that is missing, a control
 * that is damaged and a comparator that fails are inconclusive, a damaged candidate fails. Parts are told when the
 * verdict is there, which stands whatever becomes of them.
 * @throws AppError `app.cancelled` when the signal aborts before there is a verdict, and nothing else
 */
export async function compareOutputs(request: ComparisonRequest, tools: ComparisonTools): Promise<ComparedOutputs> {
  const started = tools.clock();
  const { control, candidate } = request;
  const thresholds = withNoiseFloor(request.thresholds, control?.core ?? {}, candidate?.core ?? {});
  const ladder: Ladder = {
    hashes: [control?.sha256 || null, candidate?.sha256 || null],
    conditions: [],
    conditionReasons: [],
    pair: null,
    decoded: { metrics: null, pixelHashes: [null, null], heatMap: null },
  };
  const work = (): Promise<Judgement> => climb({ ...request, thresholds }, tools, ladder);
  const found = await untilAborted(request.signal, work).catch((error: unknown) => judgeFailure(error, request.signal));
  const judgement = underConditions(found, ladder.conditionReasons);
  const { hashes, conditions, decoded, pair } = ladder;
  const picture = decoded.metrics?.picture;
  const parts = pair && picture ? await tellParts(pair, picture, tools, request.signal) : null;
  const ended = tools.clock();
  const fileHashEqual = hashes[0] === null || hashes[1] === null ? null : hashes[0] === hashes[1];
  return {
    comparison: {
      verdict: judgement.verdict,
      reasons: [...judgement.reasons, ...(fileHashEqual === false ? [hashDiffers] : [])],
      kind: request.kind,
      control: { sha256: hashes[0], pixelHash: decoded.pixelHashes[0] },
      candidate: { sha256: hashes[1], pixelHash: decoded.pixelHashes[1] },
      fileHashEqual,
      metrics: decoded.metrics,
      parts,
      thresholds,
      conditions,
      comparedAt: ended.toISOString(),
      seconds: (ended.getTime() - started.getTime()) / 1000,
    },
    heatMap: decoded.heatMap,
  };
}

const hashDiffers: ComparisonReason = {
  code: 'file.hash_differs',
  message: 'The files are not equal byte for byte. That alone decides nothing.',
};

async function climb(request: ComparisonRequest, tools: ComparisonTools, ladder: Ladder): Promise<Judgement> {
  const faults = new InjectedFaults(request.faults);
  const { control, candidate, folder } = request;
  const missing = [
    ...(control ? [] : [reason('evidence.control_missing', 'There is no output of the control.')]),
    ...(candidate ? [] : [reason('evidence.candidate_missing', 'There is no output of the candidate.')]),
  ];
  if (!control || !candidate) return { verdict: 'inconclusive', reasons: missing };

  const conditions = [compareConditions(control.core, candidate.core), compareInputs(control.inputs, candidate.inputs)];
  ladder.conditions = conditions.flatMap((compared) => compared.conditions);
  ladder.conditionReasons = conditions.flatMap((compared) => compared.reasons);

  await mkdir(folder, { recursive: true });
  await faults.at('before');
  const controlFile = await recordedFile('control', control);
  const recorded = await recordedFile('candidate', candidate);
  const candidateFile = await faults.corrupted(recorded, folder);
  ladder.hashes = [controlFile.sha256, candidateFile.sha256];
  await faults.at('during');
  const pair = { ...request, control: controlFile, candidate: candidateFile };
  const { judgement, ...decoded } = await comparePair(pair, tools, request.signal);
  ladder.pair = pair;
  ladder.decoded = decoded;
  await faults.at('after');
  return judgement;
}

/** Under unequal conditions neither likeness nor difference proves anything. A damaged file is damaged under all. */
function underConditions(judgement: Judgement, differing: readonly ComparisonReason[]): Judgement {
  if (differing.length === 0) return judgement;
  if (judgement.reasons[0]?.code === 'candidate.damaged') {
    return { ...judgement, reasons: [...judgement.reasons, ...differing] };
  }
  return { verdict: 'inconclusive', reasons: [...differing, ...judgement.reasons] };
}

const reason = (code: ComparisonReason['code'], message: string): ComparisonReason => ({ code, message });

/** What lies there, which must be what was recorded when it was made. */
async function recordedFile(side: 'control' | 'candidate', { path, sha256 }: ComparedOutput): Promise<HashedFile> {
  const found = await hashOf(path);
  if (found === null) throw new MissingOutput(side, path);
  if (sha256 && found !== sha256) throw new OutputDamage(side, `${path} is not the file that was made.`);
  return { path, sha256: found };
}

class MissingOutput extends Error {
  readonly side: 'control' | 'candidate';

  constructor(side: 'control' | 'candidate', path: string) {
    super(`There is no file ${path}.`);
    this.name = 'MissingOutput';
    this.side = side;
  }
}

function judgeFailure(error: unknown, signal: AbortSignal): Judgement {
  if (signal.aborted || (error instanceof AppError && error.code === 'app.cancelled')) throw cancelled(error);
  const judged = (verdict: Verdict, code: ComparisonReason['code'], message: string): Judgement => ({
    verdict,
    reasons: [reason(code, message)],
  });
  if (error instanceof MissingOutput) return judged('inconclusive', `evidence.${error.side}_missing`, error.message);
  if (error instanceof OutputDamage) {
    return error.side === 'candidate'
      ? judged('fail', 'candidate.damaged', `The candidate is damaged: ${error.message}`)
      : judged('inconclusive', 'evidence.control_missing', `The control is damaged: ${error.message}`);
  }
  const { code, message } = toErrorValue(error);
  return judged('inconclusive', 'evidence.comparator_failed', `The comparison failed (${code}): ${message}`);
}
