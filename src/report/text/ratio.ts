/** How many times as fast, with as many digits as mean something: `0.98×`, `7.8×`, `123×`. */
export function formatRatio(ratio: number): string {
  return `${digits(ratio)}×`;
}

/** Where a ratio lies: `7.60–7.83×`. */
export function formatInterval({ low, high }: { readonly low: number; readonly high: number }): string {
  return `${digits(low)}–${digits(high)}×`;
}

function digits(ratio: number): string {
  // An interval of two or three rounds may know no bounds worth a number.
  if (ratio >= 9999.5) return '>9999';
  return ratio.toFixed(ratio >= 99.5 ? 0 : ratio >= 9.95 ? 1 : 2);
}
