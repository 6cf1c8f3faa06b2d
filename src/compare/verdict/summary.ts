import type {
  CommandResult,
  CommandRun,
  ContenderSummary,
  FetchedRun,
  SlowestRequest,
  StrategyResult,
  TimedSummary,
  TypicalRound,
} from '../comparison.ts';
import type { NamedContender } from '../contenders.ts';
import { answeredAlike } from './like-work.ts';
import { refusedIn } from '../refused.ts';
import type { Standing } from './standing.ts';
import { median, medianPercentiles, spread } from '../statistics/statistics.ts';

/** What a contender's runs are seen against. */
export type Background = {
  readonly standing: Standing;
  readonly criticalPath: SlowestRequest | undefined;
  /** Of the strategy with the fewest in flight: whose answers count. */
  readonly lowest: readonly FetchedRun[];
};

/** Sums up what a strategy did. */
export function summarise(
  contender: NamedContender,
  runs: readonly FetchedRun[],
  typical: TypicalRound | undefined,
  background: Background,
): StrategyResult {
  const result = { kind: 'strategy', ...contender, runs } as const;
  if (runs.length === 0 || !typical) return result;
  return { ...result, summary: summaryOf(runs, background), typical };
}

/** Sums up what a command did. */
export function summariseCommand(
  { name, command }: Pick<CommandResult, 'name' | 'command'>,
  runs: readonly CommandRun[],
  background: Background,
): CommandResult {
  const result = { kind: 'command', name, command, runs } as const;
  return runs.length === 0 ? result : { ...result, summary: timesOf(runs, background) };
}

function timesOf(
  runs: readonly { readonly wall: number }[],
  { standing, criticalPath }: Background,
): TimedSummary {
  const wall = spread(runs.map((run) => run.wall));
  return {
    wall,
    ...(standing.ratio ? { ratio: standing.ratio } : {}),
    ...(criticalPath && wall.median >= criticalPath.inFlight && wall.median > 0
      ? { nearness: criticalPath.inFlight / wall.median }
      : {}),
  };
}

function summaryOf(runs: readonly FetchedRun[], background: Background): ContenderSummary {
  const over = (value: (run: FetchedRun) => number): number[] => runs.map(value);
  const throughput = median(
    runs.map((run, round) => perSecond(answeredAlike(run, background.lowest[round] ?? run), run.wall)),
  );
  const latency = runs.flatMap((run) => run.latency ?? []);
  return {
    ...timesOf(runs, background),
    startup: median(over((run) => run.startup)),
    cpu: median(over((run) => run.cpu)),
    memoryGrowth: median(over((run) => run.memoryGrowth)),
    connections: median(over((run) => run.connections)),
    peakInFlight: Math.max(...over((run) => run.peakInFlight)),
    meanInFlight: median(over((run) => (run.wall > 0 ? run.inFlight / run.wall : 0))),
    ...(throughput > 0 ? { throughput } : {}),
    ...(latency.length > 0 ? { latency: medianPercentiles(latency) } : {}),
    failures: Math.max(...over((run) => run.failures)),
    refused: Math.max(...over((run) => refusedIn(run))),
  };
}

function perSecond(count: number, milliseconds: number): number {
  return milliseconds > 0 ? (count / milliseconds) * 1000 : 0;
}
