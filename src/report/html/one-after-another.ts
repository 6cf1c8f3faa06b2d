import type { Sketch } from './sketch.ts';

/** Records give times of day in whole milliseconds, rounded down. */
const PRECISION = 1;

/**
 * The requests by their start, each moved on by less than a millisecond where it would otherwise begin before the end of
 * the request that had its slot before: their times are known more finely than the times of day at which they began.
 */
export function oneAfterAnother(sketches: readonly Sketch[]): readonly Sketch[] {
  const freeFrom = new Map<string, number>();
  return sketches
    .toSorted((a, b) => a.start - b.start || a.seq - b.seq)
    .map((sketch) => {
      const place = `${sketch.thread} ${sketch.slot}`;
      const delay = (freeFrom.get(place) ?? 0) - sketch.start;
      const settled = delay > 0 && delay < PRECISION ? movedBy(sketch, delay) : sketch;
      freeFrom.set(place, settled.end);
      return settled;
    });
}

function movedBy(sketch: Sketch, delay: number): Sketch {
  return { ...sketch, start: sketch.start + delay, end: sketch.end + delay };
}
