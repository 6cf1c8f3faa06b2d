import { formatDuration } from '../../report/text/duration.ts';
import type { SweepChart } from '../../report/picture/model.ts';
import { rate } from '../../report/text/wording.ts';
import { axisLooks, LEFT } from './axes.ts';
import { addImageButtons } from './chart-image.ts';
import { Chart, type ChartOption } from './chart.ts';
import { byId, factTable } from '../elements.ts';
import { seriesColor, type Theme } from './theme.ts';
import { tooltip } from './tooltip.ts';

const HEIGHT = 420;

/** Draws throughput and latency against concurrency, one above the other. */
export function drawSweep(sweep: SweepChart): void {
  const chart = new Chart(byId('sweep-chart'), (theme) => describe(sweep, theme));
  chart.redraw(HEIGHT);
  addImageButtons(chart, { title: 'More concurrency', name: 'more-concurrency', legend: () => [] });
}

function describe(sweep: SweepChart, theme: Theme): ChartOption {
  const { points } = sweep;
  const axis = (gridIndex: number, hasLabels: boolean): ChartOption => ({
    type: 'log',
    logBase: 2,
    gridIndex,
    min: points[0]?.concurrency ?? 1,
    max: points.at(-1)?.concurrency ?? 2,
    ...axisLooks(theme),
    axisLabel: { show: hasLabels, color: theme.muted, hideOverlap: true },
    ...(hasLabels ? { name: 'requests in flight, at most', nameLocation: 'middle', nameGap: 28 } : {}),
  });
  const heights = (gridIndex: number, name: string, formatter: (value: number) => string): ChartOption => ({
    type: 'value',
    min: 0,
    gridIndex,
    name,
    nameLocation: 'end',
    ...axisLooks(theme),
    nameTextStyle: { color: theme.muted, align: 'left', padding: [0, 0, 0, -LEFT + 8] },
    axisLabel: { color: theme.muted, hideOverlap: true, formatter },
    splitNumber: 4,
  });
  return {
    textStyle: { fontFamily: theme.font },
    grid: [
      { left: LEFT + 12, right: 88, top: 32, height: 140 },
      { left: LEFT + 12, right: 88, top: 224, height: 140 },
    ],
    xAxis: [axis(0, false), axis(1, true)],
    yAxis: [
      heights(0, 'requests a second', String),
      heights(1, 'time of a request', (value) => formatDuration(value).replace(/\.0+ /, ' ')),
    ],
    tooltip: tooltip(theme, (params) => tip(sweep, params)),
    series: [
      {
        ...line(sweep, 0, 'throughput', seriesColor(theme, 0), theme),
        data: points.map((p) => [p.concurrency, p.throughput]),
      },
      {
        ...line(sweep, 1, 'median', seriesColor(theme, 2), theme),
        data: points.map((p) => [p.concurrency, p.median]),
      },
      {
        ...line(sweep, 1, '95 %', seriesColor(theme, 1), theme),
        data: points.map((p) => [p.concurrency, p.p95]),
      },
    ],
  };
}

function line(
  { knee }: SweepChart,
  panel: number,
  name: string,
  color: string | undefined,
  theme: Theme,
): ChartOption {
  const marks = knee === undefined || name === '95 %' ? [] : [{ xAxis: knee }];
  return {
    type: 'line',
    name,
    xAxisIndex: panel,
    yAxisIndex: panel,
    symbol: 'circle',
    symbolSize: 8,
    lineStyle: { color, width: 2 },
    itemStyle: { color },
    endLabel: { show: true, formatter: name, color: theme.ink },
    markLine: {
      silent: true,
      symbol: 'none',
      lineStyle: { color: theme.ink, type: 'dashed' },
      label: { show: panel === 0, formatter: `enough: ${knee ?? ''}`, color: theme.ink, position: 'end' },
      data: marks,
    },
  };
}

function tip({ points }: SweepChart, params: unknown): HTMLElement {
  const index =
    typeof params === 'object' && params !== null && 'dataIndex' in params ? params.dataIndex : -1;
  const point = points[Number(index)];
  if (!point) return factTable('', []);
  return factTable(point.name, [
    ['requests a second', rate(point.throughput)],
    ['median time', formatDuration(point.median)],
    ['95 % take at most', formatDuration(point.p95)],
  ]);
}
