import { formatDuration } from '../../report/text/duration.ts';
import type { ChartOption } from './chart.ts';
import type { Theme } from './theme.ts';
import type { TimeWindow } from './time-window.ts';

/** Left edge of what is drawn over time: the same for all charts, so that they stand under each other. */
export const LEFT = 64;

/** A time of the run for people. */
export function formatTime(milliseconds: number): string {
  return milliseconds === 0 ? '0' : formatDuration(milliseconds);
}

/** The axis of time, as far as a window shows it. */
export function timeAxis(window: TimeWindow, theme: Theme): ChartOption {
  return {
    type: 'value',
    min: window.from,
    max: window.to,
    ...axisLooks(theme),
    axisLabel: { color: theme.muted, hideOverlap: true, showMaxLabel: false, formatter: tickLabel(window) },
    splitNumber: 8,
  };
}

/** Times as far as they differ within the window: `1.25 s` and not `1.3 s` where the ticks are 50 ms apart. */
function tickLabel({ from, to }: TimeWindow): (milliseconds: number) => string {
  const unit = to < 1000 ? { size: 1, name: 'ms' } : { size: 1000, name: 's' };
  const digits = Math.min(Math.max(1 - Math.floor(Math.log10((to - from) / unit.size)), 0), 3);
  return (milliseconds) => {
    const text = (milliseconds / unit.size)
      .toFixed(digits)
      .replace(/(\.\d*?)0+$/, '$1')
      .replace(/\.$/, '');
    return milliseconds === 0 ? '0' : `${text} ${unit.name}`;
  };
}

export function axisLooks(theme: Theme): ChartOption {
  return {
    axisLine: { show: false },
    axisTick: { show: false },
    splitLine: { show: true, lineStyle: { color: theme.line } },
    nameTextStyle: { color: theme.muted },
  };
}
