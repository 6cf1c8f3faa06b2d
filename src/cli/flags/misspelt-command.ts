import { existsSync } from 'node:fs';
import { nearestName } from '../../options/known-keys.ts';

/**
 * Finds the command that a misspelt first word resembles; undefined for a command, a file, or a word that resembles none.
 * @param commands the names of all commands
 */
export function commandMeant(word: string, commands: readonly string[]): string | undefined {
  if (!/^[a-z]{3,}$/u.test(word) || commands.includes(word) || existsSync(word)) return undefined;
  return nearestName(word, commands);
}
