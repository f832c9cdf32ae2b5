import type { WorkflowProblem } from '../../../shared/domain/workflowProblem.ts';
import type { Status } from '../../ui/status.ts';
import type { Canvas } from '../canvas.ts';
import type { OpenEnd } from '../document/openEnd.ts';
import { Camera } from './camera.svelte.ts';
import { fittingPortKeys, portKey } from './fittingPortKeys.ts';
import type { Flow, PortState } from './flow.ts';
import { createFlowItems, type FlowNode, type Shift, type WireEdge } from './flowItems.ts';
import { moreCards } from './moreCards.ts';
import { drawnArea, mostCards, nearby, type Nearby, onlyMade } from './nearby.ts';
import { nodeLook } from './nodeLook.ts';
import { picturedNodes } from './picturedNodes.ts';
import { placeDocument, type PlacedDocument, type PlacedNode, titleOf } from './placeDocument.ts';
import { problemsByNode } from './problemsByNode.ts';
import { boundsOf, type Point, type Rectangle } from '../geometry/rectangle.ts';
import { noStatuses, type StatusTable, statusTable } from './statusTable.ts';

const nothing: ReadonlySet<string> = new Set();
const noProblems: readonly WorkflowProblem[] = [];
/** Cards that are made in one frame: with more of them a frame would be seen to wait. */
const CARDS_A_FRAME = 8;

/** What is on the screen: the document by its places, the part of it that is drawn, and what the pointer does to it. */
export class FlowDrawing implements Flow {
  readonly camera: Camera;
  readonly #canvas: Canvas;

  /** A drag that has not ended. */
  shift = $state.raw<Shift | null>(null);
  /** The box that is being drawn around what shall be selected, in the document. */
  box = $state.raw<Rectangle | null>(null);
  openEnd = $state.raw<OpenEnd | null>(null);
  landing = $state.raw<string | null>(null);
  hovered = $state.raw<{ wire: string; at: Point } | null>(null);
  /** Where the pointer was last, in pixels of the drawing; null = it is elsewhere. */
  pointer: Point | null = null;

  #placedBefore: PlacedDocument | null = null;
  readonly placed: PlacedDocument = $derived.by(() => this.#place());
  /** Of all that there is; null = the document is empty. */
  readonly bounds: Rectangle | null = $derived.by(() => {
    const { nodes, frames, notes } = this.placed;
    return boundsOf([...nodes.values(), ...frames.values(), ...notes.values()]);
  });

  #areaBefore: Rectangle = { x: 0, y: 0, width: 0, height: 0 };
  readonly #area: Rectangle = $derived.by(() => this.#drawnArea());
  /** Grows frame by frame towards what is near. */
  #made = $state.raw<ReadonlySet<string>>(nothing);
  /** The same ones during all of a drag: what is near is not looked for at every step of it. */
  readonly #taken: ReadonlySet<string> = $derived(this.shift?.nodes ?? nothing);
  readonly #near: Nearby = $derived.by(() => {
    const taken = this.#taken;
    return nearby(this.placed, this.#area, (id) => taken.has(id));
  });
  readonly #wanted: readonly PlacedNode[] = $derived(
    this.#near.nodes.filter(({ isEnd }) => !isEnd).map(({ placed }) => placed),
  );
  /** Whether cards are on their way: until they are there, the overview stands in. */
  readonly isFilling: boolean = $derived(this.#wanted.some(({ id }) => !this.#made.has(id)));
  #shownBefore: { placed: PlacedDocument; near: Nearby } | null = null;
  readonly #shown: Nearby = $derived.by(() => this.#cardsOf());

  readonly #items = createFlowItems();
  readonly nodes: FlowNode[] = $derived.by(() =>
    this.#items.nodes({ near: this.#shown, selection: this.#canvas.editor.selection, shift: this.shift }),
  );
  readonly edges: WireEdge[] = $derived.by(() =>
    this.#items.edges({ near: this.#shown, selection: this.#canvas.editor.selection }, (id) => this.#titleOf(id)),
  );

  readonly #fitting: ReadonlySet<string> = $derived.by(() => {
    const { config, catalogue } = this.#canvas.editor;
    return this.openEnd === null ? nothing : fittingPortKeys(config, catalogue, this.openEnd, this.#wanted);
  });
  readonly #problems = $derived.by(() => problemsByNode(this.#canvas.checks.problems));
  #statusesBefore = noStatuses;
  /** Another table when a status has become another one. */
  readonly statuses: StatusTable = $derived.by(() => this.#statuses());
  #picturedBefore = nothing;
  readonly #pictured: ReadonlySet<string> = $derived.by(() => {
    const { editor, stateOf } = this.#canvas;
    const ids = editor.config.nodes.map(({ id }) => id);
    this.#picturedBefore = picturedNodes(ids, (id) => stateOf(id)?.outputs ?? [], this.#picturedBefore);
    return this.#picturedBefore;
  });

  constructor(canvas: Canvas) {
    this.#canvas = canvas;
    this.camera = new Camera((viewport) => canvas.editor.setViewport({ ...viewport }));
  }

  portState(end: OpenEnd): PortState {
    const from = this.openEnd;
    if (from === null || portKey(from) === portKey(end)) return 'idle';
    return this.#fitting.has(portKey(end)) ? 'fits' : 'dim';
  }

  problemsOf(nodeId: string): readonly WorkflowProblem[] {
    return this.#problems.get(nodeId) ?? noProblems;
  }

  /** Makes some of the cards that are missing. Answers whether all are there then. */
  fill(): boolean {
    this.#made = moreCards(this.#wanted, this.#made, this.#area, CARDS_A_FRAME);
    return !this.isFilling;
  }

  /** While the view moves no card is made and none goes: what comes into sight meanwhile is painted. */
  #cardsOf(): Nearby {
    const { placed } = this;
    const before = this.#shownBefore;
    if (before?.placed === placed && this.camera.moving) return before.near;
    const near = this.isFilling ? onlyMade(placed, this.#near, this.#made) : this.#near;
    this.#shownBefore = { placed, near };
    return near;
  }

  #place(): PlacedDocument {
    const { config, catalogue } = this.#canvas.editor;
    this.#placedBefore = placeDocument(config, { catalogue, pictured: this.#pictured }, this.#placedBefore);
    return this.#placedBefore;
  }

  /** While the overview is shown the cards stay as they are: who zooms in again finds most of them. */
  #drawnArea(): Rectangle {
    const before = this.#areaBefore;
    if (this.camera.level === 'overview') return before;
    const isSmall = this.bounds !== null && this.placed.nodes.size <= mostCards;
    const { x, y, width, height } = isSmall ? this.bounds : drawnArea(this.camera.seen);
    const isSame = x === before.x && y === before.y && width === before.width && height === before.height;
    if (!isSame) this.#areaBefore = { x, y, width, height };
    return this.#areaBefore;
  }

  #statuses(): StatusTable {
    const { editor, stateOf, checks, overlay } = this.#canvas;
    const { run } = overlay;
    const statusOf = (id: string): Status =>
      nodeLook({ problems: this.problemsOf(id), state: stateOf(id), plan: checks.planOf(id), run }).status;
    const ids = editor.config.nodes.map(({ id }) => id);
    this.#statusesBefore = statusTable(ids, statusOf, this.#statusesBefore);
    return this.#statusesBefore;
  }

  #titleOf(id: string): string {
    const node = this.placed.nodes.get(id);
    return node ? titleOf(node) : id;
  }
}
