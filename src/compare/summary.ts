import type { Contender } from '../strategies/contender.ts';
import type {
  ContenderSummary,
  FetchedRun,
  SlowestRequest,
  StrategyResult,
  TypicalRound,
} from './comparison.ts';
import type { Standing } from './standing.ts';
import { median, medianPercentiles, type Spread, spread } from './statistics.ts';

/** What a contender's runs are seen against. */
export type Background = {
  readonly standing: Standing;
  readonly criticalPath: SlowestRequest | undefined;
};

/** Sums up what a strategy did. */
export function summarise(
  contender: Contender,
  runs: readonly FetchedRun[],
  typical: TypicalRound | undefined,
  background: Background,
): StrategyResult {
  const result = { kind: 'strategy', ...contender, runs } as const;
  if (runs.length === 0 || !typical) return result;
  return { ...result, summary: summaryOf(runs, background), typical };
}

function summaryOf(runs: readonly FetchedRun[], { standing, criticalPath }: Background): ContenderSummary {
  const over = (value: (run: FetchedRun) => number): number[] => runs.map(value);
  const wall = spread(over((run) => run.wall));
  const throughput = median(over((run) => perSecond(requestsOf(run), run.wall)));
  const latency = runs.flatMap((run) => run.latency ?? []);
  return {
    wall,
    ...(standing.ratio ? { ratio: standing.ratio } : {}),
    ...nearness(wall, criticalPath),
    startup: median(over((run) => run.startup)),
    cpu: median(over((run) => run.cpu)),
    peakRss: Math.max(...over((run) => run.peakRss)),
    connections: median(over((run) => run.connections)),
    peakInFlight: Math.max(...over((run) => run.peakInFlight)),
    meanInFlight: median(over((run) => (run.wall > 0 ? run.inFlight / run.wall : 0))),
    ...(throughput > 0 ? { throughput } : {}),
    ...(latency.length > 0 ? { latency: medianPercentiles(latency) } : {}),
    failures: Math.max(...over((run) => run.failures)),
  };
}

/** How near a time comes to the slowest request's own. */
function nearness(wall: Spread, criticalPath: SlowestRequest | undefined): { readonly nearness?: number } {
  return criticalPath && wall.median > 0 ? { nearness: criticalPath.inFlight / wall.median } : {};
}

function requestsOf({ statuses, failures }: FetchedRun): number {
  return Object.values(statuses).reduce((sum, count) => sum + count, failures);
}

function perSecond(count: number, milliseconds: number): number {
  return milliseconds > 0 ? (count / milliseconds) * 1000 : 0;
}
