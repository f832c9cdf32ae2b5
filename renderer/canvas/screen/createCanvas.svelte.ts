import { toast } from 'svelte-sonner';
import type { QueueStatus } from '../../../shared/ipc/contract.ts';
import { call } from '../../api/client.ts';
import { useResource } from '../../api/resource.svelte.ts';
import type { Canvas, CanvasUi, CanvasView, NodeState } from '../canvas.ts';
import { addFrame as newFrame } from '../document/edits/addFrame.ts';
import { addNote as newNote } from '../document/edits/addNote.ts';
import { lookUp } from '../document/graphLookup.ts';
import { selectionOf } from '../document/selection.ts';
import type { WorkflowEditor } from '../document/workflowEditor.ts';
import type { Point } from '../geometry/rectangle.ts';
import { createClipboard, type RefusedPaste } from './createClipboard.svelte.ts';
import { createTarget } from './createTarget.svelte.ts';
import { createChecks } from './run/createChecks.svelte.ts';
import { createOverlay } from './run/createOverlay.svelte.ts';
import { createPreviews } from './run/createPreviews.svelte.ts';
import { nodeStateOf } from './run/nodeStateOf.ts';

interface Parts {
  readonly editor: WorkflowEditor;
  readonly ui: CanvasUi;
  readonly view: CanvasView;
  /** Some of what was to be pasted is of the other family. */
  readonly onforeign: (refused: RefusedPaste) => void;
  /** null = not known yet. */
  readonly blender: () => QueueStatus['blender'] | null;
}

/** Everything that the parts of the canvas share. Call it while a component initialises. */
export function createCanvas({ editor, ui, view, onforeign, blender }: Parts): Canvas {
  const materials = useResource(() => call('materials:list', undefined));
  const templates = useResource(() => call('templates:list', undefined), { on: { 'templates:changed': true } });
  const renderTimes = useResource(() => call('nodes:renderTimes', undefined), {
    on: {
      'runs:changed': ({ run }) => run.endedAt !== null,
      'previews:changed': ({ preview }) => preview.endedAt !== null,
    },
  });
  const target = createTarget(editor);
  const checks = createChecks(editor, target, blender);
  const previews = createPreviews(editor, target, blender);
  const overlay = createOverlay(editor, () => previews.current !== null && previews.current.endedAt === null);
  const refuse = (reason: string): void => void toast.warning(reason);
  const clipboard = createClipboard(editor, { refuse, onforeign });
  const family = $derived(editor.config.family);
  const definitions = $derived(editor.catalogue.list().filter(({ families }) => families.includes(family)));

  function stateOf(nodeId: string): NodeState | null {
    const { run, since } = overlay;
    const preview = previews.stepOf(nodeId);
    // Most of the time neither is there, and a large workflow asks for each of its nodes.
    const node = run === null && preview === null ? null : lookUp(editor.config).node(nodeId);
    if (node === null) return null;
    const ofRun = { fraction: overlay.fractionOf(nodeId), etaSeconds: null };
    return nodeStateOf(node, { run, since, preview, progress: { run: ofRun, preview: previews.progressOf(nodeId) } });
  }

  function goTo({ nodeId, field = null }: { nodeId: string; field?: string | null }): void {
    editor.select(selectionOf({ nodes: [nodeId] }));
    view.reveal(nodeId);
    ui.inspectorTab = 'settings';
    ui.focusField = field === null ? null : { nodeId, field };
  }

  function addNote(at: Point): void {
    const { edit, id } = newNote(editor.config, { at });
    editor.apply(edit);
    ui.writing = { kind: 'note', id };
  }

  function addFrame(): void {
    const { config, selection, catalogue } = editor;
    const { edit, id } = newFrame(config, { around: selection, catalogue });
    editor.apply(edit);
    ui.writing = { kind: 'frame', id };
  }

  return {
    editor,
    target,
    overlay,
    previews,
    checks,
    ui,
    view,
    clipboard,
    library: {
      get materials() {
        return materials.data ?? [];
      },
      get templates() {
        return templates.data ?? [];
      },
    },
    get renderTimes() {
      return renderTimes.data ?? [];
    },
    stateOf,
    palette: {
      get definitions() {
        return definitions;
      },
      get hidden() {
        return editor.catalogue.list().length - definitions.length;
      },
    },
    goTo,
    refuse,
    addNote,
    addFrame,
    selectAll() {
      const { nodes, edges, frames = [], notes = [] } = editor.config;
      const ids = (items: readonly { id: string }[]): string[] => items.map(({ id }) => id);
      const all = selectionOf({ nodes: ids(nodes), edges: ids(edges), frames: ids(frames), notes: ids(notes) });
      editor.select(all);
      return all;
    },
  };
}
