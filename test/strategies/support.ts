import { fileURLToPath } from 'node:url';

/** The entry of a worker that has something wrong with it. */
export function fixture(name: string): string {
  return fileURLToPath(new URL(`fixtures/${name}.cjs`, import.meta.url));
}
