import { createRequire } from 'node:module';

/** Where a thread or a process begins: a file, or the text of a program. */
export type Entry = { readonly kind: 'file' | 'source'; readonly text: string };

const require = createRequire(import.meta.url);

/**
 * The parts of the package that are files of their own, found by the package's own names for them. In the library's build
 * the module `bundled-parts.cjs` stands in the place of this one: a program's bundler finds them there, and takes them in.
 */
export const PARTS: {
  readonly transport: () => unknown;
  readonly worker: () => Entry;
  readonly systemNames: () => Entry;
} = {
  transport: (): unknown => require('#transport'),
  worker: () => ({ kind: 'file', text: require.resolve('#worker') }),
  systemNames: () => ({ kind: 'file', text: require.resolve('#system-names') }),
};
