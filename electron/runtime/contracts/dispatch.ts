import type { BlenderRuntime } from '../../../shared/domain/blenderRuntime.ts';
import type { Material } from '../../../shared/domain/material.ts';
import type { Provenance } from '../../../shared/domain/media.ts';
import type { OutputType } from '../../../shared/domain/outputType.ts';
import type { CoreFields, RunLogLine, RunStep } from '../../../shared/domain/run.ts';
import type { RenderTemplate } from '../../../shared/domain/template.ts';
import type { PictureServices, PublishedPicture } from './pictureServices.ts';
import type { RenderBackend } from './renderBackend.ts';

/** Now. Passed in, so that tests own the time. */
export type Clock = () => Date;

/** Everything that one dispatch works on, gathered and checked before it starts. Plain data, never changed. */
export interface DispatchOrder {
  readonly runId: string;
  readonly runNumber: string;
  readonly orderLineId: string;
  readonly orderLineNumber: string;
  readonly priority: 'low' | 'normal' | 'high';
  readonly product: { readonly id: string; readonly name: string; readonly articleNumber: string };
  /** `glbPath` is absolute; `partKeys` are all parts of the manifest. */
  readonly cad: {
    readonly sha256: string;
    readonly glbPath: string;
    readonly glbSha256: string;
    readonly partKeys: readonly string[];
  };
  /** As it was when the line was ordered, overrides applied. */
  readonly outputType: OutputType;
  readonly template: { readonly value: RenderTemplate; readonly sha256: string; readonly blendPath: string | null };
  /** Only the materials in use. */
  readonly materials: readonly Material[];
  /** partKey -> material id, every part. */
  readonly assignments: Readonly<Record<string, string>>;
  readonly runtime: BlenderRuntime;
  readonly device: 'auto' | 'cpu' | 'gpu';
  /** 0 = automatic. */
  readonly threads: number;
  /** Absolute; belongs to this run alone. */
  readonly folder: string;
  /** Seconds that earlier runs of this output type took, or null. */
  readonly expectedSeconds: number | null;
  readonly applicationVersion: string;
}

/** What is delivered: one file, its hashes and where it came from. */
export interface Delivery {
  readonly picture: PublishedPicture;
  readonly fileName: string;
  readonly provenance: Provenance;
}

/** Tells what goes on. Persisting, logging and broadcasting is the business of whoever implements it. */
export interface RunReporter {
  step(step: RunStep): void;
  log(level: RunLogLine['level'], source: string, text: string): void;
  /** `fraction` over the whole run; `previewFile` is absolute and inside the run's folder. */
  progress(progress: {
    step: string;
    fraction: number;
    etaSeconds: number | null;
    message: string;
    previewFile: string | null;
  }): void;
  core(fields: Partial<CoreFields>): void;
}

/** The one who turns a verified file into a media asset of the product. */
export interface Publisher {
  /**
   * The media asset that this order line has already, when the application ended between publishing and delivering,
   * and what is known of how it was made.
   */
  published(order: DispatchOrder): { mediaAssetId: string; core: Partial<CoreFields> } | null;
  /** Exactly one media asset per order line: a second call answers the first one's. */
  publish(order: DispatchOrder, delivery: Delivery): Promise<{ mediaAssetId: string; path: string }>;
}

export interface Notifier {
  delivered(order: DispatchOrder, mediaAssetId: string): void;
}

/** The tools of an authoritative dispatch. */
export interface DispatchContext {
  readonly backend: RenderBackend;
  readonly pictures: PictureServices;
  readonly publisher: Publisher;
  readonly notifier: Notifier;
  readonly reporter: RunReporter;
  readonly clock: Clock;
  /** Waits, or rejects with app.cancelled when the signal fires. Passed in, so that tests do not wait. */
  readonly pause: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  readonly signal: AbortSignal;
}

export interface DispatchOutcome {
  readonly mediaAssetId: string;
}

/** One way to turn an order line into its output. Rejects with AppError; then nothing was delivered. */
export interface Dispatcher {
  readonly mode: CoreFields['mode'];
  readonly steps: readonly { readonly key: string; readonly label: string }[];
  dispatch(order: DispatchOrder, context: DispatchContext): Promise<DispatchOutcome>;
}
