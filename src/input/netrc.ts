import type { Credentials } from '../options/credentials.ts';
import { UsageError } from '../core/errors.ts';

/** White space, and what stands between: a word, or one in quotation marks that a backslash may stand in. */
const WORD = /\s*(?:"((?:[^"\\]|\\.)*)"(?=\s|$)|(\S+))/suy;
const ESCAPE = /\\(.)/gsu;
const ESCAPED: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

/**
 * Reads a .netrc file: `machine NAME login USER password SECRET`, in one line or in several, and `default` in place of
 * `machine NAME` (the format of BSD's ftp, with the quotation marks that curl takes). Comments begin a line with `#`.
 * @throws UsageError with the number of the line; it quotes nothing, since anything might be a secret
 */
export function parseNetrc(text: string): readonly Credentials[] {
  const words = new Words(withoutComments(text));
  const entries: Entry[] = [];
  for (let keyword = words.next(); keyword !== undefined; keyword = words.next()) {
    switch (keyword) {
      case 'machine':
        entries.push({ host: words.value(keyword) });
        break;
      case 'default':
        entries.push({ host: '*' });
        break;
      case 'login':
        lastOf(entries, words).user = words.value(keyword);
        break;
      case 'password':
        lastOf(entries, words).password = words.value(keyword);
        break;
      case 'account':
        words.value(keyword);
        break;
      case 'macdef':
        words.skipToBlankLine();
        break;
      default:
        throw words.fault('neither machine, default, login, password, account nor macdef stands there');
    }
  }
  return entries.filter(({ user, password }) => user !== undefined || password !== undefined);
}

type Entry = { host: string; user?: string; password?: string };

function lastOf(entries: readonly Entry[], words: Words): Entry {
  const last = entries.at(-1);
  if (!last) throw words.fault('no machine stands before it');
  return last;
}

/** Comments leave their line behind, so that lines can still be counted. */
function withoutComments(text: string): string {
  return text.replace(/^\uFEFF/u, '').replaceAll(/^[\t ]*#.*$/gmu, '');
}

/** The words of a text, one after the other. */
class Words {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  next(): string | undefined {
    WORD.lastIndex = this.#at;
    const match = WORD.exec(this.#text);
    if (!match) return undefined;
    this.#at = WORD.lastIndex;
    const [, quoted, plain = ''] = match;
    if (quoted !== undefined) return quoted.replaceAll(ESCAPE, (_, char: string) => ESCAPED[char] ?? char);
    if (plain.startsWith('"')) throw this.fault('a quotation mark is not closed');
    return plain;
  }

  value(keyword: string): string {
    const value = this.next();
    if (value === undefined) throw this.fault(`nothing follows ${keyword}`);
    return value;
  }

  skipToBlankLine(): void {
    const end = /\r?\n[\t ]*\r?\n/gu;
    end.lastIndex = this.#at;
    this.#at = end.exec(this.#text) ? end.lastIndex : this.#text.length;
  }

  /** A fault at the word that was read last. */
  fault(what: string): UsageError {
    const line = this.#text.slice(0, this.#at).split('\n').length;
    return new UsageError(`line ${line}: ${what}`);
  }
}
