import { fileURLToPath } from 'node:url';

const inProject = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** What is measured is what is shipped: the built command and the built package. */
export const BUILT_COMMAND = inProject('dist/cli/bin.cjs');
export const BUILT_LIBRARY = new URL('../dist/index.js', import.meta.url).href;

/** Where the sources of the programs lie that run in processes of their own. */
export const PROGRAMS = inProject('bench/programs');

/** What of a workload runs in a network of its own, and what loads it. */
export const NAMES_INSIDE = inProject('bench/workloads/names-inside.ts');
export const TSX = import.meta.resolve('tsx');
