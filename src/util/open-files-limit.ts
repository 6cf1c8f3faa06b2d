import { readFileSync } from 'node:fs';

/** How many files the process may have open; `Infinity` where the system does not tell: only Linux does. */
export function openFilesLimit(): number {
  try {
    const [, limit] = /^Max open files\s+(\d+)/mu.exec(readFileSync('/proc/self/limits', 'utf8')) ?? [];
    return limit === undefined ? Infinity : Number(limit);
  } catch {
    return Infinity;
  }
}
