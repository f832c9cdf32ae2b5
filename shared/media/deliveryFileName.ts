/** ASCII, lower case, safe on every file system. */
function slug(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[^\x20-\x7e]/g, '')
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '')
    .toLowerCase()
    .slice(0, 80);
}

/** `<article or product>_<output type>.<format>`: what a delivered file is called where people see it. */
export function deliveryFileName(order: {
  readonly product: { readonly name: string; readonly articleNumber: string };
  readonly outputType: { readonly code: string; readonly format: string };
}): string {
  const product = slug(order.product.articleNumber) || slug(order.product.name) || 'product';
  return `${product}_${order.outputType.code}.${order.outputType.format}`;
}
