import { devicePixelRatio } from 'svelte/reactivity/window';
import type { CompareMode } from './compareMode.ts';
import { clampFrame } from './filmTime.ts';
import {
  type Box,
  clampView,
  fitView,
  panBy,
  type PictureView,
  type Point,
  type Size,
  viewOfBox,
  viewOfWindow,
  zoomAt,
} from './pictureView.ts';

const nothing: Size = { width: 0, height: 0 };

/** What the panes, the strip and the keys of the compare viewer share: how the pair is laid out and where it is looked at. */
export class CompareViewer {
  chosenMode = $state<CompareMode>('sideBySide');
  heat = $state(false);
  /** 0..1: left of it the control, right of it the candidate. */
  wipe = $state(0.5);
  /** Key of the part that is rung and spoken of; null = none. */
  part = $state<string | null>(null);
  /** Counted from 1. */
  frame = $state(1);
  frames = $state(1);
  /** Of one pane: side by side, both are equally large. */
  pane = $state.raw<Size>(nothing);
  /** What a file says of itself goes before what was recorded of it. */
  natural = $state.raw<{ readonly control: Size | null; readonly candidate: Size | null }>({
    control: null,
    candidate: null,
  });
  recorded = $state.raw<Size | null>(null);
  /** null = the whole picture, whatever the size of the pane. */
  private moved = $state.raw<PictureView | null>(null);

  readonly picture = $derived<Size>(this.natural.control ?? this.natural.candidate ?? this.recorded ?? nothing);
  readonly deviceScale = $derived(devicePixelRatio.current ?? 1);
  readonly view = $derived<PictureView>(
    this.moved ? clampView(this.moved, this.picture, this.pane) : fitView(this.picture, this.pane),
  );
  readonly isFit = $derived(this.moved === null);
  /** Pixels of the screen per pixel of the picture; 1 = exact. */
  readonly zoom = $derived(this.view.scale * this.deviceScale);

  setNatural(side: 'control' | 'candidate', size: Size): void {
    this.natural = { ...this.natural, [side]: size };
  }

  setFrame(frame: number): void {
    this.frame = clampFrame(frame, this.frames);
  }

  fit(): void {
    this.moved = null;
  }

  /** One pixel of the picture on one of the screen. */
  actualSize(at: Point = this.middle()): void {
    this.moved = zoomAt(this.view, 1 / this.deviceScale, at, this.picture, this.pane);
  }

  zoomBy(factor: number, at: Point = this.middle()): void {
    this.moved = zoomAt(this.view, this.view.scale * factor, at, this.picture, this.pane);
  }

  pan(by: Point): void {
    this.moved = panBy(this.view, by, this.picture, this.pane);
  }

  showWindow(at: Point, size: number): void {
    this.moved = viewOfWindow(at, size, this.picture, this.pane);
  }

  showBox(box: Box): void {
    this.moved = viewOfBox(box, this.picture, this.pane);
  }

  private middle(): Point {
    return { x: this.pane.width / 2, y: this.pane.height / 2 };
  }
}
