import { type Clock, systemClock } from '../util/clock.ts';
import { UsageError } from '../core/errors.ts';
import type { RequestInput, RequestInputs } from '../core/request.ts';
import { collect } from './rounds/collect.ts';
import { type Command, readCommands } from './runners/commands.ts';
import type { CompareOptions } from './compare-options.ts';
import type { Comparison, Environment } from './comparison.ts';
import { conclude } from './conclusion.ts';
import { refuseSameNames } from './contender-name.ts';
import { readContenders } from './contenders.ts';
import { environment } from './environment.ts';
import { warmUpBy } from './rounds/order.ts';
import { comparePolicyOf } from './policy.ts';
import { runRounds } from './rounds/rounds.ts';
import { commandRunners, type Conditions, type FetchAll, strategyRunners } from './runners/runners.ts';
import { settingsOf } from './settings.ts';
import { type UrlFile, writeUrlFile } from './rounds/url-file.ts';

/** What a test has in its hands. */
export type ComparisonTools = {
  readonly clock: Clock;
  readonly environment: () => Environment;
};

const HERE: ComparisonTools = { clock: systemClock, environment };

/** Fetches a list several times under each contender, and tells how long each took. */
export type Compare = (inputs: RequestInputs, options?: CompareOptions) => Promise<Comparison>;

/**
 * Makes `compare` out of a way to fetch a list.
 *
 * Each run has its threads up before its clock starts. When `options.signal` is aborted, the comparison ends with the
 * rounds that every contender has finished (`ending: 'stopped'`). `compare` rejects, before the first request, with a
 * UsageError if an option makes no sense or the list is empty, and with the input's own error if it cannot be read.
 */
export function createCompare(fetchAll: FetchAll, surroundings: ComparisonTools = HERE): Compare {
  const { clock } = surroundings;
  return async (inputs, options = {}) => {
    // Once for what is wrong with them, before anything is read; and once when it is known how much there is.
    const contenders = readContenders(options);
    const commands = readCommands(options.commands);
    refuseSameNames([...contenders, ...commands]);
    const settings = settingsOf(options);
    const policy = comparePolicyOf(options);
    const requests = (await collect(inputs, options.signal)) ?? [];
    if (requests.length === 0 && !options.signal?.aborted) {
      throw new UsageError('the list has no URL in it; give at least one to compare with');
    }
    const conditions = { requests, policy, reuse: settings.reuse, fetchAll, clock };
    const before = { startedAt: new Date(clock()).toISOString(), environment: surroundings.environment() };
    const urlFile = await fileFor(commands, requests);
    try {
      return await compareUnder(conditions, options, commands, urlFile, before);
    } finally {
      await urlFile?.remove();
    }
  };
}

async function fileFor(
  commands: readonly Command[],
  requests: readonly RequestInput[],
): Promise<UrlFile | undefined> {
  return commands.length > 0 ? writeUrlFile(requests) : undefined;
}

async function compareUnder(
  conditions: Conditions,
  options: CompareOptions,
  commands: readonly Command[],
  urlFile: UrlFile | undefined,
  before: Pick<Comparison, 'startedAt' | 'environment'>,
): Promise<Comparison> {
  const { requests, clock } = conditions;
  const { onProgress, signal } = options;
  const settings = settingsOf(options);
  const strategies = strategyRunners(readContenders(options, requests.length || 1), conditions);
  const { rounds, budget, earlyStop, reuse } = settings;
  const programs = commandRunners(commands, urlFile?.path ?? '', budget, conditions);
  const runners = [...strategies, ...programs];
  const plan = { contenders: runners.length, rounds, budget, earlyStop };
  // Connections that are to be kept have to be there first, under each contender; and a program is read from the disk
  // when it runs for the first time.
  const warmUp = settings.warmUp ? [...(reuse ? strategies : warmUpBy(strategies)), ...programs] : [];
  try {
    const ending = await runRounds({
      runners,
      warmUp,
      requests: requests.length,
      plan,
      clock,
      onProgress,
      signal,
    });
    return conclude({ ...before, requests, runners, plan, ending, settings });
  } finally {
    await Promise.all(runners.map((runner) => runner.close()));
  }
}
