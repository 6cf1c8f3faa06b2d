import type { FetchedRun, TypicalRound } from '../comparison.ts';
import type { NamedContender } from '../contenders.ts';
import { type Holding, KeptRounds } from './kept-rounds.ts';
import type { ListFetcher } from './list-fetcher.ts';
import { unansweredIn } from '../refused.ts';
import { type RecordedRun, recordRun } from './run-record.ts';
import type { Runner } from './runner.ts';
import { Work } from '../work.ts';

/** How much there is to run. */
export type Extent = {
  readonly requests: number;
  /** What of them is held until the typical round is known. */
  readonly holding: Holding;
};

/** Runs a strategy. */
export class StrategyRunner implements Runner {
  readonly kind = 'strategy';
  readonly contender: NamedContender;
  readonly runs: FetchedRun[] = [];
  /** What came of the requests in the rounds that count. */
  readonly work: Work;
  /** The resolvers that its rounds have used. */
  readonly resolvers = new Set<'own' | 'system'>();
  readonly #fetcher: ListFetcher;
  readonly #requests: number;
  readonly #outcomesHeld: number;
  readonly #kept: KeptRounds;
  #last: RecordedRun | undefined;

  constructor(contender: NamedContender, fetcher: ListFetcher, { requests, holding }: Extent) {
    this.contender = contender;
    this.#fetcher = fetcher;
    this.#requests = requests;
    this.work = new Work(requests);
    this.#kept = new KeptRounds(holding.rounds);
    this.#outcomesHeld = holding.outcomes;
  }

  get name(): string {
    return this.contender.name;
  }

  get walls(): readonly number[] {
    return this.runs.map(({ wall }) => wall);
  }

  get unanswered(): number {
    return unansweredIn(this.runs);
  }

  get typical(): TypicalRound | undefined {
    return this.#kept.typical;
  }

  async run(round: number): Promise<void> {
    const recorded = await recordRun(this.#fetcher, this.#requests, round);
    if (recorded.names.own > 0) this.resolvers.add('own');
    if (recorded.names.system > 0) this.resolvers.add('system');
    this.#last = { ...recorded, outcomes: recorded.outcomes.slice(0, this.#outcomesHeld) };
  }

  keep(): void {
    if (!this.#last) return;
    this.runs.push(this.#last.run);
    this.work.add(this.#last.work);
    this.#kept.add(this.#last);
    this.#last = undefined;
  }

  close(): Promise<void> {
    return this.#fetcher.close();
  }
}
