/** Where the window is. One entry of the history each; the address is the hash, `#/products/<id>`. */
export type Route =
  | { readonly name: 'workflows' }
  /** The canvas: id of a workflow, or of a draft that was never saved. */
  | { readonly name: 'workflow'; readonly id: string }
  | { readonly name: 'runs' }
  | { readonly name: 'history' }
  | { readonly name: 'run'; readonly id: string }
  /** Control and candidate of a shadow run. */
  | { readonly name: 'compare'; readonly id: string }
  | { readonly name: 'products' }
  | { readonly name: 'product'; readonly id: string }
  | { readonly name: 'media' }
  | { readonly name: 'outputTypes' }
  | { readonly name: 'golden' }
  | { readonly name: 'notices' }
  | { readonly name: 'settings' }
  | { readonly name: 'notFound'; readonly path: string };

export type RouteName = Route['name'];

const plain: Record<string, Route> = {
  '': { name: 'workflows' },
  workflows: { name: 'workflows' },
  runs: { name: 'runs' },
  history: { name: 'history' },
  products: { name: 'products' },
  media: { name: 'media' },
  'output-types': { name: 'outputTypes' },
  golden: { name: 'golden' },
  notices: { name: 'notices' },
  settings: { name: 'settings' },
};

/** Reads a hash or a path: `#/runs/<id>`, `/runs/<id>` and `runs/<id>` are the same place. Never throws. */
export function parseRoute(address: string): Route {
  const path = address.replace(/^#?\/?/, '').replace(/\/+$/, '');
  const known = Object.hasOwn(plain, path) ? plain[path] : undefined;
  if (known) return known;
  const [place, encodedId, ...rest] = path.split('/');
  const id = encodedId ? decode(encodedId) : null;
  if (id && place === 'runs' && rest.length === 1 && rest[0] === 'compare') return { name: 'compare', id };
  if (rest.length > 0) return { name: 'notFound', path };
  if (id && place === 'workflows') return { name: 'workflow', id };
  if (id && place === 'runs') return { name: 'run', id };
  if (id && place === 'products') return { name: 'product', id };
  return { name: 'notFound', path };
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

/** `products/<id>` -> `#/products/<id>`, for links. */
export function hrefOf(path: string): string {
  return `#/${path}`;
}
