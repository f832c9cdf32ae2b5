/** The media:// addresses that the window may ask for. electron/services/mediaResolver.ts finds the files behind them. */
export const mediaUrls = {
  asset: (mediaAssetId: string): string => `media://asset/${encodeURIComponent(mediaAssetId)}`,
  thumbnail: (mediaAssetId: string): string => `media://thumbnail/${encodeURIComponent(mediaAssetId)}`,
  /** The GLB of a CAD file. */
  model: (cadFileId: string): string => `media://model/${encodeURIComponent(cadFileId)}`,
  /** What a run delivered. */
  run: (runId: string): string => `media://run/${encodeURIComponent(runId)}`,
  /** What the observer of a shadow run made, and where it differs from what was delivered. */
  candidate: (runId: string): string => `media://candidate/${encodeURIComponent(runId)}`,
  heatMap: (runId: string): string => `media://heatmap/${encodeURIComponent(runId)}`,
  /** A preliminary picture; `file` is relative to the folder of the run, forward slashes. */
  preview: (runId: string, file: string): string =>
    `media://preview/${encodeURIComponent(runId)}/${file.split('/').map(encodeURIComponent).join('/')}`,
};
