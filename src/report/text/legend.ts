import type { Comparison } from '../../compare/comparison.ts';

/** A name and what it stands for. */
export type LegendEntry = { readonly name: string; readonly value: string };

/** What the contenders' names stand for: the command line of each command, and the spec of a strategy called otherwise. */
export function legendOf({ contenders }: Comparison): readonly LegendEntry[] {
  return contenders.flatMap((contender) => {
    const { name } = contender;
    const value = contender.kind === 'command' ? contender.command : contender.spec;
    return value === name ? [] : [{ name, value }];
  });
}
