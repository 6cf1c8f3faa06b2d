import type { ChartOption } from './chart.ts';
import type { Theme } from './theme.ts';

/** Pixels between a box and the edge of the window. */
const EDGE = 4;

/** The box that tells of what is pointed at. `content` is an element, so that no text becomes markup. */
export function tooltip(
  theme: Theme,
  content: (params: unknown) => HTMLElement,
  trigger = 'item',
): ChartOption {
  return {
    trigger,
    position: besidePointer,
    transitionDuration: 0,
    backgroundColor: theme.surface,
    borderColor: theme.line,
    textStyle: { color: theme.ink, fontFamily: theme.font, fontSize: 13 },
    axisPointer: { type: 'line', lineStyle: { color: theme.muted } },
    formatter: content,
  };
}

/** What ECharts tells of a box that is to be placed. */
type BoxSize = { readonly contentSize: readonly [width: number, height: number] };

function besidePointer(
  [x, y]: readonly [x: number, y: number],
  _params: unknown,
  box: HTMLElement,
  _rect: unknown,
  { contentSize: [width, height] }: BoxSize,
): readonly [left: number, top: number] {
  const chart = box.parentElement ?? box;
  return placeWithin(chart.getBoundingClientRect(), { width, height }, x + 16, y + 16);
}

/**
 * Where a box is to stand in a chart so that all of it is in the window.
 * @param left and `top`: where it would stand, in pixels from the chart's corner
 */
export function withinWindow(
  chart: HTMLElement,
  box: HTMLElement,
  left: number,
  top: number,
): readonly [left: number, top: number] {
  const size = { width: box.offsetWidth, height: box.offsetHeight };
  return placeWithin(chart.getBoundingClientRect(), size, left, top);
}

function placeWithin(
  chart: Pick<DOMRect, 'left' | 'top'>,
  { width, height }: { readonly width: number; readonly height: number },
  left: number,
  top: number,
): readonly [left: number, top: number] {
  const { clientWidth, clientHeight } = document.documentElement;
  const clamp = (value: number, size: number, room: number): number =>
    Math.max(Math.min(value, room - size - EDGE), EDGE);
  return [
    clamp(chart.left + left, width, clientWidth) - chart.left,
    clamp(chart.top + top, height, clientHeight) - chart.top,
  ];
}
