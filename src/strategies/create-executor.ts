import type { Clock } from '../core/clock.ts';
import type { Executor, ExecutorListener } from '../core/executor.ts';
import type { TransportOptions } from '../http/transport-options.ts';
import type { Contender } from './contender.ts';
import { InlineExecutor } from './inline-executor.ts';
import { threadsWithin } from './thread-limit.ts';
import { ThreadExecutor } from './thread-executor.ts';

/** Builds the executor of a contender's shape. */
export function createExecutor(
  { threads, slots }: Contender,
  perHost: number,
  transport: TransportOptions,
  clock: Clock,
  listener: ExecutorListener,
): Executor {
  if (threads === 0) return new InlineExecutor(slots, transport, listener);
  return new ThreadExecutor({ threads: threadsWithin(threads), slots, perHost, transport, clock }, listener);
}
