import { UsageError } from '../../core/errors.ts';
import type { Kind } from './kind.ts';
import { refused } from './refused.ts';

/** One of several words. */
export function choice<Word extends string>(...words: readonly Word[]): Kind<Word, Word> {
  const quoted = words.map((word) => `'${word}'`);
  const list = `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}`;
  return {
    type: quoted.join(' | '),
    check: (given, name) => {
      if (words.includes(given)) return given;
      throw new UsageError(`${name} is ${JSON.stringify(given)}; it may be ${list}`);
    },
    show: (word) => word,
  };
}

/** Reads one of the words. */
export function parseWord<Word extends string>(
  words: readonly Word[],
  what: string,
  examples: string,
): (text: string) => Word {
  return (text) => {
    const word = words.find((each) => each === text);
    if (word === undefined) throw refused(text, what, examples);
    return word;
  };
}
