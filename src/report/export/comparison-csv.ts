import type {
  CommandResult,
  CommandRun,
  Comparison,
  ContenderResult,
  FetchedRun,
  StrategyResult,
} from '../../compare/comparison.ts';
import { refusedIn } from '../../compare/refused.ts';
import { toMicroseconds } from '../../util/clock.ts';
import { csvNumber, csvText } from '../../output/csv-cell.ts';

/** A strategy in one round. */
type StrategyRow = { readonly contender: StrategyResult; readonly run: FetchedRun };

/** A contender in one round. */
type Row = StrategyRow | { readonly contender: CommandResult; readonly run: CommandRun };

type Column = { readonly name: string; readonly cell: (row: Row) => string };

/** Times are milliseconds; what is not known of an external command leaves its cell empty. */
const COLUMNS: readonly Column[] = [
  { name: 'contender', cell: ({ contender }) => csvText(contender.name) },
  { name: 'round', cell: ({ run }) => csvNumber(run.round) },
  { name: 'wall', cell: ({ run }) => csvNumber(run.wall) },
  ofStrategy('threads', ({ contender }) => contender.threads),
  ofStrategy('slots', ({ contender }) => contender.slots),
  ofStrategy('startup', ({ run }) => run.startup),
  ofStrategy('peakInFlight', ({ run }) => run.peakInFlight),
  ofStrategy('failures', ({ run }) => run.failures),
  ofStrategy('refused', ({ run }) => refusedIn(run)),
  ofStrategy('inFlight', ({ run }) => run.inFlight),
  ofStrategy('bytes', ({ run }) => run.bytes),
  ofStrategy('connections', ({ run }) => run.connections),
  ofStrategy('cpu', ({ run }) => run.cpu),
  ofStrategy('memoryGrowth', ({ run }) => run.memoryGrowth),
  ofStrategy('p50', ({ run }) => run.latency?.p50),
  ofStrategy('p90', ({ run }) => run.latency?.p90),
  ofStrategy('p95', ({ run }) => run.latency?.p95),
  ofStrategy('p99', ({ run }) => run.latency?.p99),
  { name: 'exitCode', cell: ({ run }) => ('exitCode' in run ? csvNumber(run.exitCode) : '') },
];

/** A row for each round of each contender, for statistics of one's own. */
export function* comparisonCsv({ contenders }: Comparison): Generator<string> {
  yield lineOf(COLUMNS.map(({ name }) => name));
  for (const contender of contenders) {
    for (const row of rowsOf(contender)) yield lineOf(COLUMNS.map(({ cell }) => cell(row)));
  }
}

function rowsOf(contender: ContenderResult): readonly Row[] {
  return contender.kind === 'strategy'
    ? contender.runs.map((run) => ({ contender, run }))
    : contender.runs.map((run) => ({ contender, run }));
}

function ofStrategy(name: string, value: (row: StrategyRow) => number | undefined): Column {
  return { name, cell: (row) => (isOfStrategy(row) ? rounded(value(row)) : '') };
}

/** Percentiles lie between values, and would carry the noise of binary fractions. */
function rounded(value: number | undefined): string {
  return csvNumber(value === undefined ? value : toMicroseconds(value));
}

function isOfStrategy(row: Row): row is StrategyRow {
  return row.contender.kind === 'strategy';
}

function lineOf(cells: readonly string[]): string {
  return `${cells.join(',')}\n`;
}
