import type {
  Comparison,
  ContenderResult,
  FetchedRun,
  SlowestRequest,
  StrategyResult,
} from '../../src/compare/comparison.ts';
import { readNamedSpec } from '../../src/compare/contender-name.ts';
import type { NamedContender } from '../../src/compare/contenders.ts';
import { concludeFrom, type Standing } from '../../src/compare/verdict/standing.ts';
import { summarise } from '../../src/compare/verdict/summary.ts';
import type { Outcome } from '../../src/core/outcome.ts';
import { parseContender } from '../../src/strategies/contender.ts';

/** One run, with nothing remarkable but what is given. */
export function fetchedRun(given: Partial<FetchedRun>): FetchedRun {
  return {
    round: 1,
    wall: 100,
    startup: 0,
    peakInFlight: 1,
    failures: 0,
    statuses: {},
    failureCodes: {},
    inFlight: 100,
    bytes: 0,
    connections: 1,
    cpu: 5,
    memoryGrowth: 50_000_000,
    ...given,
  };
}

export type FakeContender = {
  readonly spec: string;
  /** One a round. */
  readonly runs: readonly Partial<FetchedRun>[];
  readonly outcomes?: readonly Outcome[];
};

/** Contenders' results out of their runs, the first one being the reference. */
export function contenderResults(
  contenders: readonly FakeContender[],
  criticalPath?: SlowestRequest,
): readonly StrategyResult[] {
  const runs = contenders.map((each) =>
    each.runs.map((run, index) => fetchedRun({ round: index + 1, ...run })),
  );
  const standing = standingOf(runs);
  return contenders.map(({ spec, outcomes = [] }, index) =>
    summarise(namedContender(spec), runs[index] ?? [], typicalOf(runs[index] ?? [], outcomes), {
      standing: standing[index] ?? { unbeaten: false },
      criticalPath,
      lowest: runs[0] ?? [],
    }),
  );
}

function namedContender(text: string): NamedContender {
  const { name, given: spec } = readNamedSpec(text);
  return { name: name ?? spec, ...parseContender(spec) };
}

/** The result of one contender alone. */
export function contenderResult(
  spec: string,
  runs: readonly Partial<FetchedRun>[],
  outcomes: readonly Outcome[] = [],
): StrategyResult {
  const [result] = contenderResults([{ spec, runs, outcomes }]);
  if (!result) throw new Error('a contender without a result');
  return result;
}

/** How contenders stand, at 95 % for all of them together. */
function standingOf(runs: readonly (readonly { readonly wall: number }[])[]): readonly Standing[] {
  const plan = { contenders: runs.length, rounds: runs[0]?.length ?? 0, earlyStop: false };
  const walls = runs.map((each) => each.map(({ wall }) => wall));
  return concludeFrom(plan, 'all-rounds', walls).standing;
}

export function standingOfResults(results: readonly ContenderResult[]): readonly Standing[] {
  return standingOf(results.map(({ runs }) => runs));
}

function typicalOf(runs: readonly FetchedRun[], outcomes: readonly Outcome[]) {
  return runs.length === 0 ? undefined : { round: 1, outcomes };
}

/** The contenders that are strategies. */
export function strategiesOf({ contenders }: Comparison): readonly StrategyResult[] {
  return contenders.filter((contender) => contender.kind === 'strategy');
}
