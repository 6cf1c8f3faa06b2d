/** `1,234,567`. */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(?:[0-9]{3})+$)/g, ',');
}

/** `1 request`, `1,234 requests`. */
export function counted(count: number, noun: string): string {
  return `${grouped(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** A number of things a second, in three digits that count or whole. */
export function rate(perSecond: number): string {
  if (!Number.isFinite(perSecond)) return '–';
  if (perSecond >= 99.95) return `${grouped(Math.round(perSecond))}/s`;
  return `${perSecond.toFixed(perSecond >= 9.995 ? 1 : 2)}/s`;
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
