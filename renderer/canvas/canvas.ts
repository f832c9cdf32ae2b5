import { createContext } from 'svelte';
import type { Material } from '../../shared/domain/material.ts';
import type { NodeDefinition } from '../../shared/domain/nodeDefinition.ts';
import type { OutputType } from '../../shared/domain/outputType.ts';
import type { Preview, PreviewProgress, PreviewQuality } from '../../shared/domain/preview.ts';
import type { ProductSummary } from '../../shared/domain/product.ts';
import type { RenderTime } from '../../shared/domain/renderTime.ts';
import type { RunDetail, RunLogLine, RunStep, RunSummary, StepOutput, StepState } from '../../shared/domain/run.ts';
import type { RenderTemplate } from '../../shared/domain/template.ts';
import type { PlannedNode, WorkflowCheck, WorkflowProblem } from '../../shared/domain/workflowProblem.ts';
import type { ErrorValue } from '../../shared/errors/appError.ts';
import type { OpenEnd } from './document/openEnd.ts';
import type { Selection } from './document/selection.ts';
import type { WorkflowEditor } from './document/workflowEditor.ts';

/*
 * What the parts of the canvas screen share. CanvasScreen.svelte makes one of each and provides them together; every part
 * reads `useCanvas()` and nothing of its neighbours. All properties are reactive.
 */

interface Point {
  readonly x: number;
  readonly y: number;
}

/** What the workflow is tried on: preflight, dry run, preview and dispatch need a product and an output type. */
export interface CanvasTarget {
  readonly products: readonly ProductSummary[];
  /** Active ones of the workflow's family. */
  readonly outputTypes: readonly OutputType[];
  /** null = there is none, or none was chosen. */
  readonly product: ProductSummary | null;
  readonly outputType: OutputType | null;
  chooseProduct(id: string): void;
  chooseOutputType(id: string): void;
}

/** What a run or a preview says of one node. */
export interface NodeState {
  readonly from: 'run' | 'preview';
  readonly state: StepState;
  /** Why it ran, was reused or was skipped, in words. */
  readonly why: string;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  /** 0..1; null = not known, or not running. */
  readonly fraction: number | null;
  readonly etaSeconds: number | null;
  readonly error: ErrorValue | null;
  readonly outputs: readonly StepOutput[];
}

/** The run whose state the nodes show. */
export interface RunOverlay {
  /** Of this workflow, newest first. */
  readonly runs: readonly RunSummary[];
  readonly run: RunDetail | null;
  /** When that was ordered, or when somebody chose to see it if that is later; null = none is shown. */
  readonly since: string | null;
  readonly log: readonly RunLogLine[];
  /** How far a node is that runs in it, 0..1; null = not known. */
  fractionOf(nodeId: string): number | null;
  /** Milliseconds since 1970, ticking while something runs. */
  readonly now: number;
  /** null = none is shown. */
  choose(runId: string | null): void;
}

/** What a preview said of a node, and when that preview began. */
export interface PreviewedStep {
  readonly step: RunStep;
  readonly startedAt: string;
}

export interface Previews {
  /** The latest; null = none since the canvas was opened. */
  readonly current: Preview | null;
  readonly progress: PreviewProgress | null;
  /** What the latest logged. */
  readonly log: readonly RunLogLine[];
  /** How far a node is that runs in it; null = not known. */
  progressOf(nodeId: string): PreviewProgress | null;
  /** The latest that has ended well at this node. */
  of(nodeId: string): Preview | null;
  /** What the latest says of this node or, when that is nothing, what the node gave last. */
  stepOf(nodeId: string): PreviewedStep | null;
  /** Why a preview cannot be started at this node; null = it can. */
  reasonAgainst(nodeId: string): string | null;
  start(nodeId: string, quality: PreviewQuality): Promise<void>;
  cancel(): Promise<void>;
}

/** Answers of the main process about the document as it was when it was asked. */
export interface CanvasChecks {
  readonly busy: 'preflight' | 'dryRun' | null;
  /** null = not asked yet. */
  readonly last: WorkflowCheck | null;
  /** The document, the product or the output type is another one by now. */
  readonly stale: boolean;
  /** What is found while editing and, unless it is stale, what the last check found beyond that. Errors first. */
  readonly problems: readonly WorkflowProblem[];
  readonly planOf: (nodeId: string) => PlannedNode | null;
  /** Why the workflow cannot be dispatched now, with the remedy: `Fix 1 problem first`; null = it can. */
  readonly dispatchReason: string | null;
  preflight(): Promise<void>;
  dryRun(): Promise<void>;
}

