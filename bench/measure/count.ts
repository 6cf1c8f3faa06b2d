import { readFileSync } from 'node:fs';

/** How often `needle` stands in a file. */
export function countInFile(file: string, needle: string): number {
  const content = readFileSync(file);
  let count = 0;
  for (let at = content.indexOf(needle); at >= 0; at = content.indexOf(needle, at + needle.length)) count++;
  return count;
}

/** How many lines end in a chunk. */
export function countLines(chunk: Uint8Array): number {
  let count = 0;
  for (let at = chunk.indexOf(LINE_FEED); at >= 0; at = chunk.indexOf(LINE_FEED, at + 1)) count++;
  return count;
}

const LINE_FEED = 10;
