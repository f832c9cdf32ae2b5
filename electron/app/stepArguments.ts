import { existsSync } from 'node:fs';
import { isAbsolute, resolve } from 'node:path';

/**
 * The STEP files among command-line arguments (a file manager opens a file that way), as absolute paths that exist.
 * `folders` = where a relative path may start, the likeliest first: npm runs a command in the package's folder, not in
 * the one where the user typed it.
 */
export function stepArguments(args: readonly string[], folders: readonly string[]): string[] {
  const named = args.filter((arg) => !arg.startsWith('-') && /\.(step|stp|p21)$/i.test(arg));
  return named.flatMap((arg) => {
    const places = isAbsolute(arg) ? [arg] : folders.map((folder) => resolve(folder, arg));
    return places.find((place) => existsSync(place)) ?? [];
  });
}
