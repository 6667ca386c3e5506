/** Browsers record WebM as they go and don't write how long it became; players then show no length. */

const ids = { ebml: 0x1a45dfa3, segment: 0x18538067, info: 0x1549a966, scale: 0x2ad7b1, duration: 0x4489 };
const headBytes = 4096;

interface Element {
  id: number;
  /** Where its content begins and ends; an unknown size ends with the bytes. */
  from: number;
  to: number;
}

/** The film with its length in the header; as it was when it has one, or isn't such a recording. */
export async function withDuration(film: Blob, durationMs: number): Promise<Blob> {
  const head = new Uint8Array(await film.slice(0, headBytes).arrayBuffer());
  const info = findInfo(head);
  if (!info) return film;
  const told = childrenOf(head, info);
  if (told.some(({ id }) => id === ids.duration)) return film;
  const scale = told.find(({ id }) => id === ids.scale);
  const tickNs = scale ? numberOf(head, scale) : 1_000_000;
  const written = new Uint8Array([0x44, 0x89, 0x88, ...float64((durationMs * 1e6) / tickNs)]);
  const size = sizeOf(info.to - info.from + written.length);
  const sizeAt = info.from - info.sizeBytes;
  return new Blob([head.slice(0, sizeAt), size, written, film.slice(info.from)], { type: film.type });
}

/** What the segment tells of itself, unless other places of the file are counted in bytes from its beginning. */
function findInfo(head: Uint8Array): (Element & { sizeBytes: number }) | null {
  const ebml = elementAt(head, 0);
  if (ebml?.id !== ids.ebml) return null;
  const segment = elementAt(head, ebml.to);
  if (segment?.id !== ids.segment || segment.isKnown) return null;
  const info = elementAt(head, segment.from);
  return info?.id === ids.info && info.isKnown && info.to <= head.length ? info : null;
}

function childrenOf(bytes: Uint8Array, parent: Element): Element[] {
  const found: Element[] = [];
  for (let at = parent.from; at < parent.to; ) {
    const child = elementAt(bytes, at);
    if (!child) break;
    found.push(child);
    at = child.to;
  }
  return found;
}

function elementAt(bytes: Uint8Array, at: number): (Element & { sizeBytes: number; isKnown: boolean }) | null {
  const idBytes = lengthOf(bytes[at]);
  const sizeBytes = lengthOf(bytes[at + idBytes]);
  const from = at + idBytes + sizeBytes;
  if (idBytes === 0 || sizeBytes === 0 || from > bytes.length) return null;
  const id = unsigned(bytes.subarray(at, at + idBytes));
  const size = unsigned(bytes.subarray(at + idBytes, from)) - 2 ** (7 * sizeBytes);
  const isKnown = size < 2 ** (7 * sizeBytes) - 1;
  return { id, from, to: isKnown ? from + size : bytes.length, sizeBytes, isKnown };
}

/** EBML numbers tell by their leading zeros how many bytes they have; 0: there is none. */
function lengthOf(first: number | undefined): number {
  return first ? Math.clz32(first) - 23 : 0;
}

function numberOf(bytes: Uint8Array, { from, to }: Element): number {
  return unsigned(bytes.subarray(from, to));
}

function unsigned(bytes: Uint8Array): number {
  return bytes.reduce((sum, byte) => sum * 256 + byte, 0);
}

function float64(value: number): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setFloat64(0, value);
  return bytes;
}

function sizeOf(value: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, 2n ** 56n + BigInt(value));
  return bytes;
}
