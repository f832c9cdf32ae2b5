import type { CanvasView } from '../canvas.ts';

/** The view before and after the drawing is on the screen: until then it does nothing, and nobody has to ask. */
export class CanvasViewSlot implements CanvasView {
  #view = $state.raw<CanvasView | null>(null);

  fill(view: CanvasView | null): void {
    this.#view = view;
  }

  get zoom(): number {
    return this.#view?.zoom ?? 1;
  }

  fit(): void {
    this.#view?.fit();
  }

  fitSelection(): void {
    this.#view?.fitSelection();
  }

  reveal(nodeId: string): void {
    this.#view?.reveal(nodeId);
  }

  zoomTo(zoom: number): void {
    this.#view?.zoomTo(zoom);
  }

  findAgain(): void {
    this.#view?.findAgain();
  }

  pointer(): { x: number; y: number } {
    return this.#view?.pointer() ?? { x: 0, y: 0 };
  }

  toClient(point: { x: number; y: number }): { x: number; y: number } {
    return this.#view?.toClient(point) ?? point;
  }

  toDocument(client: { x: number; y: number }): { x: number; y: number } {
    return this.#view?.toDocument(client) ?? client;
  }

  focus(): void {
    this.#view?.focus();
  }
}
