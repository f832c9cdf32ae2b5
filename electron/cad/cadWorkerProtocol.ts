import type { CadImportProgress, CadInspection, Manifest } from '../../shared/domain/cad.ts';
import type { ErrorValue } from '../../shared/errors/appError.ts';
import type { TessellationSettings } from './tessellation.ts';

/** What the importer sends to its worker thread. One import at a time. */
export interface CadImportJob {
  readonly id: number;
  readonly stepPath: string;
  /** An empty folder; the worker writes `model.glb` and `manifest.json` into it. */
  readonly folder: string;
  readonly tessellation: TessellationSettings;
  /** Larger files are refused with `cad.too_large`. */
  readonly sizeLimitBytes: number;
}

/** What comes back: any number of `progress`, then one `done` or `failed`. After `failed` the thread must be ended. */
export type CadWorkerMessage =
  | { readonly type: 'progress'; readonly id: number; readonly progress: CadImportProgress }
  | { readonly type: 'done'; readonly id: number; readonly manifest: Manifest; readonly inspection: CadInspection }
  | { readonly type: 'failed'; readonly id: number; readonly error: ErrorValue };

export const glbFileName = 'model.glb';
export const manifestFileName = 'manifest.json';
