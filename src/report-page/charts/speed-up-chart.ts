import { cutApart } from '../../report/text/fit.ts';
import { formatInterval, formatRatio } from '../../report/text/ratio.ts';
import type { SpeedUpRow, SpeedUps } from '../../report/picture/model.ts';
import { axisLooks } from './axes.ts';
import { addImageButtons } from './chart-image.ts';
import { Chart, type ChartOption } from './chart.ts';
import { byId, factTable } from '../elements.ts';
import type { Theme } from './theme.ts';
import { tooltip } from './tooltip.ts';

const ROW_HEIGHT = 44;
/** Pixels that a character of a name takes at most, on average. */
const CHARACTER_WIDTH = 9;
const MARGINS = 48;
/** Pixels to the right of the bars: for the speed-up and its interval, and where there is no room, without that. */
const LABEL_WIDTH = 172;
const SHORT_LABEL_WIDTH = 64;
const NARROW = 560;

/** Pixels that a label of the axis needs. */
const TICK_WIDTH = 56;

/** Draws a bar for each contender, its interval across the end and each of its rounds as a dot. */
export function drawSpeedUps({ rows }: SpeedUps): void {
  const chart = new Chart(byId('speed-up-chart'), (theme, width) => describe(rows, theme, width));
  chart.redraw(rows.length * ROW_HEIGHT + MARGINS);
  addImageButtons(chart, { title: 'Speed-up', name: 'speed-up', legend: () => [] });
}

function describe(rows: readonly SpeedUpRow[], theme: Theme, width: number): ChartOption {
  const labelWidth = width < NARROW ? SHORT_LABEL_WIDTH : LABEL_WIDTH;
  const nameWidth = Math.min(
    Math.max(...rows.map(({ name }) => name.length * CHARACTER_WIDTH), 60),
    width * 0.3,
  );
  const names = cutApart(
    rows.map(({ name }) => name),
    Math.floor(nameWidth / CHARACTER_WIDTH),
  );
  return {
    textStyle: { fontFamily: theme.font },
    grid: { left: nameWidth + 16, right: labelWidth, top: 8, bottom: 32 },
    xAxis: {
      type: 'value',
      min: 0,
      max: longest(rows),
      ...axisLooks(theme),
      splitNumber: Math.min(Math.max(Math.floor((width - nameWidth - labelWidth) / TICK_WIDTH), 1), 5),
      axisLabel: {
        color: theme.muted,
        showMaxLabel: false,
        hideOverlap: true,
        formatter: (value: number) => `${value}×`,
      },
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: rows.map(({ name }) => name),
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: { color: theme.ink, fontSize: 13, formatter: (_: string, n: number) => names[n] ?? '' },
    },
    tooltip: tooltip(theme, (params) => tip(rows, params)),
    series: [bars(rows, theme), intervals(rows, theme, { width, labelWidth }), dots(rows, theme)],
  };
}

/**
 * Where the axis ends: not far beyond the bars and the dots, because the interval of two or three rounds may be endless.
 */
function longest(rows: readonly SpeedUpRow[]): number {
  const drawn = Math.max(1, ...rows.flatMap(({ ratio, rounds }) => [ratio, ...rounds]));
  const high = Math.max(...rows.map((row) => row.high ?? 0));
  return Math.max(drawn * 1.05, Math.min(high * 1.02, drawn * 1.6));
}

function bars(rows: readonly SpeedUpRow[], theme: Theme): ChartOption {
  return {
    type: 'bar',
    barWidth: 20,
    data: rows.map(({ ratio, fastest }) => ({
      value: ratio,
      itemStyle: { color: fastest ? theme.barBest : theme.bar, borderRadius: 2 },
    })),
    markLine: {
      silent: true,
      symbol: 'none',
      label: { show: false },
      lineStyle: { color: theme.ink, type: 'dashed' },
      data: [{ xAxis: 1 }],
    },
  };
}

