import type {
  Comparison,
  ContenderResult,
  ContenderSummary,
  StrategyResult,
} from '../../compare/comparison.ts';
import { printable } from '../../util/printable.ts';
import { formatDuration } from '../text/duration.ts';
import { kneeText } from '../text/knee-text.ts';
import { legendOf } from '../text/legend.ts';
import { formatRatio } from '../text/ratio.ts';
import { scopeText } from '../text/scope-text.ts';
import { columnsFor, NONE } from '../terminal/table-columns.ts';
import { verdictText } from '../text/verdict-text.ts';
import { quotedBy, warningText } from '../text/warning-text.ts';
import { grouped } from '../text/wording.ts';
import { chartData } from '../picture/chart-data.ts';
import { environmentFacts, settingsFacts } from './comparison-facts.ts';
import { errorsTable, HostErrors } from './host-errors.ts';
import { inFlightTable } from './in-flight-table.ts';
import type { Fact, ReportModel, Table } from '../picture/model.ts';
import { MOST_DRAWN, RunPicture } from '../picture/run-picture.ts';
import { speedUpsOf } from './speed-ups.ts';
import { levelsTable, sweepChartOf } from './sweep.ts';

/** Requests that are drawn one by one, over all contenders, at most. */
const MOST_IN_ALL = 80_000;

/** The report of a comparison. */
export function comparisonReport(comparison: Comparison): ReportModel {
  const { contenders } = comparison;
  const strategies = contenders.filter((contender) => contender.kind === 'strategy');
  const most = Math.min(MOST_DRAWN, Math.floor(MOST_IN_ALL / Math.max(strategies.length, 1)));
  const runs = strategies.map((contender) => ({
    name: contender.name,
    picture: pictureOf(contender, most),
    errors: errorsOf(contender),
  }));
  const speedUps = speedUpsOf(comparison);
  const sweep = comparison.sweep && sweepChartOf(comparison.sweep);
  return {
    title: `Overlap: ${contenders.map(({ name }) => name).join(', ')}`,
    verdict: [verdictText(comparison), kneeText(comparison) ?? ''].join(' ').trimEnd(),
    scope: scopeText(comparison),
    highlights: highlights(comparison),
    notes: comparison.warnings.map((warning) => ({ text: warningText(warning), quoted: quotedBy(warning) })),
    contenders: contendersTable(contenders),
    legend: legendOf(comparison),
    rounds: roundsTable(comparison),
    ...(comparison.sweep ? { levels: levelsTable(comparison.sweep) } : {}),
    inFlight: inFlightTable(
      runs.map(({ name, picture }) => ({ name, series: picture.inFlight(), wall: picture.wall })),
    ),
    errors: errorsTable(runs),
    ...bestOf(comparison, strategies),
    environment: environmentFacts(comparison),
    settings: settingsFacts(comparison.settings),
    charts: chartData(runs, { ...(speedUps ? { speedUps } : {}), ...(sweep ? { sweep } : {}) }),
  };
}

/** The strategy that the verdict names, or the first of those it names; a command has no requests to show. */
function bestOf({ verdict }: Comparison, strategies: readonly StrategyResult[]): Pick<ReportModel, 'best'> {
  const named = verdict ? [verdict.fastest, ...verdict.level] : [];
  const best = named.find((name) => strategies.some((strategy) => strategy.name === name));
  return best === undefined ? {} : { best: printable(best) };
}

function pictureOf({ typical }: StrategyResult, most: number): RunPicture {
  const picture = new RunPicture(most);
  for (const outcome of typical?.outcomes ?? []) picture.add(outcome);
  return picture;
}

function errorsOf({ typical }: StrategyResult): HostErrors {
  const errors = new HostErrors();
  for (const outcome of typical?.outcomes ?? []) errors.add(outcome);
  return errors;
}

function highlights({ contenders, verdict, criticalPath }: Comparison): readonly Fact[] {
  const fastest = contenders.find(({ name }) => name === verdict?.fastest);
  if (!verdict || !fastest?.summary) return [];
  const { wall } = fastest.summary;
  const facts = [{ name: `median time of ${verdict.fastest}`, value: formatDuration(wall.median) }];
  if (verdict.ratio?.shown === 'faster') {
    facts.push({ name: `as fast as ${verdict.reference}`, value: formatRatio(verdict.ratio.value) });
  }
  if (criticalPath) {
    facts.push({ name: 'slowest single request', value: formatDuration(criticalPath.inFlight) });
  }
  const nearness = fastest.kind === 'strategy' ? limitingNearness(fastest.summary) : undefined;
  if (nearness !== undefined) {
    facts.push({
      name: 'of the speed that its slowest request allows',
      value: `${Math.round(nearness * 100)} %`,
    });
  }
  return facts;
}

/**
 * How near a run came to its slowest request, where that request is what limits it. No run is shorter than its longest
 * request, nor than all its work divided by its places (Graham, 1969, "Bounds on Multiprocessing Timing Anomalies").
 * Where the second limit is the longer one, as with many requests to a place, being far from the first says nothing.
 * Places are the most that were in flight, since hosts' caps may leave slots empty. Work by places is the time of the
 * run by the share of its places that was taken on average.
 */
function limitingNearness({ nearness, meanInFlight, peakInFlight }: ContenderSummary): number | undefined {
  return nearness !== undefined && nearness * peakInFlight >= meanInFlight ? nearness : undefined;
}

function contendersTable(contenders: readonly ContenderResult[]): Table {
  const columns = columnsFor(contenders).filter(({ cell }) =>
    contenders.some((contender) => cell(contender) !== NONE),
  );
  return {
    caption:
      'Medians over the rounds, but peaks and failures, which are the highest of all rounds; CPU time and memory ' +
      'growth are those of the whole process; intervals hold at 95 % for all claims together',
    columns: ['contender', ...columns.map(({ head }) => head.join(' ').trim())],
    rows: contenders.map((contender) => [contender.name, ...columns.map(({ cell }) => cell(contender))]),
    empty: 'There was no contender.',
  };
}

function roundsTable({ contenders, rounds }: Comparison): Table {
  const numbers = Array.from({ length: rounds }, (_, n) => n);
  return {
    caption: 'Time of each round',
    columns: ['contender', ...numbers.map((n) => `round ${grouped(n + 1)}`)],
    rows: contenders.map(({ name, runs }) => [name, ...numbers.map((n) => wallText(runs[n]?.wall))]),
    empty: 'No round was finished.',
  };
}

function wallText(wall: number | undefined): string {
  return wall === undefined ? NONE : formatDuration(wall);
}
