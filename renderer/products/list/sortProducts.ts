import type { ProductSummary } from '../../../shared/domain/product.ts';

export type ProductSortKey = 'name' | 'articleNumber' | 'category' | 'parts' | 'unmatched' | 'media' | 'updated';

const byText = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

const COMPARE: Readonly<Record<ProductSortKey, (a: ProductSummary, b: ProductSummary) => number>> = {
  name: (a, b) => byText.compare(a.name, b.name),
  articleNumber: (a, b) => byText.compare(a.articleNumber, b.articleNumber),
  category: (a, b) => byText.compare(a.category, b.category),
  parts: (a, b) => a.parts - b.parts,
  unmatched: (a, b) => a.unmatchedParts - b.unmatchedParts,
  media: (a, b) => a.mediaCount - b.mediaCount,
  updated: (a, b) => a.updatedAt.localeCompare(b.updatedAt),
};

/** A new list in the order asked for; equal products by name. */
export function sortProducts(
  products: readonly ProductSummary[],
  key: ProductSortKey,
  direction: 'ascending' | 'descending',
): ProductSummary[] {
  const sign = direction === 'ascending' ? 1 : -1;
  return [...products].sort((a, b) => sign * COMPARE[key](a, b) || COMPARE.name(a, b));
}

/** Products whose name, article number or category holds every word, in any order and case. */
export function findProducts(products: readonly ProductSummary[], query: string): ProductSummary[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return products.filter((product) => {
    const text = [product.name, product.articleNumber, product.category].join('\n').toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
