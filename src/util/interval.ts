/** A stretch of time in milliseconds, without its end. */
export type Interval = { readonly start: number; readonly end: number };
