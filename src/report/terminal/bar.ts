/** Blocks that fill 0 to 8 eighths of a cell from its left (Unicode, "Block Elements"). */
const FROM_LEFT = [' ', '▏', '▎', '▍', '▌', '▋', '▊', '▉', '█'] as const;

/** From its right Unicode has one eighth, the half and the whole only; the bounds lie midway. */
function fromRight(part: number): string {
  if (part < 1 / 16) return ' ';
  if (part < 5 / 16) return '▕';
  return part < 3 / 4 ? '▐' : '█';
}

/**
 * A bar as block characters, to an eighth of a cell at its end. However short, it leaves a mark.
 * @param start where it begins, in cells
 * @param end where it ends, in cells; not before `start`
 * @param cells how many there are
 * @returns the cells up to the bar's end, no more than `cells` and no space after
 */
export function drawBar(start: number, end: number, cells: number): string {
  const from = Math.min(Math.max(start, 0), cells - 1 / 8);
  const to = Math.min(Math.max(end, from + 1 / 8), cells);
  const first = Math.floor(from);
  let bar = ' '.repeat(first);
  for (let cell = first; cell < to; cell++) {
    bar += glyph(Math.max(from - cell, 0), Math.min(to - cell, 1));
  }
  const drawn = bar.trimEnd();
  return drawn === '' ? `${' '.repeat(first)}▏` : drawn;
}

/** The block that comes nearest to covering a cell from `a` to `b`, as parts of it. */
function glyph(a: number, b: number): string {
  const nearerLeft = a <= 1 - b;
  return nearerLeft ? (FROM_LEFT[Math.round(b * 8)] ?? ' ') : fromRight(1 - a);
}
