/** Gives ids of the form `n1`, `n2`… that none of the entries has, the lowest first; never the same one twice. */
export function freeIds(prefix: string, entries: readonly { readonly id: string }[] = []): () => string {
  const taken = new Set(entries.map(({ id }) => id));
  let number = 0;
  return () => {
    do number += 1;
    while (taken.has(`${prefix}${number}`));
    return `${prefix}${number}`;
  };
}
