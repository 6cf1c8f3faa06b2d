import type { RequestInput } from '../core/request.ts';
import type { FetchRun } from '../core/run.ts';
import type { Contender } from '../strategies/contender.ts';
import type { FetchedRun, TypicalRound } from './comparison.ts';
import { KeptRounds } from './kept-rounds.ts';
import { type RecordedRun, recordRun } from './run-record.ts';
import type { Runner } from './runner.ts';

/** Fetches the list, and whoever runs it reads the outcomes. */
export type StartRun = (inputs: Iterable<RequestInput>) => FetchRun;

/** Runs a strategy, each time over fresh connections. */
export class StrategyRunner implements Runner {
  readonly contender: Contender;
  readonly runs: FetchedRun[] = [];
  readonly #requests: readonly RequestInput[];
  readonly #start: StartRun;
  readonly #kept: KeptRounds;
  #last: RecordedRun | undefined;

  /** @param held how many rounds' outcomes are held until the typical one is known */
  constructor(contender: Contender, requests: readonly RequestInput[], start: StartRun, held: number) {
    this.contender = contender;
    this.#requests = requests;
    this.#start = start;
    this.#kept = new KeptRounds(held);
  }

  get spec(): string {
    return this.contender.spec;
  }

  get walls(): readonly number[] {
    return this.runs.map(({ wall }) => wall);
  }

  get typical(): TypicalRound | undefined {
    return this.#kept.typical;
  }

  async run(round: number): Promise<void> {
    this.#last = await recordRun(this.#start, this.#requests, round);
  }

  keep(): void {
    if (!this.#last) return;
    const { run, outcomes } = this.#last;
    this.runs.push(run);
    this.#kept.add(run.round, run.wall, outcomes);
    this.#last = undefined;
  }
}