/** What ECharts hands to a series that draws itself, as far as it is used here. */
type DrawApi = {
  readonly value: (dimension: number) => number;
  readonly coord: (point: readonly [x: number, y: number]) => readonly [x: number, y: number];
};

function intervals(
  rows: readonly SpeedUpRow[],
  theme: Theme,
  { width, labelWidth }: { readonly width: number; readonly labelWidth: number },
): ChartOption {
  return {
    type: 'custom',
    z: 4,
    silent: true,
    data: rows.map(({ ratio, low, high }, n) => [ratio, n, low ?? ratio, high ?? ratio]),
    encode: { x: [0, 2, 3], y: 1 },
    renderItem: (_: unknown, api: DrawApi) => {
      const n = api.value(1);
      const row = rows[n];
      if (!row) return undefined;
      const [low, y] = api.coord([api.value(2), n]);
      const [high] = api.coord([Math.min(api.value(3), longest(rows)), n]);
      // An interval that goes on beyond the axis ends in an arrow.
      const head = api.value(3) > longest(rows) ? 6 : 0;
      const style = { stroke: theme.ink, lineWidth: 1.5 };
      const line = (x1: number, y1: number, x2: number, y2: number) => ({
        type: 'line',
        shape: { x1, y1, x2, y2 },
        style,
      });
      const cross = [
        line(low, y, high, y),
        line(low, y - 5, low, y + 5),
        line(high - head, y - 5, high, head === 0 ? y + 5 : y),
        ...(head === 0 ? [] : [line(high - head, y + 5, high, y)]),
      ];
      const label = {
        type: 'text',
        style: {
          text: labelWidth < LABEL_WIDTH ? formatRatio(row.ratio) : labelOf(row),
          x: width - labelWidth + 14,
          y,
          verticalAlign: 'middle',
          fill: theme.ink,
          font: `600 13px ${theme.font}`,
        },
      };
      return { type: 'group', children: row.low === undefined ? [label] : [...cross, label] };
    },
  };
}

function dots(rows: readonly SpeedUpRow[], theme: Theme): ChartOption {
  return {
    type: 'scatter',
    z: 3,
    symbolSize: 7,
    itemStyle: { color: theme.surface, borderColor: theme.ink, borderWidth: 1, opacity: 0.85 },
    data: rows.flatMap(({ rounds }, n) => rounds.map((ratio) => [ratio, n])),
    // Dots of one contender side by side would hide each other.
    symbolOffset: (_: unknown, { dataIndex }: { dataIndex: number }) => [0, ((dataIndex % 3) - 1) * 4],
  };
}

function labelOf({ ratio, low, high }: SpeedUpRow): string {
  if (low === undefined || high === undefined) return formatRatio(ratio);
  return `${formatRatio(ratio)}  ${formatInterval({ low, high })}`;
}

function tip(rows: readonly SpeedUpRow[], params: unknown): HTMLElement {
  const name = nameIn(params);
  const row = rows.find((each) => each.name === name) ?? rows[Number(name)];
  if (!row) return factTable('', []);
  const interval: [string, string][] =
    row.low === undefined || row.high === undefined
      ? []
      : [['95 % interval', formatInterval({ low: row.low, high: row.high })]];
  const rounds = row.rounds.map((ratio, n): [string, string] => [`round ${n + 1}`, formatRatio(ratio)]);
  return factTable(row.name, [['speed-up', formatRatio(row.ratio)], ...interval, ...rounds]);
}

/** The contender that is pointed at: its bar has its name, its dots have its number. */
function nameIn(params: unknown): string {
  if (typeof params !== 'object' || params === null) return '';
  if (
    'seriesType' in params &&
    params.seriesType === 'scatter' &&
    'value' in params &&
    Array.isArray(params.value)
  ) {
    return String(params.value[1]);
  }
  return 'name' in params ? String(params.name) : '';
}
