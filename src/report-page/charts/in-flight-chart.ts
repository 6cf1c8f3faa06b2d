import { valueAt } from '../../report/picture/step-series.ts';
import type { ChartData, ContenderChart } from '../../report/picture/model.ts';
import { axisLooks, formatTime, LEFT, timeAxis } from './axes.ts';
import { addImageButtons } from './chart-image.ts';
import { Chart, type ChartOption } from './chart.ts';
import { byId, factTable, make } from '../elements.ts';
import { onThemeChange, readTheme, seriesColor, type Theme } from './theme.ts';
import { tooltip } from './tooltip.ts';
import type { TimeWindow } from './time-window.ts';
import { onToggle } from './toggles.ts';
import { ZoomControl } from './zoom-control.ts';

const HEIGHT = 280;

/** Draws how many requests were in flight, a line for each run. */
export function drawInFlight({ contenders }: ChartData): void {
  const span = contenders.reduce((most, { inFlight }) => Math.max(most, inFlight.times.at(-1) ?? 0), 0);
  const hidden = new Set<number>();
  let shown: TimeWindow = { from: 0, to: span };
  const status = byId('in-flight-status');
  const chart = new Chart(byId('in-flight-chart'), (theme) => describe(contenders, hidden, shown, theme));
  const tell = (): void => {
    status.textContent = `${formatTime(shown.from)} to ${formatTime(shown.to)}`;
  };
  const zoom = new ZoomControl(chart, span, () => {
    shown = zoom.window;
    tell();
    chart.redraw();
  });
  chart.redraw(HEIGHT);
  tell();
  addImageButtons(chart, {
    title: 'Requests in flight',
    name: 'requests-in-flight',
    legend: (theme) =>
      contenders.flatMap(({ name }, n) => (hidden.has(n) ? [] : [{ name, color: seriesColor(theme, n) }])),
  });
  setUpLegend(contenders, (n, isOn) => {
    if (isOn) hidden.delete(n);
    else hidden.add(n);
    chart.redraw();
  });
}

function setUpLegend(
  contenders: readonly ContenderChart[],
  toggled: (n: number, isOn: boolean) => void,
): void {
  const group = byId('in-flight-lines');
  const buttons = contenders.map(({ name }, n) => {
    const button = make('button', name);
    button.setAttribute('type', 'button');
    button.setAttribute('aria-pressed', 'true');
    button.dataset['line'] = String(n);
    const swatch = make('span', '', 'swatch');
    button.prepend(swatch);
    return { button, swatch };
  });
  group.append(...buttons.map(({ button }) => button));
  group.hidden = contenders.length < 2;
  const paint = (): void => {
    const theme = readTheme();
    for (const [n, { swatch }] of buttons.entries()) swatch.style.backgroundColor = seriesColor(theme, n);
  };
  paint();
  onThemeChange(paint);
  onToggle(group, (button, isOn) => toggled(Number(button.dataset['line']), isOn));
}

function describe(
  contenders: readonly ContenderChart[],
  hidden: ReadonlySet<number>,
  shown: TimeWindow,
  theme: Theme,
): ChartOption {
  const series = contenders.flatMap(({ name, inFlight }, n) =>
    hidden.has(n)
      ? []
      : [
          {
            type: 'line',
            name,
            step: 'end',
            showSymbol: false,
            clip: true,
            lineStyle: {
              width: 2,
              color: seriesColor(theme, n),
              type: n < theme.series.length ? 'solid' : 'dashed',
            },
            itemStyle: { color: seriesColor(theme, n) },
            areaStyle: { color: seriesColor(theme, n), opacity: contenders.length === 1 ? 0.2 : 0.06 },
            emphasis: { disabled: true },
            data: [[0, 0], ...inFlight.times.map((time, index) => [time, inFlight.values[index] ?? 0])],
          },
        ],
  );
  return {
    textStyle: { fontFamily: theme.font },
    grid: { left: LEFT, right: 24, top: 12, bottom: 32 },
    xAxis: timeAxis(shown, theme),
    yAxis: { type: 'value', minInterval: 1, ...axisLooks(theme), axisLabel: { color: theme.muted } },
    tooltip: tooltip(theme, (params) => tip(contenders, hidden, params), 'axis'),
    series,
  };
}

function tip(
  contenders: readonly ContenderChart[],
  hidden: ReadonlySet<number>,
  params: unknown,
): HTMLElement {
  const [first]: { axisValue?: number }[] = Array.isArray(params) ? params : [];
  const time = first?.axisValue ?? 0;
  const facts = contenders.flatMap(({ name, inFlight }, n): [string, string][] => {
    const value = valueAt(inFlight, time);
    return hidden.has(n) ? [] : [[name, Number.isInteger(value) ? String(value) : value.toFixed(1)]];
  });
  return factTable(`In flight at ${formatTime(time)}`, facts);
}
