/** A stretch of time in milliseconds. */
export type Stretch = { readonly start: number; readonly end: number };

/** Stretches that a newcomer is compared with. Those that come late are redirects, which are late by a few requests. */
const KEPT = 64;

/**
 * What one slot did, one after the other. A record gives the beginning to the millisecond below and the duration to
 * the microsecond, so that a stretch may seem to begin before the one before it has ended. Viewers drop what
 * overlaps; here it is made to fit, by less than the millisecond that is not known anyway.
 */
export class TraceTrack {
  /** In order of time. */
  readonly #stretches: Stretch[] = [];

  /** @returns the stretch as it fits between those that are there */
  fit({ start, end }: Stretch): Stretch {
    const stretches = this.#stretches;
    let index = stretches.length;
    // What ended before it did so within the millisecond in which it began.
    while (index > 0 && (stretches[index - 1]?.end ?? 0) >= start + 1) index -= 1;
    const length = end - start;
    const from = Math.max(start, stretches[index - 1]?.end ?? start);
    const to = Math.max(from, Math.min(from + length, stretches[index]?.start ?? Infinity));
    const fitting = { start: from, end: to };
    stretches.splice(index, 0, fitting);
    if (stretches.length > KEPT) stretches.shift();
    return fitting;
  }
}
