import { cutMiddle } from '../../report/text/fit.ts';
import { type Phase, PHASES } from '../../report/picture/model.ts';
import { timeAxis } from '../charts/axes.ts';
import type { ChartOption } from '../charts/chart.ts';
import type { DrawnRow, DrawnRows } from './drawn-rows.ts';
import type { RowOrder } from './lanes.ts';
import { at, hostOf, isError, type UrlNames, type Requests, shownResultOf, urlOf } from './requests.ts';
import type { Theme } from '../charts/theme.ts';
import type { TimeWindow } from '../charts/time-window.ts';

/** With more rows than this there is no room for their names. */
export const MOST_NAMED = 32;

/** Pixels above the rows, and in all what is not rows. */
export const TOP = 4;
export const AXIS_HEIGHT = 34;

/** The picture of some rows, and where it stands. */
export type WaterfallView = {
  readonly requests: Requests;
  readonly names: UrlNames;
  readonly drawn: DrawnRows;
  readonly order: RowOrder;
  readonly window: TimeWindow;
};

/** Pixels to the left of the bars. */
export function labelWidth({ drawn }: WaterfallView, width: number): number {
  return drawn.rows.length <= MOST_NAMED ? Math.min(Math.round(width * 0.34), 340) : 64;
}

export function waterfallOption(view: WaterfallView, theme: Theme, width: number): ChartOption {
  const { drawn, window } = view;
  const isNamed = drawn.rows.length <= MOST_NAMED;
  const left = labelWidth(view, width);
  const errors = errorShares(view);
  return {
    textStyle: { fontFamily: theme.font },
    grid: { left, right: 24, top: TOP, bottom: AXIS_HEIGHT - TOP },
    xAxis: timeAxis(window, theme),
    yAxis: {
      type: 'category',
      inverse: true,
      data: drawn.rows.map((row, n) =>
        isNamed ? nameOf(row, view, Math.floor((left - 20) / 6.6)) : String(n),
      ),
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: {
        show: isNamed,
        interval: 0,
        fontSize: 12,
        color: (_: string, n: number) => ((errors[n] ?? 0) > 0 ? theme.bad : theme.ink),
      },
    },
    series: [
      {
        type: 'custom',
        data: drawn.rows.map((_, n) => [window.from, n]),
        renderItem: (params: RowParams, api: RowApi) =>
          drawRow(params, api, view, { theme, errors: errors[params.dataIndex] ?? 0 }),
      },
    ],
  };
}

/** What ECharts hands to a series that draws itself, as far as it is used here. */
type RowParams = {
  readonly dataIndex: number;
  readonly coordSys: {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  };
};

type RowApi = { readonly coord: (point: readonly [x: number, y: number]) => readonly [x: number, y: number] };

function drawRow(
  { dataIndex, coordSys }: RowParams,
  api: RowApi,
  view: WaterfallView,
  { theme, errors }: { readonly theme: Theme; readonly errors: number },
): unknown {
  const row = view.drawn.rows[dataIndex];
  if (!row) return undefined;
  const band = coordSys.height / view.drawn.rows.length;
  const [, middle] = api.coord([view.window.from, dataIndex]);
  const height = band > 4 ? band * 0.76 : band;
  const top = middle - height / 2;
  const scale = coordSys.width / (view.window.to - view.window.from);
  const toPixel = (time: number): number => {
    const x = coordSys.x + (time - view.window.from) * scale;
    return Math.min(Math.max(x, coordSys.x), coordSys.x + coordSys.width);
  };
  const phases = PHASES.flatMap((phase, n) =>
    bars(phase, row.spans[n] ?? [], { toPixel, top, height, theme }),
  );
  const fault = {
    type: 'rect',
    shape: { x: coordSys.x - 7, y: top, width: 4, height: Math.max(height, 1) },
    // The more of a row's requests went wrong, the stronger.
    style: { fill: theme.bad, opacity: Math.max(errors, 0.2) },
    silent: true,
  };
  return {
    type: 'group',
    children: errors > 0 ? [...phases, fault] : phases,
  };
}

type BarPlace = {
  readonly toPixel: (time: number) => number;
  readonly top: number;
  readonly height: number;
  readonly theme: Theme;
};

function bars(phase: Phase, spans: readonly number[], { toPixel, top, height, theme }: BarPlace): unknown[] {
  if (spans.length === 0) return [];
  const slim = phase === 'queued' || phase === 'earlier';
  // What is not in flight is half as high, so that the bars proper stand out.
  const inset = slim && height > 4 ? height / 4 : 0;
  return [
    {
      type: 'spans',
      shape: { spans: spans.map(toPixel), top: top + inset, height: height - 2 * inset },
      style: { fill: theme.phases[phase] },
      silent: true,
    },
  ];
}

/** Which share of each row's requests got no response, or one that refuses. */
function errorShares({ requests, names, drawn }: WaterfallView): readonly number[] {
  const isErrors = names.results.map(isError);
  return drawn.rows.map(({ requests: members }) => {
    const errors = members.filter((n) => isErrors[at(requests.columns.result, n)]);
    return errors.length / members.length;
  });
}

/** What a row is called, in at most `most` characters. */
export function nameOf(row: DrawnRow, { requests, names, order, drawn }: WaterfallView, most = 200): string {
  const first = row.requests[0];
  if (first === undefined) return '';
  if (order === 'slot') {
    const place = `thread ${at(requests.columns.thread, first)}, slot ${at(requests.columns.slot, first)}`;
    return drawn.lanesInRow > 1 ? `from ${place}` : place;
  }
  if (row.requests.length > 1) {
    const hosts = new Set(row.requests.map((n) => hostOf(names, requests, n)));
    const [host = ''] = hosts;
    return `${row.requests.length} requests${hosts.size === 1 ? ` to ${cutMiddle(bare(host), most)}` : ''}`;
  }
  const result = shownResultOf(names, requests, first);
  return `${cutMiddle(bare(urlOf(names, requests, first)), most - result.length - 1)} ${result}`;
}

function bare(url: string): string {
  return url.replace(/^https?:\/\//, '');
}
