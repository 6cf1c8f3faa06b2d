import type { Comparison, ContenderResult } from '../../compare/comparison.ts';
import { toAscii } from './ascii-glyphs.ts';
import { drawAxis } from './axis.ts';
import { drawBar } from './bar.ts';
import { type Bar, barsOf } from './bars.ts';
import { formatDuration } from '../text/duration.ts';
import { ascii, cutEnd, cutMiddle } from '../text/fit.ts';
import { painter, type Paint, resultStyle } from './paint.ts';
import { formatRatio } from '../text/ratio.ts';
import { usableColumns } from './width.ts';
import { grouped } from '../text/wording.ts';

export type TimelineOptions = {
  /** Width of the terminal; taken as 40 if it is less. */
  readonly columns: number;
  /** Whether to use ANSI colours. */
  readonly color: boolean;
  /**
   * How many requests are shown under each contender, evenly from the list where it has more.
   * @default 24, and fewer for more than four contenders
   */
  readonly rows?: number;
  /** Whether to draw with ASCII alone. @default false */
  readonly ascii?: boolean;
};

/** For all contenders together, and for one at most and at least. */
const ROWS = { inAll: 96, most: 24, least: 4 };
/** The share of the width that labels may take. */
const LABEL_SHARE = 0.4;
/** A space, three characters of status, a space. */
const STATUS_WIDTH = 5;

/** What all the rows have in common. */
type Layout = {
  readonly labelWidth: number;
  /** Columns for bars. */
  readonly cells: number;
  /** Milliseconds that they stand for. */
  readonly span: number;
  readonly paint: Paint;
};

/** A contender as it is drawn. */
type Drawn = {
  readonly contender: ContenderResult;
  /** Those that are shown. */
  readonly bars: readonly Bar[];
  /** Milliseconds that the round took. */
  readonly span: number;
};

/**
 * Each contender's typical round, each request a bar, in input order. All bars share one time axis, as long as
 * the longest of the rounds, so that the length of the picture is the time and bars side by side are requests that overlap.
 * @returns an empty text if no round was finished
 */
export function timeline(comparison: Comparison, options: TimelineOptions): string {
  const columns = usableColumns(options.columns);
  const rows = options.rows ?? defaultRows(comparison.contenders.length);
  const shown = comparison.contenders.flatMap((contender) =>
    contender.summary ? [drawnOf(contender, rows, comparison.requests)] : [],
  );
  if (shown.length === 0) return '';
  const layout = layOut(shown, columns, painter(options.color));
  const lines = shown.flatMap(({ contender, bars }) => [
    layout.paint(cutEnd(heading(contender), columns), 'bold'),
    ...bars.map((bar) => row(bar, layout)),
    ...more(contender, bars.length, comparison.requests),
    '',
  ]);
  const text = [...lines, ...axis(layout), ''].join('\n');
  return options.ascii ? toAscii(text) : text;
}

function defaultRows(contenders: number): number {
  return Math.max(Math.min(Math.floor(ROWS.inAll / contenders), ROWS.most), ROWS.least);
}

function layOut(shown: readonly Drawn[], columns: number, paint: Paint): Layout {
  const widest = Math.max(0, ...shown.flatMap(({ bars }) => bars.map((bar) => label(bar).length)));
  const labelWidth = Math.min(widest, Math.floor(columns * LABEL_SHARE));
  const span = Math.max(...shown.map((drawn) => drawn.span));
  return { labelWidth, cells: columns - labelWidth - STATUS_WIDTH, span, paint };
}

function drawnOf(contender: ContenderResult, rows: number, requests: number): Drawn {
  if (contender.kind === 'command' || !contender.typical) return { contender, bars: [], span: 0 };
  const { round, outcomes } = contender.typical;
  const bars = barsOf(outcomes);
  const end = bars.reduce((latest, { spans }) => Math.max(latest, spans.at(-1)?.end ?? 0), 0);
  // Where not all outcomes were kept, the round went on.
  const wall = contender.runs.find((run) => run.round === round)?.wall ?? 0;
  return { contender, bars: evenly(bars, rows), span: bars.length < requests ? Math.max(end, wall) : end };
}

/** So many of them at most, the first and the last among them. */
function evenly<T>(items: readonly T[], most: number): readonly T[] {
  if (items.length <= most) return items;
  const step = (items.length - 1) / Math.max(most - 1, 1);
  const kept = new Set(Array.from({ length: most }, (_, n) => Math.round(n * step)));
  return items.filter((_, index) => kept.has(index));
}

function heading(contender: ContenderResult): string {
  const { name, summary } = contender;
  const parts = [name];
  if (summary) {
    parts.push(formatDuration(summary.wall.median));
    if (summary.ratio !== undefined) parts.push(formatRatio(summary.ratio.value));
  }
  return [...parts, ...details(contender)].join('  ');
}

function details(contender: ContenderResult): readonly string[] {
  if (contender.kind === 'command') return ['timed as a whole process'];
  const { threads, summary, typical } = contender;
  const parts: string[] = [];
  if (summary) parts.push(`peak ${summary.peakInFlight} in flight`);
  if (summary && threads > 0) parts.push(`start-up ${formatDuration(summary.startup)}`);
  if (typical) parts.push(`round ${typical.round}`);
  return parts;
}

function label({ url }: Bar): string {
  return ascii(url).replace(/^https?:\/\//, '');
}

function row(bar: Bar, { labelWidth, cells, span, paint }: Layout): string {
  const name = cutMiddle(label(bar), labelWidth).padEnd(labelWidth);
  const status = (bar.status === undefined ? '✗' : String(bar.status)).padStart(STATUS_WIDTH - 2);
  const style = resultStyle(bar.status);
  return `${name} ${paint(status, style)} ${paint(stretch(bar, cells, span), style)}`;
}

/** The bar, and beside it why the request failed, where there is room. */
function stretch({ spans, code }: Bar, cells: number, span: number): string {
  if (spans.length === 0) return cutEnd(code ?? '', cells);
  const scale = span > 0 ? cells / span : 0;
  const drawn = spans.reduce(
    (line, { start, end }) => over(line, drawBar(start * scale, end * scale, cells)),
    '',
  );
  if (code === undefined) return drawn;
  if (drawn.length + 1 + code.length <= cells) return `${drawn} ${code}`;
  const before = drawn.length - drawn.trimStart().length - 1;
  return before < code.length ? drawn : code.padStart(before) + drawn.slice(before);
}

/** A bar behind the ones of the same line that come before it. */
function over(line: string, bar: string): string {
  const begins = bar.length - bar.trimStart().length;
  return line.padEnd(begins) + bar.slice(Math.max(begins, line.length));
}

/** What is not drawn: between the rows, and after those whose outcomes were kept. */
function more(contender: ContenderResult, drawn: number, requests: number): readonly string[] {
  if (contender.kind === 'command' || drawn === requests) return [];
  const kept = contender.typical?.outcomes.length ?? 0;
  const places = [
    ...(kept > drawn ? [`${grouped(kept - drawn)} more between them`] : []),
    ...(requests > kept ? [`${grouped(requests - kept)} more after them`] : []),
  ];
  return [`… and ${places.join(', ')}`];
}

function axis({ labelWidth, cells, span, paint }: Layout): readonly string[] {
  const indent = ' '.repeat(labelWidth + STATUS_WIDTH);
  return drawAxis(span, cells).map((line) => indent + paint(line, 'dim'));
}
