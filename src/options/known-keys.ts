import { UsageError } from '../core/errors.ts';
import { printableHead } from '../util/printable.ts';

/** Letters that may be wrong, missing or too many in a misspelt name. */
const MOST_EDITS = 2;

/** Characters of an unknown key that are shown, at most. */
const LONGEST_KEY = 60;

/**
 * Checks that an object has no key but those that count: a misspelt one would be passed over without a word.
 * @param what the object, such as `the options`
 * @throws UsageError that names the key, and the one that is meant or all that there are
 */
export function requireKnownKeys(
  object: object,
  known: Readonly<Record<string, unknown>>,
  what: string,
): void {
  for (const key in object) {
    if (!Object.hasOwn(known, key) && Object.hasOwn(object, key)) throw unknownKey(key, known, what);
  }
}

function unknownKey(key: string, known: Readonly<Record<string, unknown>>, what: string): UsageError {
  const meant = nearestName(key, Object.keys(known));
  const hint = meant === undefined ? `there are ${Object.keys(known).join(', ')}` : `did you mean ${meant}?`;
  return new UsageError(`${what} have no ${printableHead(key, LONGEST_KEY)}; ${hint}`);
}

/** The name that a misspelt one resembles; undefined if it resembles none. */
export function nearestName(word: string, names: readonly string[]): string | undefined {
  const lower = word.toLowerCase();
  const near = names.map((name) => ({ name, distance: edits(lower, name.toLowerCase()) }));
  const [nearest] = near.sort((a, b) => a.distance - b.distance);
  return nearest && nearest.distance <= Math.min(MOST_EDITS, word.length / 2) ? nearest.name : undefined;
}

/** The fewest letters to insert, delete or replace (Levenshtein). */
function edits(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= to.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
