import type { Kind } from '../kinds/kind.ts';

/** The parts of a run that read an option. */
export type Part = 'transport' | 'schedule' | 'names' | 'run';

/** The headings of the help that flags of options stand under. */
export type Heading =
  | 'Results'
  | 'Strategy'
  | 'Pace'
  | 'Retries'
  | 'Requests'
  | 'TLS'
  | 'Names and addresses'
  | 'Limits'
  | 'Redirects';

/** The flag that sets an option. */
export type OptionFlag = {
  /** As the help shows it, such as `-c, --concurrency <N>`; without `<…>` it is a switch. */
  readonly flags: string;
  readonly heading: Heading;
  /** The flag that it follows in the help. Default: it stands in the order of the table. */
  readonly after?: string;
  readonly help: string;
  /** What the help calls the default, where that is not the option's own. */
  readonly default?: string;
  /** The default of `overlap compare`, where that differs. */
  readonly inCompare?: string;
  /** Reads the value, where the option's kind does not: for instance the name of a file that holds it. */
  readonly parse?: (text: string) => unknown;
  /** Whether it may be given several times; its values then make a list. */
  readonly repeatable?: boolean;
  /** The name under which the command gets the value, where it has yet to make the option of it. */
  readonly attribute?: string;
};

/** What a row says. */
type Row<Given, Value, User extends Part> = {
  readonly kind: Kind<Given, Value>;
  /** The rows of an option that is an object. */
  readonly parts?: Readonly<Record<string, OptionFacts>>;
  /** The parts of a run that read it. */
  readonly usedBy: readonly User[];
  /** Undefined where only programs can set it. */
  readonly flag?: OptionFlag;
  /** Variables that set it today. */
  readonly environment?: string;
};

/** What can be read off any row, whatever its type. */
export type OptionFacts = {
  readonly kind: Pick<Kind<never, unknown>, 'type' | 'unit' | 'parse'>;
  readonly default?: unknown;
  readonly parts?: Readonly<Record<string, OptionFacts>>;
  readonly usedBy: readonly Part[];
  readonly flag?: OptionFlag;
  readonly environment?: string;
  /** The default, as the help shows it. */
  readonly shownDefault: string | undefined;
};

/** A row of the table. */
export type Option<Given, Value, User extends Part> = Row<Given, Value, User> & {
  /**
   * The value that counts, checked, with the default applied.
   * @throws UsageError for a value that cannot be
   */
  readonly resolve: (given: Given | undefined, name: string) => Value;
  /** The default, as the help shows it. */
  readonly shownDefault: string | undefined;
};

/** An option with a default. */
export function option<Given, Value, User extends Part, Default extends Given>(
  row: Row<Given, Value, User> & { readonly default: Default },
): Option<Given, Value, User> & { readonly default: Default } {
  return {
    ...row,
    resolve: (given, name) => row.kind.check(given ?? row.default, name),
    shownDefault: row.kind.show?.(row.default),
  };
}

/** An option without a default: where it is not given, its value is undefined. */
export function optional<Given, Value, User extends Part>(
  row: Row<Given, Value, User>,
): Option<Given, Value | undefined, User> {
  const { kind, ...rest } = row;
  return {
    ...rest,
    kind,
    resolve: (given, name) => (given === undefined ? undefined : kind.check(given, name)),
    shownDefault: undefined,
  };
}
