import type { Transform } from 'node:stream';

/** A stream of zlib's. */
export type Decoder = Transform & {
  /** Bytes of its input that it has made something of. */
  readonly bytesWritten: number;
};

/** A content coding (RFC 9110 §8.4.1) that can be undone here. */
export type ContentCoding = {
  readonly name: string;
  /**
   * Bytes that a decoder may come to need for what it may have to refer back to, where that is much.
   * @param start of what is to be decoded, if it is known
   */
  readonly window: (start?: Buffer) => number;
  /** @param start of what is to be decoded; one byte at least */
  readonly createDecoder: (start: Buffer) => Decoder;
};

/** Most bytes that a decoder hands on at once. */
const CHUNK = { chunkSize: 32 * 1024 };

/** RFC 1950 §2.2: the first byte of a zlib stream ends in this half; one of bare deflate data does not. */
const ZLIB_METHOD = 8;

/** RFC 9659 §3: the widest window that a content coding may have, and the parameter of zstd that bounds it. */
const ZSTD_WINDOW_BITS = 23;
const ZSTD_WINDOW_LOG_MAX = 100;

// Loaded when it is needed, since each thread would wait for it when it starts.
const zlib = () => process.getBuiltinModule('node:zlib');

/** RFC 1951 §2: 32 KB. */
const smallWindow = (): number => 0;

const GZIP: ContentCoding = {
  name: 'gzip',
  window: smallWindow,
  createDecoder: () => zlib().createGunzip(CHUNK),
};
const BROTLI: ContentCoding = {
  name: 'br',
  window: (start) => 2 ** brotliWindowBits(start?.[0]),
  createDecoder: () => zlib().createBrotliDecompress(CHUNK),
};
const DEFLATE: ContentCoding = {
  name: 'deflate',
  window: smallWindow,
  // RFC 9110 §8.4.1.2 asks for the zlib format, and notes that some send the bare data.
  createDecoder: ([first = 0]) =>
    (first & 0x0f) === ZLIB_METHOD ? zlib().createInflate(CHUNK) : zlib().createInflateRaw(CHUNK),
};

/**
 * What was done to a body, by its `Content-Encoding` headers.
 * @returns in the order in which it is undone; undefined if a coding is among it that is unknown
 */
export function codingsOf(header: string): readonly ContentCoding[] | undefined {
  const codings: ContentCoding[] = [];
  for (const each of header.split(',')) {
    const name = each.trim().toLowerCase();
    if (name === '' || name === 'identity') continue;
    const coding = codingNamed(name);
    if (coding === undefined) return undefined;
    codings.push(coding);
  }
  return codings.toReversed();
}

function codingNamed(name: string): ContentCoding | undefined {
  switch (name) {
    case 'gzip':
    // RFC 9110 §8.4.1.3: the same.
    case 'x-gzip':
      return GZIP;
    case 'deflate':
      return DEFLATE;
    case 'br':
      return BROTLI;
    case 'zstd':
      return zstd();
    default:
      return undefined;
  }
}

/** Node has it from 22.15 on. */
function zstd(): ContentCoding | undefined {
  const create: unknown = Reflect.get(zlib(), 'createZstdDecompress');
  if (typeof create !== 'function') return undefined;
  const params = { [ZSTD_WINDOW_LOG_MAX]: ZSTD_WINDOW_BITS };
  return {
    name: 'zstd',
    window: () => 2 ** ZSTD_WINDOW_BITS,
    createDecoder: () => create({ ...CHUNK, params }),
  };
}

/** RFC 7932 §9.1, WBITS, by the first byte; the most that there is if that is not known. */
function brotliWindowBits(first = 0x0f): number {
  if ((first & 1) === 0) return 16;
  const high = (first >> 1) & 7;
  if (high !== 0) return 17 + high;
  const low = (first >> 4) & 7;
  return low === 0 ? 17 : 8 + low;
}
