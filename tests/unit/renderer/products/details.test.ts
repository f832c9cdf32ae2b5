import { describe, expect, it } from 'vitest';
import { cadCounts } from '../../../../renderer/products/details/cadCounts.ts';
import { unitName } from '../../../../renderer/products/details/unitName.ts';
import { findProducts, sortProducts } from '../../../../renderer/products/list/sortProducts.ts';
import { estimateSeconds } from '../../../../renderer/products/order/estimateSeconds.ts';
import { PartLooks } from '../../../../renderer/products/partLooks.ts';
import type { ViewerState } from '../../../../renderer/products/viewer/viewerState.ts';
import type { Manifest } from '../../../../shared/domain/cad.ts';
import { materialSchema } from '../../../../shared/domain/material.ts';
import type { ProductSummary } from '../../../../shared/domain/product.ts';
import type { RunSummary } from '../../../../shared/domain/run.ts';
import { part } from './builders.ts';

describe('CAD parity on the product page', () => {
  const manifest = { parts: [part('a'), part('b')] } as unknown as Manifest;
  const shows = (partKeys: string[], meshNodes = partKeys.length): ViewerState => ({
    kind: 'ready',
    meshNodes,
    partKeys,
    sizes: new Map(),
    triangles: 0,
  });

  it('passes when manifest, keys, nodes and viewer say the same', () => {
    const parity = cadCounts(manifest, shows(['k-a', 'k-b']));
    expect(parity.counts.map((each) => each.count)).toEqual([2, 2, 2, 2]);
    expect(parity).toMatchObject({ verdict: 'pass', sentence: 'All keys unique' });
  });

  it.each([
    ['a part is missing', ['k-a'], 1, '1 missing in the model'],
    ['a part is unknown', ['k-a', 'k-c'], 2, '1 missing in the model, 1 unknown to the manifest'],
    ['a node has no key', ['k-a', 'k-b'], 3, 'The counts differ'],
    ['two nodes share a key', ['k-a', 'k-b', 'k-b'], 3, 'The counts differ'],
  ])('fails when %s, and says so', (_, keys, nodes, sentence) => {
    expect(cadCounts(manifest, shows(keys, nodes))).toMatchObject({ verdict: 'fail', sentence });
  });

  it('fails when the manifest repeats a key', () => {
    const twins = { parts: [part('a'), part('a')] } as unknown as Manifest;
    expect(cadCounts(twins, shows(['k-a', 'k-a'])).sentence).toBe('1 repeated');
  });

  it('is inconclusive without a picture: no evidence is never a pass', () => {
    const parity = cadCounts(manifest, { kind: 'unavailable' });
    expect(parity.verdict).toBe('inconclusive');
    expect(parity.counts.map((each) => each.count)).toEqual([2, 2, null, null]);
  });
});

describe('how parts look', () => {
  const brass = materialSchema.parse({
    id: 'brass',
    name: 'Brass',
    category: 'metal',
    baseColor: '#f2ddaa',
    metallic: 1,
    roughness: 0.25,
  });
  const parts = new Map(
    [part('a', { color: [1, 0, 0, 1] }), part('b', { color: [1, 0, 0, 1] }), part('c')].map((each) => [
      each.partKey,
      each,
    ]),
  );

  it('in materials: the assigned one, the default where none is; a common swatch only where all agree', () => {
    const looks = new PartLooks('materials', parts, { 'k-a': 'brass', 'k-b': 'brass' }, [brass]);
    expect(looks.lookOf('k-a')).toEqual({ kind: 'material', material: brass });
    expect(looks.lookOf('k-c')).toMatchObject({ kind: 'material', material: { id: 'default_grey' } });
    expect(looks.summaryOf(['k-a', 'k-b'])).toEqual({ color: '#f2ddaa', metallic: 1, name: 'Brass' });
    expect(looks.summaryOf(['k-a', 'k-c'])).toBe(null);
    expect(looks.summaryOf(['k-c'])).toBe(null);
  });

  it('in CAD colours: those of the file', () => {
    const looks = new PartLooks('cad', parts, {}, [brass]);
    expect(looks.lookOf('k-a')).toEqual({ kind: 'cad' });
    expect(looks.summaryOf(['k-a', 'k-b'])?.color).toBe('#ff0000');
    expect(looks.summaryOf(['k-c'])).toBe(null);
  });
});

describe('the unit of a CAD file in words', () => {
  it.each([
    [0.001, 'millimetre'],
    [0.0254, 'inch'],
    [1, 'metre'],
    [0.0123, '0.0123 m'],
  ])('%f m is %s', (metres, name) => expect(unitName(metres)).toBe(name));
});

describe('the list of products', () => {
  const product = (name: string, more: Partial<ProductSummary>): ProductSummary => ({
    ...{ id: name, name, articleNumber: '', category: '', cadFileId: 'c', parts: 0, unmatchedParts: 0, mediaCount: 0 },
    ...{ thumbnailUrl: null, isSample: false, createdAt: '', updatedAt: '' },
    ...more,
  });
  const list = [
    product('Bearing 10', { parts: 3, articleNumber: 'BRG-7', category: 'Bearings' }),
    product('bearing 2', { parts: 3, category: 'Bearings' }),
    product('Cover', { parts: 9, category: 'Housings' }),
  ];
  const names = (products: ProductSummary[]): string[] => products.map((each) => each.name);

  it('sorts names as people count, and equals by name', () => {
    expect(names(sortProducts(list, 'name', 'ascending'))).toEqual(['bearing 2', 'Bearing 10', 'Cover']);
    expect(names(sortProducts(list, 'parts', 'descending'))).toEqual(['Cover', 'bearing 2', 'Bearing 10']);
  });

  it('finds by name, article number and category', () => {
    expect(names(findProducts(list, 'bear brg'))).toEqual(['Bearing 10']);
    expect(names(findProducts(list, 'housings'))).toEqual(['Cover']);
    expect(names(findProducts(list, ''))).toHaveLength(3);
  });
});

describe('how long an order will take', () => {
  const run = (productId: string, outputTypeId: string, seconds: number, hour: number): RunSummary =>
    ({
      productId,
      outputTypeId,
      startedAt: new Date(Date.UTC(2026, 0, 1, hour)).toISOString(),
      endedAt: new Date(Date.UTC(2026, 0, 1, hour, 0, seconds)).toISOString(),
    }) as RunSummary;

  it('is the median of the product itself, and of all where it has no history', () => {
    const history = [run('p', 't', 10, 1), run('p', 't', 30, 2), run('p', 't', 20, 3), run('q', 't', 500, 4)];
    expect(estimateSeconds(history, 'p', 't')).toEqual({ seconds: 20, runs: 3 });
    expect(estimateSeconds(history, 'new', 't')).toEqual({ seconds: 30, runs: 4 });
    expect(estimateSeconds(history, 'p', 'other')).toBe(null);
  });

  it('looks at the latest five only', () => {
    const history = [1, 2, 3, 4, 5, 6, 7].map((hour) => run('p', 't', hour < 3 ? 999 : hour, hour));
    expect(estimateSeconds(history, 'p', 't')).toEqual({ seconds: 5, runs: 5 });
  });
});
