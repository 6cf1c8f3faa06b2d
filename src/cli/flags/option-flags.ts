import { flatRows, type NamedRow } from '../../options/table/flat-rows.ts';
import type { Heading, OptionFlag } from '../../options/table/option.ts';
import type { Flag, FlagGroup } from './flag.ts';

const ROWS = flatRows();

/**
 * The flags of the options that stand under a heading, in the order of their table.
 * @param own flags of the command that set no option by themselves
 */
export function optionGroup(heading: Heading, own: readonly Flag[] = []): FlagGroup {
  const flags = ROWS.flatMap((row) => (row.row.flag?.heading === heading ? flagOf(row, row.row.flag) : []));
  return { heading: `${heading}:`, flags: inOrder([...flags, ...own]) };
}

function flagOf({ name, row }: NamedRow, flag: OptionFlag): Flag {
  const { flags, after, repeatable } = flag;
  const parse = flag.parse ?? row.kind.parse;
  return {
    flags,
    help: helpOf(flag, flag.default ?? row.shownDefault),
    attribute: flag.attribute ?? name,
    ...(parse === undefined ? {} : { parse }),
    ...(after === undefined ? {} : { after }),
    ...(repeatable === undefined ? {} : { repeatable }),
  };
}

function helpOf({ help, inCompare }: OptionFlag, shown: string | undefined): string {
  if (shown === undefined) return help;
  return `${help} (default: ${shown}${inCompare === undefined ? '' : `; compare: ${inCompare}`})`;
}

/** Moves each flag that names another behind it. */
function inOrder(flags: readonly Flag[]): readonly Flag[] {
  const ordered = flags.filter(({ after }) => after === undefined);
  for (const flag of flags) {
    if (flag.after === undefined) continue;
    const before = ordered.findIndex((each) => each.flags.split(' ').includes(flag.after ?? ''));
    if (before < 0) throw new Error(`${flag.flags} follows ${flag.after}, which is not in its group`);
    ordered.splice(before + 1, 0, flag);
  }
  return ordered;
}
