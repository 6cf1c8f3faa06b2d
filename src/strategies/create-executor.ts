import type { Clock } from '../util/clock.ts';
import type { Executor, ExecutorListener } from '../core/executor.ts';
import type { Names } from '../core/names.ts';
import type { TransportOptions } from '../http/transport-options.ts';
import type { Contender } from './contender.ts';
import { InlineExecutor } from './inline-executor.ts';
import { threadsWithin } from './threads/thread-limit.ts';
import { ThreadExecutor } from './threads/thread-executor.ts';

/**
 * Builds the executor of a contender's shape; with fewer threads where there are too few file descriptors for all. Where
 * there are none for a single one, everything is in flight in the caller's thread, which needs no more than sockets.
 */
export function createExecutor(
  { threads, slots }: Contender,
  perHost: number,
  transport: TransportOptions,
  names: Names,
  clock: Clock,
  listener: ExecutorListener,
): Executor {
  if (threads === 0) return new InlineExecutor(slots, transport, names, listener);
  const affordable = threadsWithin(threads);
  if (affordable === 0) return new InlineExecutor(threads * slots, transport, names, listener);
  return new ThreadExecutor({ threads: affordable, slots, perHost, transport, names, clock }, listener);
}
