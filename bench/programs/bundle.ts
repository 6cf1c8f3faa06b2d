import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { BUILT_LIBRARY, PROGRAMS } from '../project.ts';

/** The programs that run in processes of their own, each named by its file. */
const NAMES = ['demo-site', 'library-run', 'name-server', 'plain-server', 'worker-startup'] as const;

export type ProgramName = (typeof NAMES)[number];

/** Where each program's JavaScript lies. */
export type Programs = Readonly<Record<ProgramName, string>>;

/** `overlap-fetch` stays what is built, wherever the program lies. */
const useBuiltLibrary: Plugin = {
  name: 'use-built-library',
  setup(bundler) {
    bundler.onResolve({ filter: /^overlap-fetch$/ }, () => ({ path: BUILT_LIBRARY, external: true }));
  },
};

/**
 * Turns the programs into plain JavaScript, because a loader for TypeScript would start with each process and
 * with each of its worker threads, and be measured with them.
 */
export async function bundlePrograms(folder: string): Promise<Programs> {
  await build({
    entryPoints: NAMES.map((name) => join(PROGRAMS, `${name}.ts`)),
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20.18',
    logLevel: 'warning',
    plugins: [useBuiltLibrary],
  });
  const at = (name: ProgramName): string => join(folder, `${name}.mjs`);
  return {
    'demo-site': at('demo-site'),
    'library-run': at('library-run'),
    'name-server': at('name-server'),
    'plain-server': at('plain-server'),
    'worker-startup': at('worker-startup'),
  };
}
