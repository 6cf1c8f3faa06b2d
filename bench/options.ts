import { parseArgs } from 'node:util';

export type Options = {
  /** Letters of the workloads to run. */
  readonly only: readonly string[];
  readonly quick: boolean;
  readonly help: boolean;
};

export const USAGE = `Usage: npm run bench [-- OPTIONS]

  --only LETTERS  run these workloads only, such as --only B or --only AC
  --quick         small counts and few rounds: shows that everything works, measures nothing
  --help          show this

Exit code: 0 if every target that could be judged was met, or with --quick; else 1.
`;

/** @throws Error if the arguments are not understood, or name a workload that is not in `letters` */
export function parseOptions(args: readonly string[], letters: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: { only: { type: 'string' }, quick: { type: 'boolean' }, help: { type: 'boolean' } },
  });
  const only = values.only === undefined ? letters : values.only.toUpperCase().split('');
  const unknown = only.find((letter) => !letters.includes(letter));
  if (unknown !== undefined || only.length === 0) {
    throw new Error(`--only takes letters out of ${letters.join('')}, and not ${values.only}`);
  }
  return { only, quick: values.quick ?? false, help: values.help ?? false };
}
