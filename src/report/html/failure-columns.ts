import { grouped } from '../text/wording.ts';

/** The columns of the table of what went wrong. */
export const FAILURE_COLUMNS = ['URL', 'Result', 'Why', 'Time in flight', 'Number'] as const;

/** Rows that are shown at once. */
export const FAILURES_ON_PAGE = 100;

/** @param kept how many of them the page holds */
export function failuresCaption(count: number, kept: number): string {
  const left = count - kept;
  const which =
    left > 0
      ? `The first ${grouped(kept)} requests that went wrong; there is no room for ${grouped(left)} more`
      : 'Every request that went wrong';
  return `${which}, in the order of the records`;
}
