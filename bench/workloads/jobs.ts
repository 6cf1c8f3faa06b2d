import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Job } from '../peers/peer.ts';

/** Writes a list of URLs to a file of its own, and makes a job of it. */
export function makeJob(name: string, urls: readonly string[], inFlight: number, scratch: string): Job {
  const list = join(scratch, `${name}.txt`);
  writeFileSync(list, urls.map((url) => `${url}\n`).join(''));
  return { urls, list, inFlight, scratch };
}

/** `count` different URLs on one host. */
export function pagesOf(origin: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${origin}/page/${index + 1}`);
}
