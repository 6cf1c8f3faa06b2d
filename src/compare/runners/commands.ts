import { UsageError } from '../../core/errors.ts';
import { printable } from '../../util/printable.ts';
import { readNamedLine } from '../contender-name.ts';
import { withoutPasswords, withoutSecretArguments } from './without-secrets.ts';

/** What stands for the name of the file with the URLs in a command line. */
const PLACE = '{file}';

/** Characters that are kept of a program's name. */
const LONGEST_PROGRAM = 40;

/** An external command to be compared. */
export type Command = {
  /** The name that was given, or else `command:` and the program's name. */
  readonly name: string;
  /** The command line, with a place for the file's name. */
  readonly line: string;
};

/**
 * Reads the command lines, and names those that bring no name.
 * @throws UsageError for one that has no place for the file with the URLs
 */
export function readCommands(lines: readonly string[] = []): readonly Command[] {
  const used = new Map<string, number>();
  return lines.map(readNamedLine).map(({ name: own, given: line }) => {
    if (!line.includes(PLACE)) {
      throw new UsageError(
        `the command ${programOf(line)} has no ${PLACE} in it, which stands for a file with a URL a line; ` +
          `write it as in 'xargs -n 1 curl -s -o /dev/null <${PLACE}'`,
      );
    }
    if (own !== undefined) return { name: own, line };
    const name = `command:${programOf(line)}`;
    const count = (used.get(name) ?? 0) + 1;
    used.set(name, count);
    return { name: count === 1 ? name : `${name}#${count}`, line };
  });
}

/** The program's name alone: the arguments may hold secrets. */
function programOf(line: string): string {
  const words = line.trim().split(/\s+/u);
  const program = words.find((word) => !/^\w+=/u.test(word)) ?? '';
  return /[\w.+-]+$/u.exec(program)?.[0].slice(0, LONGEST_PROGRAM) ?? 'shell';
}

/** The command line as it is recorded: safe to print, and without passwords and headers of secrets. */
export function recordedLine({ line }: Command): string {
  return printable(withoutSecretArguments(withoutPasswords(line.trim())));
}

/** The command line for a file. */
export function withFile({ line }: Command, path: string): string {
  return line.replaceAll(PLACE, () => (isPlain(path) ? path : quoted(path)));
}

/** Such a path is the same within quotation marks and without, so that it may also stand between the user's own. */
function isPlain(path: string): boolean {
  return /^[\w./-]+$/u.test(path);
}

function quoted(path: string): string {
  return process.platform === 'win32' ? `"${path}"` : `'${path.replaceAll("'", String.raw`'\''`)}'`;
}
