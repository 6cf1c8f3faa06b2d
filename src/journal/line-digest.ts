import { hash } from 'node:crypto';

/** Bytes of a digest: of a list that was changed, one line in 2^64 goes unnoticed. */
export const DIGEST_BYTES = 8;

/** Where in a file of digests the one of request `seq` begins, counted from the first digest. */
export function digestOffset(seq: number): number {
  return (seq - 1) * DIGEST_BYTES;
}

/** Writes the digest of a listed line, the first bytes of its SHA-256, into a buffer. */
export function writeDigest(line: string, into: Buffer, offset: number): void {
  into.write(hash('sha256', line, 'binary'), offset, DIGEST_BYTES, 'latin1');
}
