import { statSync } from 'node:fs';
import { Run } from './run.ts';
import { systemClock } from './util/clock.ts';
import { UsageError } from './core/errors.ts';
import type { FetchOptions } from './options/options.ts';
import type { RequestInputs } from './core/request.ts';
import { resolveOptions } from './options/resolved-options.ts';
import type { FetchRun } from './core/run.ts';
import { parseContender } from './strategies/contender.ts';

/**
 * Fetches all URLs under one strategy, and yields one outcome for each as it ends.
 *
 * Nothing is read or sent before the first outcome is asked for. Leaving the loop early, or aborting the signal,
 * cancels what is in flight and closes sockets and threads. One URL's failure is an outcome.
 *
 * @typeParam M the type of the requests' `meta`, which their outcomes have
 * @throws UsageError at once, for options that cannot be, or inputs that cannot be iterated
 * @throws whatever the input throws, at the end of the iteration, after the outcomes of what was read
 * @example
 * for await (const outcome of fetchAll(urls, { strategy: 'async:64' })) {
 *   console.log(outcome.kind === 'response' ? outcome.status : outcome.error.code, outcome.url);
 * }
 */
export function fetchAll<M = undefined>(inputs: RequestInputs<M>, options?: FetchOptions): FetchRun<M>;
export function fetchAll(inputs: RequestInputs, options: FetchOptions = {}): FetchRun {
  requireList(inputs);
  const resolved = resolveOptions(options);
  if (resolved.saveTo !== undefined) requireFolder(resolved.saveTo);
  const contender = parseContender(resolved.strategy, { concurrency: resolved.concurrency });
  return new Run(inputs, contender, resolved, resolved.signal, systemClock);
}

function requireList(inputs: unknown): void {
  const isList =
    typeof inputs === 'object' &&
    inputs !== null &&
    (Symbol.asyncIterator in inputs || Symbol.iterator in inputs);
  // A string is iterable, too, letter by letter, which nobody means.
  if (!isList) throw new UsageError("the URLs must be a list, such as ['https://example.com/']");
}

function requireFolder(path: string): void {
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) {
    throw new UsageError(`saveTo is ${path}, which is no folder; create it first`);
  }
}
