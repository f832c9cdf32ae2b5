import { describe, expect, it } from 'vitest';
import { hrefOf, parseRoute } from '../../../renderer/shell/parseRoute.ts';

describe('the address of a place', () => {
  it.each([
    ['', { name: 'workflows' }],
    ['#/', { name: 'workflows' }],
    ['#/runs', { name: 'runs' }],
    ['#/runs/', { name: 'runs' }],
    ['runs/r-12', { name: 'run', id: 'r-12' }],
    ['#/runs/r-12/compare', { name: 'compare', id: 'r-12' }],
    ['#/workflows', { name: 'workflows' }],
    ['#/workflows/preset-still', { name: 'workflow', id: 'preset-still' }],
    ['workflows/new-7', { name: 'workflow', id: 'new-7' }],
    ['#/history', { name: 'history' }],
    ['/products', { name: 'products' }],
    ['#/products/p%2F1', { name: 'product', id: 'p/1' }],
    ['#/media', { name: 'media' }],
    ['#/output-types', { name: 'outputTypes' }],
    ['#/golden', { name: 'golden' }],
    ['#/notices', { name: 'notices' }],
    ['#/settings', { name: 'settings' }],
  ])('%j leads to %j', (address, route) => {
    expect(parseRoute(address)).toEqual(route);
  });

  it.each([
    '#/nowhere',
    '#/runs/1/2',
    '#/runs//compare',
    '#/runs/1/compare/2',
    '#/workflows/1/2',
    '#/products/%E0%A4%A',
    '#/settings/x',
    '#/toString',
    '#/__proto__',
  ])('%j is nowhere, and says so instead of failing', (address) => {
    expect(parseRoute(address)).toMatchObject({ name: 'notFound' });
  });

  it('is the way back from a link', () => {
    expect(parseRoute(hrefOf('products/p1'))).toEqual({ name: 'product', id: 'p1' });
  });
});
