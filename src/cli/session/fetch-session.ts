import { LIMITS } from '../../options/table/limits.ts';
import type { FetchRun, RunStats } from '../../core/run.ts';
import { fetchAll } from '../../fetch-all.ts';
import type { RequestReader } from '../../input/request-reader.ts';
import type { Journal } from '../../journal/journal.ts';
import { Tally } from '../../report/text/tally.ts';
import type { FetchPlan } from './fetch-plan.ts';
import type { Input } from './input.ts';
import type { Io } from '../io.ts';
import { Pace } from '../terminal/pace.ts';
import { progressText } from '../terminal/progress.ts';
import { ProgressLines } from '../terminal/progress-lines.ts';
import { removeParts } from './save-folder.ts';
import type { Sink } from './sink.ts';
import { openSinks } from './sinks.ts';
import { StatusLine } from '../terminal/status-line.ts';
import { Stop } from '../stop.ts';
import { resumeNote, stopNote, summary } from '../terminal/summary.ts';
import { isTerminal } from '../terminal/terminal.ts';

/** One run of `overlap fetch`, from its input to its outputs. */
export class FetchSession {
  readonly stop = new Stop();
  readonly tally = new Tally();
  /** Where the run is resumed from; opened before the first request is read. */
  journal: Journal | undefined;
  readonly requests: RequestReader;
  readonly #plan: FetchPlan;
  readonly #input: Input;
  readonly #io: Io;
  readonly #run: FetchRun;
  #status: StatusLine | ProgressLines | undefined;
  #loopBefore = performance.eventLoopUtilization();
  /** What an earlier run has left is known. */
  #isReady = false;
  /** All requests of the list have their outcomes. */
  #isComplete = false;

  /** @throws {UsageError} the options make no sense */
  constructor(plan: FetchPlan, input: Input, io: Io) {
    this.#plan = plan;
    this.#input = input;
    this.#io = io;
    this.requests = input.read((request) => this.journal?.admits(request) ?? true);
    this.#run = fetchAll(this.requests, { ...plan.options, signal: this.stop.signal });
    // The input may be waiting for bytes before the run has begun, which would tell it to stop.
    this.stop.signal.addEventListener('abort', () => void this.requests.return(), { once: true });
  }

  /**
   * Lets the run happen: its outcomes go to the sinks, its progress and its summary to the standard error.
   * @throws {UsageError} an output cannot be used
   * @throws {InputError} the list breaks, or is not the one of the run to be resumed
   * @throws the reason of `stop.signal`, if that is aborted before the first request
   */
  async fetch(): Promise<void> {
    this.#status = this.#showProgress();
    try {
      await this.#fetchInto(await this.#openSinks());
    } finally {
      this.#status?.end();
    }
  }

  get stats(): RunStats {
    return this.#run.stats;
  }

  /** Starts no request any more. */
  readonly drain = (): void => {
    void this.#run.drain();
    void this.requests.return();
  };

  /** Tells people a line, unless nothing is to be said. */
  readonly say = (line: string): void => {
    if (!this.#plan.quiet) this.#around(() => this.#io.stderr.write(`${line}\n`));
  };

  readonly #around = (write: () => void): void => (this.#status ? this.#status.around(write) : write());

  async #openSinks(): Promise<readonly Sink[]> {
    const stats = (): RunStats => this.stats;
    const surroundings = { input: this.#input, stats, stop: this.stop, io: this.#io, around: this.#around };
    const { journal, all } = await openSinks(this.#plan, surroundings);
    this.journal = journal;
    return all;
  }

  async #fetchInto(sinks: readonly Sink[]): Promise<void> {
    this.#isReady = true;
    this.#loopBefore = performance.eventLoopUtilization();
    const { saveTo } = this.#plan.options;
    try {
      if (saveTo !== undefined) await removeParts(saveTo);
      await this.#deliver(sinks);
      if (!this.stop.reason) this.#complete();
    } finally {
      await Promise.all(sinks.map((sink) => sink.end()));
      this.#status?.end();
      if (!this.#plan.quiet && this.stop.reason?.kind !== 'closed') this.#io.stderr.write(this.#farewell());
    }
  }

  /** Waits only when a sink is full, because a wait for each outcome would cost more than writing it. */
  async #deliver(sinks: readonly Sink[]): Promise<void> {
    for await (const outcome of this.#run) {
      const code = outcome.kind === 'failure' ? outcome.error.code : undefined;
      // Given up when the run was stopped: it is as if the request had not been read.
      if (code === 'cancelled') {
        this.tally.addUnfinished(outcome);
        continue;
      }
      // So is one whose body the disk did not take, lest it count as done in a run that carries on from this one.
      if (outcome.kind === 'failure' && code === 'write_error') {
        this.stop.because({ kind: 'unwritable', message: outcome.error.message });
        continue;
      }
      this.tally.add(outcome);
      for (const sink of sinks) {
        const room = sink.write(outcome);
        if (room) await room;
      }
    }
  }

  #complete(): void {
    this.journal?.completed();
    this.#isComplete = true;
  }

  #showProgress(): StatusLine | ProgressLines | undefined {
    const { quiet, progress = isTerminal(this.#io.stderr, this.#io) ? 'live' : 'line' } = this.#plan;
    if (quiet || progress === 'none') return undefined;
    const pace = new Pace();
    const text = (): string => this.#progressText(pace);
    return progress === 'live'
      ? new StatusLine(this.#io.stderr, text)
      : new ProgressLines(this.#io.stderr, text);
  }

  #progressText(pace: Pace): string {
    if (!this.#isReady) return 'reading the results that are there';
    const { bytesTotal } = this.requests;
    return progressText({
      tally: this.tally,
      stats: this.stats,
      share: bytesTotal === undefined ? undefined : this.requests.bytesRead / bytesTotal,
      perSecond: pace.read(this.#io.clock(), this.tally.finished),
      timeout: this.#plan.options.timeout ?? LIMITS.timeout.default,
    });
  }

  /** The share of its time for which this thread was busy since the first request. */
  #busy(): number {
    return performance.eventLoopUtilization(this.#loopBefore).utilization;
  }

  #farewell(): string {
    const { reason } = this.stop;
    const { stats } = this.#run;
    return (
      stopNote(reason, this.tally, stats) +
      summary(this.tally, stats, this.#plan.options, this.#busy(), this.journal?.recorded.total ?? 0) +
      (this.journal && (reason || !this.#isComplete) ? resumeNote(this.#plan.keeping) : '')
    );
  }
}
