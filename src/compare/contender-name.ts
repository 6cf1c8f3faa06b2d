import { UsageError } from '../core/errors.ts';

/** What is to be compared, as it was given, and the name that was given with it. */
export type Named = {
  /** Undefined where there is none. */
  readonly name: string | undefined;
  /** What stands behind the name and its `=`, or the whole. */
  readonly given: string;
};

/** Letters of any script, digits and what joins them: a name that no shell, table or file takes for something else. */
const NAME = /^[\p{L}\p{N}][\p{L}\p{M}\p{N}._-]{0,39}$/u;
const WHAT_A_NAME_IS = "a name is up to 40 letters, digits, '.', '_' and '-', such as mine";

/** What a line for the shell may begin with and still set a variable: `FOO=1 cmd`, `http_proxy=… cmd`. */
const VARIABLE = /^(?:[A-Z_][A-Z0-9_]*|[A-Za-z]\w*_\w*)$/;

/**
 * Takes the name off a contender's spec, `mine=async:32`: no spec has a `=` in it.
 * @throws UsageError for a name that cannot be one
 */
export function readNamedSpec(text: string): Named {
  const equals = text.indexOf('=');
  if (equals < 0) return { name: undefined, given: text };
  const name = text.slice(0, equals);
  if (!NAME.test(name))
    throw new UsageError(`${JSON.stringify(name)} cannot name a contender; ${WHAT_A_NAME_IS}`);
  return { name, given: text.slice(equals + 1) };
}

/**
 * Takes the name off a command line, `mine=python3 mine.py {file}`. A word in capitals, or with an underscore, is none:
 * with it, the shell is to set a variable. Nor is what has anything else in it before the `=`, such as `curl --opt=x`.
 */
export function readNamedLine(text: string): Named {
  const equals = text.indexOf('=');
  const name = text.slice(0, Math.max(equals, 0));
  if (!NAME.test(name) || VARIABLE.test(name)) return { name: undefined, given: text };
  return { name, given: text.slice(equals + 1) };
}

/** @throws UsageError where two contenders would be told of by one name */
export function refuseSameNames(contenders: readonly { readonly name: string }[]): void {
  const seen = new Set<string>();
  for (const { name } of contenders) {
    if (seen.has(name)) {
      throw new UsageError(`two contenders are called ${name}; give each a name of its own`);
    }
    seen.add(name);
  }
}
