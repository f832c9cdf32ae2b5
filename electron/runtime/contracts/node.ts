import type { z } from 'zod';
import type { NodeContract, NodeDefinition, NodePort } from '../../../shared/domain/nodeDefinition.ts';
import type { Manifest } from '../../../shared/domain/cad.ts';
import type { BoundingBox } from '../../../shared/domain/geometry.ts';
import type { Material, MaterialRule } from '../../../shared/domain/material.ts';
import type { Provenance } from '../../../shared/domain/media.ts';
import type { ArtifactKind, InvocationProfile, RendererSettings } from '../../../shared/domain/outputType.ts';
import type { PortType } from '../../../shared/domain/portType.ts';
import type { PictureServices } from './pictureServices.ts';
import type { ArtifactFile, PortData, PortValue } from './portValues.ts';
import type { RenderJob, RenderServices, ResolvedTemplate } from './renderServices.ts';

/**
 * What a node may read of the thing that the run is about. A definition names the facets that it reads; the engine puts
 * them into the key under which the node's outputs are kept, and gives the node nothing else.
 */
export interface SubjectFacets {
  readonly product: { readonly name: string; readonly articleNumber: string };
  /** The material map. */
  readonly rules: readonly MaterialRule[];
  readonly cad: { readonly fileName: string; readonly sha256: string; readonly glbSha256: string };
  readonly profile: InvocationProfile;
  /** `device` is what `auto` means on this machine. Without limits, as they decide nothing of the picture. */
  readonly renderer: Omit<RendererSettings, 'wallSeconds' | 'silenceSeconds'>;
  readonly outputType: { readonly code: string; readonly artifactKind: ArtifactKind; readonly format: string };
  /** Hashes of all materials and of all templates that nodes can ask for by name. */
  readonly library: { readonly materials: string; readonly templates: string };
  /** The workflow as a whole: for what writes it into a file. */
  readonly workflow: { readonly id: string; readonly name: string; readonly revision: number; readonly sha256: string };
}
export type SubjectFacet = keyof SubjectFacets;

/** The CAD side of what a node can ask for. Paths are absolute; results lie in the folder that the node names. */
export interface CadServices {
  /** The kept STEP file of the run's CAD file. @throws AppError `product.no_cad`, `file.missing` */
  step(): Promise<{ path: string; fileName: string; sha256: string; bytes: number }>;
  /** The manifest as it was imported. */
  manifest(): Promise<{ path: string; sha256: string; bytes: number; manifest: Manifest }>;
  /** The model as it was imported. */
  glb(): Promise<{ path: string; sha256: string; bytes: number }>;
  /** Reads a STEP file again. @throws AppError `cad.*` */
  importStep(
    stepPath: string,
    folder: string,
    signal: AbortSignal,
    onProgress: (fraction: number, message: string) => void,
  ): Promise<{ manifestPath: string; glbPath: string; manifest: Manifest }>;
  /** Any GLB in the data folder, by its hash in the artifact store. @throws AppError `file.missing` */
  storedGlb(sha256: string): Promise<{ path: string; sha256: string; bytes: number }>;
  readManifest(path: string): Promise<Manifest>;
  /** Counted in the bytes of the GLB. @throws AppError `cad.model_damaged` */
  countGlb(path: string): Promise<{ meshNodes: number; triangles: number; partKeys: readonly string[] }>;
  /** Of the geometry in the GLB, in the product's Z-up frame. */
  boundingBox(glbPath: string): Promise<BoundingBox>;
  /** Binary STL, millimetres, Z up. */
  writeStl(glbPath: string, target: string): Promise<{ path: string; triangles: number }>;
}

/** Turns what was made into the file that is delivered, provenance in it. */
export interface DeliveryServices {
  writePicture: PictureServices['publish'];
  /** Copies a video with its provenance; pictures are not encoded again. */
  writeVideo(request: {
    source: string;
    target: string;
    format: 'mp4' | 'webm' | 'gif';
    provenance: Provenance;
  }): Promise<{ path: string; sha256: string; bytes: number }>;
  /** Copies a file as it is. */
  copy(source: string, target: string): Promise<{ path: string; sha256: string; bytes: number }>;
}

