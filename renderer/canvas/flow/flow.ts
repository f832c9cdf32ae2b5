import { createContext } from 'svelte';
import type { WorkflowProblem } from '../../../shared/domain/workflowProblem.ts';
import type { OpenEnd } from '../document/openEnd.ts';
import type { Camera } from './camera.svelte.ts';
import type { PlacedDocument } from './placeDocument.ts';
import type { Point } from '../geometry/rectangle.ts';

/** How a port stands to the wire that is being drawn: takes it, does not, or there is none. */
export type PortState = 'idle' | 'fits' | 'dim';

/** What the parts of the drawing share. All properties are reactive. */
export interface Flow {
  readonly camera: Camera;
  readonly placed: PlacedDocument;
  /** The end that a wire is being drawn from; null = none is. */
  readonly openEnd: OpenEnd | null;
  portState(end: OpenEnd): PortState;
  problemsOf(nodeId: string): readonly WorkflowProblem[];
  /** The wire under the pointer, and where that is (pixels of the drawing). */
  hovered: { readonly wire: string; readonly at: Point } | null;
  /** The wire that a node which is being moved or dragged in would be inserted into. */
  readonly landing: string | null;
}

const [useFlow, provideFlow] = createContext<Flow>();
export { provideFlow, useFlow };
