import type { hash as Hash } from 'node:crypto';

/** Loaded when it is first used, since most runs write no journal and would wait for it when they start. */
let hash: typeof Hash | undefined;

/** Bytes of a digest: of a list that was changed, one line in 2^64 goes unnoticed. */
export const DIGEST_BYTES = 8;

/** Where in a file of digests the one of request `seq` begins, counted from the first digest. */
export function digestOffset(seq: number): number {
  return (seq - 1) * DIGEST_BYTES;
}

/** Writes the digest of a listed line, the first bytes of its SHA-256, into a buffer. */
export function writeDigest(line: string, into: Buffer, offset: number): void {
  hash ??= process.getBuiltinModule('node:crypto').hash;
  into.write(hash('sha256', line, 'binary'), offset, DIGEST_BYTES, 'latin1');
}
