import type { FetchOptions } from './options/options.ts';
import type { Outcome } from './core/outcome.ts';
import type { RequestInputs } from './core/request.ts';
import { fetchAll } from './fetch-all.ts';

/** What `gather` may be told. */
export type GatherOptions = FetchOptions & {
  /** Whether an abort leaves the outcomes that there are, what was cut short among them, instead of rejecting. @default false */
  readonly partial?: boolean;
};

/**
 * Fetches all URLs and resolves with every outcome, in input order: the counterpart of `asyncio.gather`.
 *
 * @typeParam M the type of the requests' `meta`, which their outcomes have
 * @throws UsageError for options that cannot be (the promise rejects)
 * @throws the signal's reason, if that was aborted before all requests had ended, unless `partial` is set
 * @throws whatever the input throws, without the outcomes that there were: where an input may break, iterate over
 *   `fetchAll` instead
 * @example
 * const [first] = await gather(['https://example.com/'], { body: 'text' });
 */
export async function gather<M = undefined>(
  inputs: RequestInputs<M>,
  options: GatherOptions = {},
): Promise<Outcome<M>[]> {
  const { partial = false, ...fetchOptions } = options;
  const run = fetchAll(inputs, fetchOptions);
  const outcomes: Outcome<M>[] = [];
  for await (const outcome of run) outcomes.push(outcome);
  const { signal } = options;
  if (signal?.aborted && !partial && (!run.stats.inputEnded || outcomes.some(isCancelled)))
    throw signal.reason;
  return outcomes.sort((a, b) => a.seq - b.seq);
}

function isCancelled(outcome: Outcome): boolean {
  return outcome.kind === 'failure' && outcome.error.code === 'cancelled';
}
