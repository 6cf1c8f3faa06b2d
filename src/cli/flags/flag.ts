/** One flag of a command, as plain data. */
export type Flag = {
  /** As the help shows it, such as `-c, --concurrency <N>`; without `<…>` or `[…]` it is a switch. */
  readonly flags: string;
  readonly help: string;
  /** Reads the value, and throws a UsageError for one that cannot be. Default: the text itself. */
  readonly parse?: (text: string) => unknown;
  /** What a flag stands for that is given without its `[VALUE]`, which may only follow after `=`. */
  readonly preset?: string;
  /** The flag that it follows in the help; default: it stands in the order of its list. */
  readonly after?: string;
  /** The name under which the command gets its value; default: its own, in camel case. */
  readonly attribute?: string;
  /** Whether it may be given several times; its values then make an array. */
  readonly repeatable?: boolean;
};

/** Flags that stand together in the help. */
export type FlagGroup = {
  readonly heading: string;
  readonly flags: readonly Flag[];
};
