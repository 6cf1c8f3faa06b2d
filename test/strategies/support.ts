import { fileURLToPath } from 'node:url';
import type { Entry } from '../../src/core/parts.ts';

/** The entry of a worker that has something wrong with it. */
export function fixture(name: string): Entry {
  return { kind: 'file', text: fileURLToPath(new URL(`fixtures/${name}.cjs`, import.meta.url)) };
}
