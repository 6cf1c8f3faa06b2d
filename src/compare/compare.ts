import { type Clock, systemClock } from '../core/clock.ts';
import { UsageError } from '../core/errors.ts';
import { isoTime } from '../core/iso-time.ts';
import type { FetchOptions } from '../core/options.ts';
import type { RequestInput, RequestInputs } from '../core/request.ts';
import type { FetchRun } from '../core/run.ts';
import { collect } from './collect.ts';
import type { CompareOptions } from './compare-options.ts';
import type { Comparison } from './comparison.ts';
import { conclude } from './conclusion.ts';
import { readContenders } from './contenders.ts';
import { environment } from './environment.ts';
import { roundsHeld } from './kept-rounds.ts';
import { warmUpBy } from './order.ts';
import { policyOf } from './policy.ts';
import { runRounds } from './rounds.ts';
import { settingsOf } from './settings.ts';
import { StrategyRunner } from './strategy-runner.ts';

/** Fetches a list once; `fetchAll`. */
export type FetchAll = (inputs: RequestInputs, options: FetchOptions) => FetchRun;

/** Fetches a list several times under each contender, and tells how long each took. */
export type Compare = (inputs: RequestInputs, options?: CompareOptions) => Promise<Comparison>;

/**
 * Makes `compare` out of a way to fetch a list.
 *
 * Each run opens connections of its own and has its threads up before its clock starts. When `options.signal`
 * is aborted, the comparison ends with the rounds that every contender has finished (`ending: 'stopped'`).
 * `compare` rejects, before the first request, with a UsageError if an option makes no sense or the list is
 * empty, and with the input's own error if it cannot be read.
 */
export function createCompare(fetchAll: FetchAll, clock: Clock = systemClock): Compare {
  return async (inputs, options = {}) => {
    const { onProgress, signal } = options;
    // Once for what is wrong with them, before anything is read; and once when it is known how much there is.
    readContenders(options.contenders, options.concurrency);
    const settings = settingsOf(options);
    const policy = policyOf(options);
    const requests = (await collect(inputs, signal)) ?? [];
    if (requests.length === 0 && !signal?.aborted) {
      throw new UsageError('the list has no URL in it; give at least one to compare with');
    }
    const contenders = readContenders(options.contenders, options.concurrency, requests.length || 1);
    const held = roundsHeld(requests.length, contenders.length);
    const runners = contenders.map((contender) => {
      const start = (list: Iterable<RequestInput>): FetchRun =>
        fetchAll(list, { ...policy, strategy: contender.spec, prestart: true });
      return new StrategyRunner(contender, requests, start, held);
    });
    const { rounds, budget, earlyStop } = settings;
    const plan = { contenders: runners.length, rounds, budget, earlyStop };
    const before = { startedAt: isoTime(clock()), environment: environment() };
    const warmUp = settings.warmUp ? warmUpBy(runners) : [];
    const ending = await runRounds({ runners, warmUp, plan, clock, onProgress, signal });
    return conclude({ ...before, requests, runners, plan, ending, settings });
  };
}
