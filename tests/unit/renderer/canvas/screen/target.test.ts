import { describe, expect, it } from 'vitest';
import { deliveredKind, targetOutputType, targetProduct } from '../../../../../renderer/canvas/screen/defaultTarget.ts';
import type { ProductSummary } from '../../../../../shared/domain/product.ts';
import { presetConfig } from '../../../../../shared/graph/presetConfig.ts';
import { graphCatalogue } from '../../../../support/graphCatalogue.ts';
import { aWorkflow } from '../../../../support/graphs.ts';
import { tinyBlend, tinyOutputType, tinyTurntable } from '../../../../support/tinyOutputType.ts';

const product = (id: string, isSample = false): ProductSummary => ({
  ...{ id, name: id, articleNumber: '', category: '', cadFileId: `${id}-cad`, parts: 3, unmatchedParts: 0 },
  ...{ mediaCount: 0, thumbnailUrl: null, isSample, createdAt: '', updatedAt: '' },
});

const types = [tinyBlend, tinyOutputType, { ...tinyOutputType, id: 'bound', workflowId: 'w' }, tinyTurntable];
const nothing = { remembered: null, workflowId: null, kind: null } as const;

describe('what a workflow delivers', () => {
  it('is what its first publisher makes', () => {
    expect(deliveredKind(presetConfig('still'), graphCatalogue())).toBe('still_image');
    expect(deliveredKind(presetConfig('turntable'), graphCatalogue())).toBe('turntable_video');
  });

  it('is not known of an empty one', () => {
    expect(deliveredKind(aWorkflow([]), graphCatalogue())).toBeNull();
  });
});

describe('the product that a workflow is tried on', () => {
  const list = [product('a'), product('sample', true), product('b')];

  it('is the one that was chosen for it last', () => {
    expect(targetProduct(list, 'b')?.id).toBe('b');
  });

  it('is the sample when none was chosen, or when that one is gone', () => {
    expect(targetProduct(list, null)?.id).toBe('sample');
    expect(targetProduct(list, 'gone')?.id).toBe('sample');
  });

  it('is the first where the sample was removed, and none where there are none', () => {
    expect(targetProduct([product('a'), product('b')], null)?.id).toBe('a');
    expect(targetProduct([], 'a')).toBeNull();
  });
});

describe('the output type that a workflow is tried on', () => {
  it('is the first that promises what the workflow delivers', () => {
    expect(targetOutputType(types, { ...nothing, kind: 'turntable_video' })?.id).toBe(tinyTurntable.id);
    expect(targetOutputType(types, { ...nothing, kind: 'still_image' })?.id).toBe(tinyOutputType.id);
  });

  it('is rather one that is bound to this very workflow', () => {
    expect(targetOutputType(types, { ...nothing, kind: 'still_image', workflowId: 'w' })?.id).toBe('bound');
  });

  it('is what was chosen, whether it fits or not: checks tell', () => {
    const wanted = { remembered: tinyBlend.id, workflowId: 'w', kind: 'still_image' } as const;
    expect(targetOutputType(types, wanted)?.id).toBe(tinyBlend.id);
  });

  it('is the first one while nothing is delivered yet, and none where none is active', () => {
    expect(targetOutputType(types, nothing)?.id).toBe(tinyBlend.id);
    expect(targetOutputType([], nothing)).toBeNull();
  });
});
