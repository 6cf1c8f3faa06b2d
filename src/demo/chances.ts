import { createHash } from 'node:crypto';
import type { Chance } from './distribution.ts';

/** What decides about one page. */
export type Chances = {
  readonly latency: Chance;
  readonly size: Chance;
  /** From a uniform distribution over [0, 1). */
  readonly error: number;
};

/** Which page of which site. */
export type PageKey = {
  readonly seed: number;
  /** Number of the host, from 0. */
  readonly host: number;
  /** Path and query, as they were asked for. */
  readonly path: string;
};

/** Bytes of the digest that make one number; five numbers are in SHA-256's 32 bytes. */
const BYTES = 6;

/**
 * The chances of a page. They are read off a hash of its name and not from a stream of random numbers, so that
 * they are the same in whatever order, and however often, pages are asked for.
 */
export function chancesOf({ seed, host, path }: PageKey): Chances {
  const digest = createHash('sha256').update(`${seed} ${host} ${path}`).digest();
  const number = (index: number): number => digest.readUIntBE(index * BYTES, BYTES) / 2 ** (8 * BYTES);
  return { latency: [number(0), number(1)], size: [number(2), number(3)], error: number(4) };
}
