import type { RenderRequest } from '../runtime/contracts/renderBackend.ts';

const ORDER: Record<RenderRequest['priority'], number> = { high: 0, normal: 1, low: 2 };

/** Waiting work: by priority, and in the order of arrival among equals. */
export class RenderQueue<Entry extends { readonly request: Pick<RenderRequest, 'priority'> }> {
  private entries: Entry[] = [];

  get size(): number {
    return this.entries.length;
  }

  add(entry: Entry): void {
    const rank = ORDER[entry.request.priority];
    const at = this.entries.findIndex((other) => ORDER[other.request.priority] > rank);
    if (at < 0) this.entries.push(entry);
    else this.entries.splice(at, 0, entry);
  }

  next(): Entry | undefined {
    return this.entries.shift();
  }

  /** False when it is not waiting (any more). */
  remove(entry: Entry): boolean {
    const at = this.entries.indexOf(entry);
    if (at >= 0) this.entries.splice(at, 1);
    return at >= 0;
  }
}
