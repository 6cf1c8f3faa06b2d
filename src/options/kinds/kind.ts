/** A kind of value that options have: how one is checked, read from a text, and shown. */
export type Kind<Given, Value> = {
  /** The type of what is given, in TypeScript. */
  readonly type: string;
  readonly unit?: 'milliseconds' | 'bytes' | 'bytes a second';
  /**
   * What becomes of a value that a program gives.
   * @param name what a complaint calls the option
   * @throws UsageError for a value that cannot be
   */
  readonly check: (given: Given, name: string) => Value;
  /** Reads the value from a text; without it, the text is the value. */
  readonly parse?: (text: string) => unknown;
  /** A default as the help shows it. */
  readonly show?: (value: Given) => string;
};

/** A kind whose values are taken as they are, since they are checked beside others. */
export function asGiven<Given>(type: string, parse?: (text: string) => unknown): Kind<Given, Given> {
  const check = (given: Given): Given => given;
  return parse ? { type, check, parse } : { type, check };
}

/** Yes or no. */
export const SWITCH = asGiven<boolean>('boolean');

/** A text that is not checked here. */
export const TEXT: Kind<string, string> = { ...asGiven<string>('string'), show: (text) => text };
