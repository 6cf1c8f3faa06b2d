import { UsageError } from '../core/errors.ts';
import type { FetchOptions } from '../core/options.ts';
import type { RequestInputs } from '../core/request.ts';
import type { FetchRun } from '../core/run.ts';
import type { Contender } from '../strategies/contender.ts';
import { collect } from './collect.ts';
import type { CompareOptions, Comparison } from './comparison.ts';
import { conclude } from './conclusion.ts';
import { readContenders } from './contenders.ts';
import { policyOf } from './policy.ts';
import { runRounds } from './rounds.ts';
import { recordRun, type RecordedRun } from './run-record.ts';
import { settingsOf } from './settings.ts';

/** Fetches a list once; `fetchAll`. */
export type FetchAll = (inputs: RequestInputs, options: FetchOptions) => FetchRun;

/** Fetches a list several times under each contender, and tells how long each took. */
export type Compare = (inputs: RequestInputs, options?: CompareOptions) => Promise<Comparison>;

/**
 * Makes `compare` out of a way to fetch a list.
 *
 * Each run opens connections of its own and has its threads up before its clock starts. When `options.signal`
 * is aborted, the comparison ends with the rounds that every contender has finished (`stopped: true`).
 * `compare` rejects, before the first request, with a UsageError if an option makes no sense or the list is
 * empty, and with the input's own error if it cannot be read.
 */
export function createCompare(fetchAll: FetchAll): Compare {
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
    const run = (contender: Contender, round: number): Promise<RecordedRun> =>
      recordRun(fetchAll(requests, { ...policy, strategy: contender.spec, prestart: true }), round);
    const rounds = await runRounds({ contenders, settings, run, onProgress, signal });
    return conclude(requests, contenders, rounds, settings);
  };
}