/** The picture of the graph, once it is on the screen. Lengths are those of the document, unless named `client`. */
export interface CanvasView {
  readonly zoom: number;
  fit(): void;
  /** What is selected, or everything when nothing is. */
  fitSelection(): void;
  /** Brings it into sight without zooming out further than needed. */
  reveal(nodeId: string): void;
  zoomTo(zoom: number): void;
  /** Fits everything when nothing of it is in sight. */
  findAgain(): void;
  /** Where the pointer is, or the middle of what is seen. */
  pointer(): Point;
  toClient(point: Point): Point;
  toDocument(client: Point): Point;
  /** The wire or port that quick-add was opened from keeps its line on the screen until it closes. */
  focus(): void;
}

/** Where quick-add is open: at a place of the document, for an open end, or to be put on a wire. */
export interface QuickAddRequest {
  readonly at: Point;
  readonly from: OpenEnd | null;
  readonly onEdge: string | null;
}

/** A note, or a frame with its title. */
export interface Writing {
  readonly kind: 'note' | 'frame';
  readonly id: string;
}

export type BottomTab = 'problems' | 'timeline' | 'log' | 'history';
export type InspectorTab = 'settings' | 'result' | 'log' | 'note';

/** What is open beside and over the canvas. */
export interface CanvasUi {
  quickAdd: QuickAddRequest | null;
  bottomTab: BottomTab;
  bottomOpen: boolean;
  inspectorTab: InspectorTab;
  minimap: boolean;
  find: boolean;
  /** The outline takes the place of the drawing for who cannot use it; both show the same document. */
  outline: boolean;
  /** A setting that the inspector brings into sight and focuses, then sets back to null. */
  focusField: { readonly nodeId: string; readonly field: string } | null;
  /** What is being written in, on the drawing or in a dialog of the outline; null = nothing. */
  writing: Writing | null;
  /** The problem that was gone to last, by its `problemKey`; null = none. */
  problem: string | null;
  /** A revision that is laid over the document to see what differs; null = none. */
  compareRevision: number | null;
}

/**
 * Nodes on their way, as text. Copies go to the clipboard of the system, which a page may read only when the keys of paste
 * are pressed: a menu pastes what was copied in this window.
 */
export interface CanvasClipboard {
  /** What was copied or cut last in this window, of whatever workflow; null = nothing yet. */
  readonly copied: string | null;
  /** What is selected, as text, which is the last that was copied from now on. */
  take(): string;
  /** @param at where its upper left corner comes, in the document; null = beside what it was copied from */
  paste(text: string, at: Point | null): void;
}

/** What settings are chosen from. */
export interface CanvasLibrary {
  readonly materials: readonly Material[];
  readonly templates: readonly RenderTemplate[];
}

export interface Canvas {
  readonly editor: WorkflowEditor;
  readonly target: CanvasTarget;
  readonly overlay: RunOverlay;
  readonly previews: Previews;
  readonly checks: CanvasChecks;
  readonly library: CanvasLibrary;
  /** What rendering has taken here, by node type and engine. */
  readonly renderTimes: readonly RenderTime[];
  readonly clipboard: CanvasClipboard;
  readonly ui: CanvasUi;
  /** Inert until the drawing is on the screen. */
  readonly view: CanvasView;
  /** The preview's word, or the chosen run's; whichever is newer. null = neither knows the node. */
  readonly stateOf: (nodeId: string) => NodeState | null;
  /** Node types of the workflow's family, sorted for a palette; and how many are hidden because they are of the other. */
  readonly palette: { readonly definitions: readonly NodeDefinition[]; readonly hidden: number };
  /** Selects a node, brings it into sight, and focuses a setting when one is named. */
  goTo(place: { nodeId: string; field?: string | null }): void;
  /** Why a selection cannot be what it is asked to be is told in a toast that takes nothing away. */
  refuse(reason: string): void;
  /** Adds a note, opened for writing. */
  addNote(at: Point): void;
  /** Adds a frame around what is selected, its title opened for writing. */
  addFrame(): void;
  selectAll(): Selection;
}

const [useCanvas, provideCanvas] = createContext<Canvas>();
export { provideCanvas, useCanvas };
