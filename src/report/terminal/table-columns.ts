import type { ContenderResult, ContenderSummary, Ratio } from '../../compare/comparison.ts';
import { formatDuration } from '../text/duration.ts';
import { formatInterval, formatRatio } from '../text/ratio.ts';
import { formatBytes } from '../text/size.ts';
import { figure } from '../text/wording.ts';

/** One column of the comparison's table, beside the contenders' names. */
export type TableColumn = {
  /** Two lines. */
  readonly head: readonly [string, string];
  /** How soon it goes where there is no room for all; those with the highest go first, those with 0 never. */
  readonly rank: number;
  /** The same for a sweep, if it matters more there. */
  readonly rankInSweep?: number;
  /** Whether it counts what went wrong. */
  readonly isBad?: boolean;
  /** Whether it is left out where it says 0 of all. */
  readonly isOptional?: boolean;
  readonly cell: (result: ContenderResult) => string;
};

/** What is not known, or does not apply. */
export const NONE = '–';

/** All that the table can show, in order. */
export const COLUMNS: readonly TableColumn[] = [
  { head: ['', 'median'], rank: 0, cell: ({ summary }) => duration(summary?.wall.median) },
  {
    head: ['', 'speed-up'],
    rank: 0,
    cell: ({ summary }) => (summary?.ratio ? formatRatio(summary.ratio.value) : NONE),
  },
  { head: ['', '95 % interval'], rank: 1, cell: ({ summary }) => interval(summary?.ratio) },
  { head: ['peak', 'in flight'], rank: 4, cell: fetched(({ peakInFlight }) => String(peakInFlight)) },
  { head: ['', 'failures'], rank: 3, isBad: true, cell: fetched(({ failures }) => String(failures)) },
  {
    head: ['HTTP', 'errors'],
    rank: 2,
    isBad: true,
    isOptional: true,
    cell: fetched(({ refused }) => String(refused)),
  },
  { head: ['thread', 'start-up'], rank: 5, cell: startup },
  {
    head: ['a request', 'p50'],
    rank: 6,
    rankInSweep: 1,
    cell: fetched(({ latency }) => duration(latency?.p50)),
  },
  { head: ['', 'p95'], rank: 6, rankInSweep: 1, cell: fetched(({ latency }) => duration(latency?.p95)) },
  { head: ['', 'p99'], rank: 9, cell: fetched(({ latency }) => duration(latency?.p99)) },
  {
    head: ['', 'requests/s'],
    rank: 7,
    rankInSweep: 1,
    cell: fetched(({ throughput }) => (throughput === undefined ? NONE : figure(throughput))),
  },
  { head: ['mean', 'in flight'], rank: 10, cell: fetched(({ meanInFlight }) => meanInFlight.toFixed(1)) },
  { head: ['', 'connections'], rank: 11, cell: fetched(({ connections }) => String(connections)) },
  { head: ['', 'CPU time'], rank: 8, cell: fetched(({ cpu }) => duration(cpu)) },
  { head: ['memory', 'growth'], rank: 12, cell: fetched(({ memoryGrowth }) => formatBytes(memoryGrowth)) },
];

/** Those that have something to say of these contenders, or always a place. */
export function columnsFor(contenders: readonly ContenderResult[]): readonly TableColumn[] {
  return COLUMNS.filter(
    ({ isOptional, cell }) => !isOptional || contenders.some((each) => !isNothing(cell(each))),
  );
}

/** Whether a cell says that there is none. */
export function isNothing(text: string): boolean {
  return text === '0' || text === NONE;
}

function duration(milliseconds: number | undefined): string {
  return milliseconds === undefined ? NONE : formatDuration(milliseconds);
}

function interval(ratio: Ratio | undefined): string {
  return ratio?.interval ? formatInterval(ratio.interval) : NONE;
}

function startup(result: ContenderResult): string {
  if (result.kind === 'command' || result.threads === 0) return NONE;
  return duration(result.summary?.startup);
}

/** What is known of strategies only. */
function fetched(text: (summary: ContenderSummary) => string): TableColumn['cell'] {
  return (result) => (result.kind === 'strategy' && result.summary ? text(result.summary) : NONE);
}
