import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** What every page brings along: the script that draws its charts, and its styles. */
export type PageAssets = { readonly script: string; readonly style: string };

/** Reads them from the build. */
export function pageAssets(): PageAssets {
  const { resolve } = createRequire(import.meta.url);
  const read = (name: string): string => readFileSync(resolve(name), 'utf8');
  return { script: read('#page-script'), style: read('#page-style') };
}
