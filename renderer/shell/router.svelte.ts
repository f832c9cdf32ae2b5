import { hrefOf, parseRoute, type Route } from './parseRoute.ts';

/** The place shown in the window and how to go to another. The browser's history keeps the way back. */
class Router {
  route = $state.raw<Route>(parseRoute(''));
  /** The route whose screen was there already under another address. */
  renamed: Route | null = null;

  /** Follows the address from now on; returns how to stop. */
  start(): () => void {
    const follow = (): void => {
      this.route = parseRoute(location.hash);
    };
    follow();
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }

  /** @param path `products`, `products/<id>`, `runs/<id>`, `settings`... */
  go(path: string): void {
    location.hash = hrefOf(path);
  }

  /** What is on the screen is called something else from now on. It stays as it is, and so does the way back. */
  rename(path: string): void {
    history.replaceState(history.state, '', hrefOf(path));
    this.renamed = parseRoute(path);
    this.route = this.renamed;
  }

  back(): void {
    history.back();
  }
}

export const router = new Router();
