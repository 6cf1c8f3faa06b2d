/** A stretch of a run's time, in milliseconds from its start. */
export type TimeWindow = { readonly from: number; readonly to: number };

/** The least stretch that is shown. */
const LEAST = 0.05;

/** The stretch made `factor` times as long around a point of it that stays where it is, within a run of `span`. */
export function zoomed({ from, to }: TimeWindow, factor: number, around: number, span: number): TimeWindow {
  const length = Math.min(Math.max((to - from) * factor, Math.min(LEAST, span)), span);
  const share = to > from ? (around - from) / (to - from) : 0.5;
  return moved({ from: around - share * length, to: around + (1 - share) * length }, 0, span);
}

/** The stretch moved by a share of its own length, and not beyond the run. */
export function moved({ from, to }: TimeWindow, share: number, span: number): TimeWindow {
  const length = Math.min(to - from, span);
  const start = Math.min(Math.max(from + (to - from) * share, 0), span - length);
  return { from: start, to: start + length };
}

/** What a key does to the stretch; undefined for keys that mean nothing here. */
export function afterKey(window: TimeWindow, key: string, span: number): TimeWindow | undefined {
  const middle = (window.from + window.to) / 2;
  switch (key) {
    case '+':
    case '=':
      return zoomed(window, 0.5, middle, span);
    case '-':
      return zoomed(window, 2, middle, span);
    case 'ArrowLeft':
      return moved(window, -0.25, span);
    case 'ArrowRight':
      return moved(window, 0.25, span);
    case '0':
      return { from: 0, to: span };
    default:
      return undefined;
  }
}

/** The keys that the buttons stand for. */
export const KEY_OF_ACTION: Readonly<Record<string, string>> = {
  in: '+',
  out: '-',
  earlier: 'ArrowLeft',
  later: 'ArrowRight',
  whole: '0',
};
