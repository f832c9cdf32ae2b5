import type { Provenance } from '../../../shared/domain/media.ts';

export interface VerifiedPicture {
  readonly width: number;
  readonly height: number;
  /** SHA-256 over the decoded pixels: equal pictures have equal hashes, whatever their file says besides. */
  readonly pixelHash: string;
}

export interface PublishedPicture extends VerifiedPicture {
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
}

/** What the runtime asks of electron/media. */
export interface PictureServices {
  /**
   * Decodes the whole picture and demands its size and more than one colour.
   * @throws AppError media.undecodable, blender.output_missing, blender.output_truncated, blender.output_wrong_size,
   * blender.output_uniform
   */
  verify(path: string, expected: { width: number; height: number }): Promise<VerifiedPicture>;
  /**
   * Writes `source` to `target` in `format`, without time stamps and with its provenance, so that equal pictures
   * become equal files. By temporary name and rename.
   */
  publish(request: {
    source: string;
    target: string;
    format: string;
    provenance: Provenance;
    width: number;
    height: number;
  }): Promise<PublishedPicture>;
  /** Several pictures as one PNG: beside each other (`sheet`), or over each other by their alpha (`over`, equal sizes). */
  compose(request: {
    sources: readonly string[];
    target: string;
    mode: 'sheet' | 'over';
    /** Of a sheet; 0 = as square as it can be. */
    columns: number;
    /** Pixels between and around the pictures of a sheet. */
    gap: number;
    /** #rrggbb, or `transparent`. */
    background: string;
  }): Promise<PublishedPicture>;
  /** A smaller PNG that fits into the box; never larger than the source. */
  resize(request: { source: string; target: string; width: number; height: number }): Promise<PublishedPicture>;
}
