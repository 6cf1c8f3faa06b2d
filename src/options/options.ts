import type { GivenOf, ValuesOf } from './table/resolve-rows.ts';
import type { OPTIONS } from './table/table.ts';

/** What a run may be told. Durations are milliseconds, sizes are bytes. */
export type FetchOptions = GivenOf<typeof OPTIONS>;

/** The same, each checked by itself, and with its default. */
export type CheckedOptions = ValuesOf<typeof OPTIONS>;
