import type { ErrorValue } from '../../../shared/errors/appError.ts';
import type { BlenderRuntime } from '../../../shared/domain/blenderRuntime.ts';
import type { Material, MaterialRule } from '../../../shared/domain/material.ts';
import type { Provenance } from '../../../shared/domain/media.ts';
import type { ArtifactKind, OutputType } from '../../../shared/domain/outputType.ts';
import type { CoreFields, Executor, RunLogLine, RunStep } from '../../../shared/domain/run.ts';
import type { RunWorkflow } from './runWorkflow.ts';
import type { CadServices, DeliveryServices } from './node.ts';
import type { PictureServices } from './pictureServices.ts';
import type { RenderServices, ResolvedTemplate } from './renderServices.ts';

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
  /** Paths are absolute; `partKeys` are all parts of the manifest. */
  readonly cad: {
    readonly fileName: string;
    readonly sha256: string;
    readonly glbPath: string;
    readonly manifestPath: string;
    /** The kept STEP file; null = only its products were kept. */
    readonly stepPath: string | null;
    readonly glbSha256: string;
    readonly partKeys: readonly string[];
  };
  /** As it was when the line was ordered, overrides applied. */
  readonly outputType: OutputType;
  /** The material map of the product, for whoever resolves it by other rules than `assignments`. */
  readonly rules: readonly MaterialRule[];
  readonly template: ResolvedTemplate;
  /** Only the materials in use. */
  readonly materials: readonly Material[];
  /** partKey -> material id, every part. */
  readonly assignments: Readonly<Record<string, string>>;
  /** Hashes of all materials and of all templates that nodes can ask for by name. */
  readonly library: { readonly materials: string; readonly templates: string };
  readonly runtime: BlenderRuntime;
  readonly device: 'auto' | 'cpu' | 'gpu';
  /** 0 = automatic. */
  readonly threads: number;
  /** Absolute; belongs to this run alone. */
  readonly folder: string;
  /** Seconds that earlier runs of this output type took, or null. */
  readonly expectedSeconds: number | null;
  readonly applicationVersion: string;
  /** What the graph runs; null = there is none, or only legacy is concerned. */
  readonly workflow: RunWorkflow | null;
  /** fresh: the graph reuses no outputs of earlier runs. */
  readonly reuse: 'allowed' | 'fresh';
}

/** A file as people get it. What does not apply to its kind is null. */
export interface DeliveredFile {
  /** Absolute, in the run's folder. */
  readonly path: string;
  /** Without the dot. */
  readonly extension: string;
  readonly kind: ArtifactKind;
  /** The name that people see. */
  readonly fileName: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly width: number | null;
  readonly height: number | null;
  readonly pixelHash: string | null;
  readonly frames: number | null;
  readonly fps: number | null;
}

/** What is delivered: one file, where it came from, and what goes with it. */
export interface Delivery {
  readonly file: DeliveredFile;
  /** null = a format that cannot carry it. */
  readonly provenance: Provenance | null;
  /** A picture to make the thumbnail from; absolute. null = there is none. */
  readonly previewPath: string | null;
  readonly attachments: readonly DeliveredFile[];
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
  /** Once per order line, whichever of its runs tells; `message` null = the usual words. */
  delivered(order: DispatchOrder, mediaAssetId: string, message: string | null): void;
}

/** The tools of an authoritative dispatch by the fixed pipeline. */
export interface DispatchContext {
  readonly render: RenderServices;
  readonly pictures: PictureServices;
  readonly deliveries: DeliveryServices;
  readonly cad: CadServices;
  readonly publisher: Publisher;
  readonly notifier: Notifier;
  readonly reporter: RunReporter;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

export interface DispatchOutcome {
  readonly mediaAssetId: string;
  /** What really delivered. */
  readonly executor: Executor;
  /** Why the graph did not deliver although it should have; null = no fallback. */
  readonly fallback: ErrorValue | null;
}

/** The fixed pipeline. Rejects with AppError; then nothing was delivered. */
export interface LegacyDispatcher {
  dispatch(order: DispatchOrder, context: DispatchContext): Promise<Pick<DispatchOutcome, 'mediaAssetId'>>;
}
