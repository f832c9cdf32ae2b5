import type { Manifest } from '../../../shared/domain/cad.ts';
import type { ViewerState } from '../viewer/viewerState.ts';

export interface CadCount {
  readonly label: string;
  /** null = not known here and now. */
  readonly count: number | null;
}

export interface CadCounts {
  readonly counts: readonly CadCount[];
  /** `inconclusive` while a count is missing: no evidence is not a pass. */
  readonly verdict: 'pass' | 'fail' | 'inconclusive';
  readonly sentence: string;
}

/** The counts that must agree: parts of the manifest, their distinct keys, mesh nodes of the GLB, parts that the viewer draws. */
export function cadCounts(manifest: Manifest, viewer: ViewerState): CadCounts {
  const keys = new Set(manifest.parts.map((part) => part.partKey));
  const ready = viewer.kind === 'ready' ? viewer : null;
  const drawn = ready ? new Set(ready.partKeys) : null;
  const counts: CadCount[] = [
    { label: 'Manifest', count: manifest.parts.length },
    { label: 'Unique keys', count: keys.size },
    { label: 'GLB nodes', count: ready?.meshNodes ?? null },
    { label: 'Viewer', count: drawn?.size ?? null },
  ];
  if (!drawn) return { counts, verdict: 'inconclusive', sentence: 'The model is not shown, so nothing is counted' };
  const missing = [...keys].filter((key) => !drawn.has(key)).length;
  const foreign = [...drawn].filter((key) => !keys.has(key)).length;
  const equal = counts.every((each) => each.count === manifest.parts.length);
  if (equal && missing === 0 && foreign === 0) return { counts, verdict: 'pass', sentence: 'All keys unique' };
  return { counts, verdict: 'fail', sentence: failure(manifest.parts.length - keys.size, missing, foreign) };
}

function failure(repeated: number, missing: number, foreign: number): string {
  const found = [
    repeated > 0 ? `${repeated} repeated` : '',
    missing > 0 ? `${missing} missing in the model` : '',
    foreign > 0 ? `${foreign} unknown to the manifest` : '',
  ].filter(Boolean);
  return found.length > 0 ? found.join(', ') : 'The counts differ';
}
