import { untrack } from 'svelte';
import { NEW_DRAFT_PREFIX } from '../../../shared/domain/draft.ts';
import { call } from '../../api/client.ts';
import { useResource } from '../../api/resource.svelte.ts';
import type { CanvasTarget } from '../canvas.ts';
import type { WorkflowEditor } from '../document/workflowEditor.ts';
import { deliveredKind, targetOutputType, targetProduct } from './defaultTarget.ts';

interface Choice {
  readonly product: string | null;
  readonly outputType: string | null;
}

const nothingChosen: Choice = { product: null, outputType: null };

const keyOf = (draftId: string): string => `hartomat.canvas.target.${draftId}`;

function readChoice(draftId: string): Choice {
  try {
    const value = JSON.parse(localStorage.getItem(keyOf(draftId)) ?? 'null') as Partial<Choice> | null;
    return { product: value?.product ?? null, outputType: value?.outputType ?? null };
  } catch {
    // Written by something else: as if nothing had been chosen.
    return nothingChosen;
  }
}

/** What this workflow is tried on, as it was chosen for it last. Call it while a component initialises. */
export function createTarget(editor: WorkflowEditor): CanvasTarget {
  const allProducts = useResource(() => call('products:list', undefined), { on: { 'products:changed': true } });
  const allTypes = useResource(() => call('outputTypes:list', undefined));
  let choice = $state.raw(readChoice(editor.origin.draftId));

  const products = $derived((allProducts.data ?? []).filter(({ cadFileId }) => cadFileId !== null));
  const family = $derived(editor.config.family);
  const outputTypes = $derived((allTypes.data ?? []).filter((type) => type.active && type.family === family));
  const kind = $derived(deliveredKind(editor.config, editor.catalogue));
  const product = $derived(targetProduct(products, choice.product));
  const outputType = $derived(
    targetOutputType(outputTypes, { remembered: choice.outputType, workflowId: editor.origin.workflowId, kind }),
  );

  function remember(): void {
    localStorage.setItem(keyOf(editor.origin.draftId), JSON.stringify(choice));
  }

  function choose(next: Partial<Choice>): void {
    choice = { ...choice, ...next };
    remember();
  }

  /** Saved for the first time, or as a copy: what was chosen goes along, and nobody asks for an id that is gone. */
  let draftId = editor.origin.draftId;
  $effect(() => {
    const now = editor.origin.draftId;
    if (now === draftId) return;
    if (draftId.startsWith(NEW_DRAFT_PREFIX)) localStorage.removeItem(keyOf(draftId));
    draftId = now;
    untrack(remember);
  });

  return {
    get products() {
      return products;
    },
    get outputTypes() {
      return outputTypes;
    },
    get product() {
      return product;
    },
    get outputType() {
      return outputType;
    },
    chooseProduct: (id) => choose({ product: id }),
    chooseOutputType: (id) => choose({ outputType: id }),
  };
}
