import { UsageError } from '../../core/errors.ts';

/** More contenders than this take too long to be compared, and are a slip of the pen. */
const MOST_LEVELS = 64;
const EXAMPLES = 'async:1..256, threads:1..32, hybrid:2x1..64, or with steps async:1..256x4, async:8..64+8';

/**
 * The specs of a sweep: one strategy at several levels, the last one included.
 * @param text such as `async:1..256`, in powers of two; `x4` at its end takes each level four times the one before,
 *   `+8` eight more
 * @param requests levels beyond which nothing would change are left out
 * @throws UsageError for a text that is no sweep
 */
export function sweepSpecs(text: string, requests = Infinity): readonly string[] {
  const [, shape, threads, first, last, sign, step] =
    /^(async:|threads:|hybrid:(\d{1,9})x)(\d{1,9})\.\.(\d{1,9})(?:([x+])(\d{1,9}))?$/u.exec(text) ?? [];
  if (shape === undefined)
    throw new UsageError(`${JSON.stringify(text)} is not a sweep, such as ${EXAMPLES}`);
  const range = { first: Number(first), last: Number(last) };
  if (!(range.first >= 1 && range.last > range.first)) {
    throw new UsageError(
      `${text}: a sweep goes from a level of at least 1 to a higher one, such as ${EXAMPLES}`,
    );
  }
  const useful = Math.max(Math.ceil(requests / Number(threads ?? 1)), range.first);
  const levels = levelsOf({ ...range, last: Math.min(range.last, useful) }, stepOf(text, sign, step));
  if (levels.length > MOST_LEVELS) {
    throw new UsageError(`${text}: more than ${MOST_LEVELS} levels; take larger steps, such as ${EXAMPLES}`);
  }
  return levels.map((level) => `${shape}${level}`);
}

type Step = (level: number) => number;

function stepOf(text: string, sign = 'x', size = '2'): Step {
  const by = Number(size);
  if (by < (sign === 'x' ? 2 : 1))
    throw new UsageError(`${text}: steps of ${sign}${size} lead nowhere; write x2 or +1`);
  return sign === 'x' ? (level) => level * by : (level) => level + by;
}

function levelsOf({ first, last }: { first: number; last: number }, step: Step): readonly number[] {
  const levels: number[] = [];
  for (let level = first; level < last && levels.length <= MOST_LEVELS; level = step(level))
    levels.push(level);
  return [...levels, last];
}
