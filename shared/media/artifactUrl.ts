/** The media:// address of a kept file of a node's output. `extension` without the dot. */
export function artifactUrl(file: { readonly sha256: string; readonly extension: string }): string {
  return `media://artifact/${file.sha256}.${encodeURIComponent(file.extension)}`;
}
