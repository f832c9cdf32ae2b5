interface KeptFile {
  readonly sha256: string;
  /** Without the dot. */
  readonly extension: string;
  readonly url?: string | null | undefined;
}

/** The media:// address of a kept file of a node's output. */
export function artifactUrl(file: KeptFile): string {
  return file.url ?? `media://artifact/${file.sha256}.${encodeURIComponent(file.extension)}`;
}
