import type { Clock } from '../../util/clock.ts';
import type { FetchOptions } from '../../options/options.ts';
import type { RequestInput, RequestInputs } from '../../core/request.ts';
import type { FetchRun } from '../../core/run.ts';
import { CommandRunner } from './command-runner.ts';
import { type Command, recordedLine, withFile } from './commands.ts';
import type { NamedContender } from '../contenders.ts';
import { FreshRuns } from './fresh-runs.ts';
import { holdingOf } from './kept-rounds.ts';
import type { StartRun } from './list-fetcher.ts';
import { OpenRun } from './open-run.ts';
import { runShellCommand } from './shell-command.ts';
import { StrategyRunner } from './strategy-runner.ts';

/** Fetches a list once; `fetchAll`. */
export type FetchAll = (inputs: RequestInputs, options: FetchOptions) => FetchRun;

/** What all contenders get alike. */
export type Conditions = {
  readonly requests: readonly RequestInput[];
  readonly policy: FetchOptions;
  readonly reuse: boolean;
  readonly fetchAll: FetchAll;
  readonly clock: Clock;
};

/** Those that run the strategies. */
export function strategyRunners(
  contenders: readonly NamedContender[],
  { requests, policy, reuse, fetchAll, clock }: Conditions,
): readonly StrategyRunner[] {
  const extent = { requests: requests.length, holding: holdingOf(requests.length, contenders.length) };
  return contenders.map((contender) => {
    const start: StartRun = (inputs) =>
      fetchAll(inputs, { ...policy, strategy: contender.spec, prestart: true });
    const fetcher = reuse ? new OpenRun(requests, start, clock) : new FreshRuns(requests, start);
    return new StrategyRunner(contender, fetcher, extent);
  });
}

/** Milliseconds that a command may always take. */
const LEAST_LIMIT = 60_000;

/**
 * Those that run the external commands. One may take what is left of the budget, or a minute if that is longer: it has
 * no timeouts that we know of, and would hold up everything if it hung.
 * @param path of the file with the URLs
 * @param budget milliseconds from now
 */
export function commandRunners(
  commands: readonly Command[],
  path: string,
  budget: number,
  { policy: { signal }, clock }: Conditions,
): readonly CommandRunner[] {
  const end = clock() + budget;
  return commands.map((command) => {
    const line = withFile(command, path);
    return new CommandRunner({ name: command.name, command: recordedLine(command) }, () => {
      const limit = Math.max(end - clock(), LEAST_LIMIT);
      return runShellCommand(line, clock, { limit, signal });
    });
  });
}
