import type { FetchOptions } from './core/options.ts';
import type { Outcome } from './core/outcome.ts';
import type { RequestInputs } from './core/request.ts';
import { fetchAll } from './fetch-all.ts';

/**
 * Fetches all URLs and resolves with every outcome, in input order: the counterpart of `asyncio.gather`.
 * After an abort it resolves with what there is.
 *
 * @throws UsageError for options that cannot be (the promise rejects); and whatever the input throws, without
 *   the outcomes that there were: where an input may break, iterate over `fetchAll` instead
 * @example
 * const [first] = await gather(['https://example.com/'], { body: 'text' });
 */
export async function gather(inputs: RequestInputs, options: FetchOptions = {}): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for await (const outcome of fetchAll(inputs, options)) outcomes.push(outcome);
  return outcomes.sort((a, b) => a.seq - b.seq);
}
