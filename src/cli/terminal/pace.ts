/** How far back the pace looks, in milliseconds. */
const WINDOW = 5000;
/** Readings kept: a window's worth at the rate at which they are taken, and some. */
const MOST_READINGS = 64;

/** Tells how quickly a count grows, from its readings over the last few seconds. */
export class Pace {
  readonly #readings: { readonly at: number; readonly count: number }[] = [];

  /**
   * @param at time of the reading, in milliseconds
   * @returns how many a second; 0 as long as nothing can be told
   */
  read(at: number, count: number): number {
    const readings = this.#readings;
    readings.push({ at, count });
    while (
      readings.length > MOST_READINGS ||
      (readings.length > 2 && at - (readings[1]?.at ?? at) >= WINDOW)
    ) {
      readings.shift();
    }
    const first = readings[0];
    return first && at > first.at ? ((count - first.count) / (at - first.at)) * 1000 : 0;
  }
}
