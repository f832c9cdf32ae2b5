/** Elements of EBML (RFC 8794), the grammar of Matroska and WebM. */

export interface EbmlHead {
  /** With its marker bits, as the specifications print it. */
  readonly id: number;
  readonly headBytes: number;
  /** Of what is in it; null = not known when it was written. */
  readonly size: number | null;
}

/** Longest id and longest size. */
export const MOST_HEAD_BYTES = 12;

/** The element that begins at `at`; null = the bytes are none, or there are too few of them. */
export function readEbmlHead(bytes: Buffer, at: number): EbmlHead | null {
  const idBytes = lengthOf(bytes[at]);
  const sizeAt = at + idBytes;
  const sizeBytes = lengthOf(bytes[sizeAt]);
  if (idBytes === 0 || idBytes > 4 || sizeBytes === 0 || sizeAt + sizeBytes > bytes.length) return null;
  const id = bytes.readUIntBE(at, idBytes);
  const field = BigInt(`0x${bytes.toString('hex', sizeAt, sizeAt + sizeBytes)}`);
  const mask = (1n << BigInt(7 * sizeBytes)) - 1n;
  const size = (field & mask) === mask ? null : Number(field & mask);
  return { id, headBytes: idBytes + sizeBytes, size };
}

/** How many bytes a number takes, by the leading zeros of its first; 0 = it is none. */
function lengthOf(first: number | undefined): number {
  return first ? Math.clz32(first) - 23 : 0;
}

/** A size in eight bytes. */
export function ebmlSize(size: number): Buffer {
  const field = Buffer.alloc(8);
  field.writeBigUInt64BE((1n << 56n) | BigInt(size), 0);
  return field;
}

export function ebmlElement(id: number, ...content: readonly Buffer[]): Buffer {
  const hex = id.toString(16);
  const data = Buffer.concat(content);
  return Buffer.concat([
    Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex'),
    ebmlSize(data.length),
    data,
  ]);
}

/** Everything directly inside these bytes, as far as it is well formed. */
export function readEbmlChildren(bytes: Buffer): { id: number; data: Buffer }[] {
  const children: { id: number; data: Buffer }[] = [];
  let at = 0;
  for (;;) {
    const head = readEbmlHead(bytes, at);
    if (!head || head.size === null || at + head.headBytes + head.size > bytes.length) return children;
    const start = at + head.headBytes;
    children.push({ id: head.id, data: bytes.subarray(start, start + head.size) });
    at = start + head.size;
  }
}
