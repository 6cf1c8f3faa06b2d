/** What stands for our own glyphs on a terminal that may have nothing but ASCII; one character for one. */
const ASCII_FOR: Readonly<Record<string, string>> = {
  '█': '#',
  '▉': '#',
  '▊': '#',
  '▋': '#',
  '▌': '#',
  '▐': '#',
  '▍': '|',
  '▎': '|',
  '▏': '|',
  '▕': '|',
  '─': '-',
  '┴': '+',
  '✗': 'x',
  '×': 'x',
  '…': '~',
  '–': '-',
};

/** Puts ASCII in the place of the glyphs that reports draw with; all else stays. */
export function toAscii(report: string): string {
  return report.replace(/[^\0-\u007f]/gu, (glyph) => ASCII_FOR[glyph] ?? '?');
}
