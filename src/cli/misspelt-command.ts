import { existsSync } from 'node:fs';

/** Letters that may be wrong, missing or too many in a misspelt command. */
const MOST_EDITS = 2;

/**
 * Finds the command that a misspelt first word resembles; undefined for a command, a file, or a word that resembles none.
 * @param commands the names of all commands
 */
export function commandMeant(word: string, commands: readonly string[]): string | undefined {
  if (!/^[a-z]{3,}$/u.test(word) || commands.includes(word) || existsSync(word)) return undefined;
  return commands.find((command) => edits(word, command) <= MOST_EDITS);
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
