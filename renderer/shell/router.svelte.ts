import { hrefOf, parseRoute, type Route } from './parseRoute.ts';

/** The place shown in the window and how to go to another. The browser's history keeps the way back. */
class Router {
  route = $state.raw<Route>(parseRoute(''));

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

  back(): void {
    history.back();
  }
}

export const router = new Router();
