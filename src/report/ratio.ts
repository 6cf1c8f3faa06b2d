/** How many times as fast, with as many digits as mean something: `0.98×`, `7.8×`, `123×`. */
export function formatRatio(ratio: number): string {
  const digits = ratio >= 99.5 ? 0 : ratio >= 9.95 ? 1 : 2;
  return `${ratio.toFixed(digits)}×`;
}
