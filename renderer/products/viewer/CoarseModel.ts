import { type BufferGeometry, Group, type Material, Vector3 } from 'three';
import { addDrawGroups } from './addDrawGroups.ts';
import { coarsenGeometry } from './coarsenGeometry.ts';
import type { DrawGroup } from './drawGroups.ts';
import type { LoadedModel } from './loadModel.ts';

/** Details smaller than this share of the model's diagonal are not seen while it turns. */
const CELL_SHARE = 1 / 240;
/** A smaller model is quick enough as it is. */
const FROM_TRIANGLES = 40_000;

/**
 * A light stand-in for the model while the camera moves and graphics are computed in software. Built when it is first
 * needed; geometries are kept as long as the model, groups until its looks change.
 */
export class CoarseModel {
  readonly group = new Group();
  readonly #geometries = new Map<BufferGeometry, BufferGeometry>();
  #built = false;

  /** Shows the stand-in of these groups; false = the model is light enough. */
  show(model: LoadedModel, groups: readonly DrawGroup[], materialOf: (look: string) => Material): boolean {
    if (model.triangles < FROM_TRIANGLES) return false;
    if (!this.#built) {
      const cell = model.box.getSize(new Vector3()).length() * CELL_SHARE;
      const coarse = groups.map((group) => ({ ...group, geometry: this.#coarsen(group.geometry, cell) }));
      addDrawGroups(this.group, coarse, materialOf);
      this.#built = true;
    }
    this.group.visible = true;
    return true;
  }

  hide(): void {
    this.group.visible = false;
  }

  /** The looks have changed: the next `show` builds the groups anew. */
  forgetGroups(): void {
    this.#built = false;
    this.hide();
  }

  /** The model has changed, or all ends. */
  clear(): void {
    this.forgetGroups();
    addDrawGroups(this.group, [], () => {
      throw new Error('Nothing is drawn.');
    });
    for (const [fine, coarse] of this.#geometries) if (coarse !== fine) coarse.dispose();
    this.#geometries.clear();
  }

  #coarsen(geometry: BufferGeometry, cell: number): BufferGeometry {
    let coarse = this.#geometries.get(geometry);
    if (!coarse) {
      coarse = coarsenGeometry(geometry, cell);
      this.#geometries.set(geometry, coarse);
    }
    return coarse;
  }
}
