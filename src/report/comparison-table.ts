import type { Comparison, ContenderResult, Verdict } from '../compare/comparison.ts';
import { alignColumns, type Cell } from './align.ts';
import { formatDuration } from './duration.ts';
import { cutEnd, wrap } from './fit.ts';
import { painter, type Style } from './paint.ts';
import { formatRatio } from './ratio.ts';
import { verdictText } from './verdict-text.ts';
import { warningText } from './warning-text.ts';
import { usableColumns } from './width.ts';

export type TableOptions = {
  /** Width of the terminal; taken as 60 if it is less. */
  readonly columns: number;
  /** Whether to use ANSI colours. */
  readonly color: boolean;
};

const NONE = '–';
const HEAD = [
  ['', '', '', 'peak', '', 'thread'],
  ['contender', 'median', 'speed-up', 'in flight', 'failures', 'start-up'],
];
/** What the columns beside the contender's name take at most, gaps included. */
const FIGURES_WIDTH = 50;

/** The comparison as a table, followed by its warnings and a sentence that says which contender to take. */
export function comparisonTable(comparison: Comparison, options: TableOptions): string {
  const columns = usableColumns(options.columns);
  const paint = painter(options.color);
  const rows = comparison.contenders.map((contender) =>
    cells(contender, comparison.verdict, columns - FIGURES_WIDTH),
  );
  const head = HEAD.map((row) => row.map((text): Cell => ({ text, style: 'dim' })));
  const warnings = comparison.warnings.flatMap((warning) => wrap(warningText(warning), columns, '  '));
  return [
    ...wrap(scope(comparison), columns),
    '',
    ...alignColumns([...head, ...rows], paint),
    '',
    ...warnings.map((line) => paint(line, 'yellow')),
    ...wrap(verdictText(comparison), columns).map((line) => paint(line, 'bold')),
    '',
  ].join('\n');
}

/** What was compared, how often. */
function scope({ requests, hosts, rounds, settings, stopped }: Comparison): string {
  const made = stopped ? `stopped after ${rounds} of ${settings.rounds} rounds` : count(rounds, 'round');
  return `${count(requests, 'request')}, ${count(hosts, 'host')}, ${made}`;
}

function count(number: number, noun: string): string {
  return number === 1 ? `1 ${noun}` : `${number} ${noun}s`;
}

function cells(
  { spec, threads, summary }: ContenderResult,
  verdict: Verdict | undefined,
  most: number,
): Cell[] {
  const best: { style?: Style } = spec === verdict?.fastest ? { style: 'green' } : {};
  const name = { text: cutEnd(spec, most), ...best };
  if (!summary) return [name, ...Array.from({ length: 5 }, () => ({ text: NONE }))];
  return [
    name,
    { text: formatDuration(summary.wall.median), ...best },
    { text: summary.speedUp === undefined ? NONE : formatRatio(summary.speedUp), ...best },
    { text: String(summary.peakInFlight) },
    summary.failures === 0 ? { text: '0' } : { text: String(summary.failures), style: 'red' },
    { text: threads === 0 ? NONE : formatDuration(summary.startup) },
  ];
}
