/** A mark on the time axis. */
export type Tick = {
  /** Milliseconds. */
  readonly at: number;
  readonly label: string;
};

/** Columns that a label and the space after it take, about. */
const TICK_WIDTH = 8;

/**
 * Marks at round times, as many as have room.
 * @param span milliseconds that the axis covers
 * @param cells its width
 */
export function ticks(span: number, cells: number): readonly Tick[] {
  if (!(span > 0)) return [{ at: 0, label: '0' }];
  const step = roundStep(span / Math.max(Math.floor(cells / TICK_WIDTH), 1));
  const unit = span < 1000 ? { name: 'ms', size: 1 } : { name: 's', size: 1000 };
  const decimals = Math.max(0, -Math.floor(Math.log10(step / unit.size) + 1e-9));
  const count = Math.floor(span / step + 1e-9) + 1;
  return Array.from({ length: count }, (_, index) => {
    const at = index * step;
    return { at, label: index === 0 ? '0' : `${(at / unit.size).toFixed(decimals)} ${unit.name}` };
  });
}

/** The least of 1, 2, 5, 10, 20, 50 … that is no less than `least`; also below 1. */
function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  const factor = [1, 2, 5].find((candidate) => candidate * power >= least * (1 - 1e-9)) ?? 10;
  return factor * power;
}

/** The axis in two lines, its marks and below them their labels; neither is wider than `cells`. */
export function drawAxis(span: number, cells: number): readonly [string, string] {
  const line = Array.from({ length: cells }, () => '─');
  let labels = '';
  for (const { at, label } of ticks(span, cells)) {
    const cell = span > 0 ? Math.min(Math.floor((at / span) * cells), cells - 1) : 0;
    line[cell] = '┴';
    const free = labels === '' ? 0 : labels.length + 1;
    // Near the right edge a label stands a little to the left of its mark.
    const begin = Math.min(cell, cells - label.length);
    if (begin >= free) labels = labels.padEnd(begin) + label;
  }
  return [line.join(''), labels];
}
