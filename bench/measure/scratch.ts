import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Makes a folder for lists and outputs; it goes when the process exits. */
export function makeScratch(): string {
  const folder = mkdtempSync(join(tmpdir(), 'overlap-bench-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}