/** Everything that a node can ask for. It never touches the database, the file system or a process by itself. */
export interface NodeServices {
  readonly render: RenderServices;
  readonly pictures: PictureServices;
  readonly cad: CadServices;
  readonly deliveries: DeliveryServices;
  readonly templates: {
    /** @throws AppError `template.unknown`, `template.missing_file` */
    resolve(id: string): ResolvedTemplate;
  };
  readonly materials: {
    known(): readonly Material[];
    /** A plastic in this linear colour. */
    ofColour(color: readonly [number, number, number, number]): Material;
  };
  /** Describes a file in the node's folder as an artifact: hashes and measures it. */
  file(name: string, path: string): Promise<ArtifactFile>;
  /** A path inside the node's folder; `name` has no separators. */
  path(name: string): string;
  /** Writes text into the node's folder, whole or not at all. */
  writeText(name: string, text: string): Promise<string>;
}

export interface NodeContext<S = unknown> {
  readonly node: { readonly id: string; readonly type: string; readonly label: string };
  /** Parsed, with defaults filled in. */
  readonly settings: S;
  /** Only the facets that the definition names in `reads`. */
  readonly subject: Partial<SubjectFacets>;
  readonly services: NodeServices;
  /** Folder, runtime, limits, cancellation and voice of a Blender job of this node. */
  readonly job: RenderJob;
  /** The value at an input, or null when nothing is connected. Required inputs are never null. */
  input<T extends PortType>(port: string, ...types: T[]): PortValue<T> | null;
  /** All values at a `multiple` input, in the order of the edges. */
  inputs<T extends PortType>(port: string, ...types: T[]): PortValue<T>[];
  /** What goes into a file that this node writes for delivery. */
  provenance(made: NonNullable<PortData<'image'>['made']> | null): Provenance;
  readonly signal: AbortSignal;
  log(level: 'debug' | 'info' | 'warn' | 'error', text: string): void;
  /** 0..1 of this node. */
  progress(fraction: number, message: string): void;
}

export type NodeOutputs = Readonly<Record<string, PortValue>>;

/** Makes the outputs. Pure as seen from outside: same settings, inputs and facets give the same outputs. */
export type ExecuteNode<S = unknown> = (context: NodeContext<S>) => Promise<NodeOutputs>;

/** What an authoritative run does with the outputs of a node that has an effect. Observers never get this far. */
export interface NodeEffects {
  /** Exactly one primary media asset per order line, and what goes with it. */
  publish(asset: PortValue<'asset'>): Promise<{ mediaAssetId: string }>;
  notify(message: string | null): Promise<void>;
  setThumbnail(image: PortValue<'image'>): Promise<void>;
}

/** Done for every authoritative run, also when the outputs were reused. */
export type PerformEffect<S = unknown> = (
  context: Pick<NodeContext<S>, 'node' | 'settings' | 'input' | 'log'>,
  outputs: NodeOutputs,
  effects: NodeEffects,
) => Promise<void>;

/** A node type as its folder states it. */
export interface NodeSpec<S extends z.ZodObject = z.ZodObject> {
  readonly type: string;
  /** Counts up when equal settings and inputs no longer give equal outputs, or when settings change their meaning. */
  readonly version: number;
  readonly label: string;
  readonly description: string;
  readonly category: NodeDefinition['category'];
  readonly families: NodeDefinition['families'];
  readonly inputs: readonly NodePort[];
  readonly outputs: readonly NodePort[];
  /** Every field has a default and a `.meta({ title, description, 'x-group', 'x-widget', 'x-unit' })`. */
  readonly settings: S;
  readonly contract: Pick<NodeContract, 'publishes' | 'artifactKind' | 'effect'>;
  readonly resource: NodeDefinition['resource'];
  readonly reads: readonly SubjectFacet[];
  /** null = can be run; else why not, for people. */
  readonly disabled: string | null;
}

/** What the registry holds of a type. */
export interface RegisteredNode {
  readonly spec: NodeSpec;
  /** The same for every reader outside the main process. */
  readonly definition: NodeDefinition;
  readonly execute: ExecuteNode | null;
  readonly effect: PerformEffect | null;
}

export interface NodeRegistry {
  /** Sorted by category, then label. */
  list(): readonly RegisteredNode[];
  get(type: string): RegisteredNode | null;
}
