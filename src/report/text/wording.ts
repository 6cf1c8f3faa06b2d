/** `1,234,567`. */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(?:[0-9]{3})+$)/g, ',');
}

/** `1 request`, `1,234 requests`. */
export function counted(count: number, noun: string): string {
  return `${grouped(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/**
 * How many requests were in flight on average, by Little's law: the time in flight of all of them over the time that the
 * run took.
 */
export function meanInFlight(inFlight: number, wall: number): string {
  return figure(inFlight / wall);
}

/** A number of things a second. */
export function rate(perSecond: number): string {
  return Number.isFinite(perSecond) ? `${figure(perSecond)}/s` : '–';
}

/** A number that is not negative, in three digits that count or whole: `0.98`, `38.5`, `8,490`. */
export function figure(value: number): string {
  if (value >= 99.95) return grouped(Math.round(value));
  return value.toFixed(value >= 9.995 ? 1 : 2);
}

/** A duration as a clock shows it: `42 s`, `3 min 20 s`, `2 h 5 min`. */
export function roughly(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 100) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 100
    ? `${minutes} min ${seconds % 60} s`
    : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
