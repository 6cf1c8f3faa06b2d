import type { Outcome } from '../../src/core/outcome.ts';
import { parseContender } from '../../src/strategies/contender.ts';
import type { WatchedServer } from '../support/watched-server.ts';

/** One of each shape, small, so that their limits are soon reached. */
export const STRATEGIES = ['sequential', 'async:6', 'threads:3', 'hybrid:2x3'];

/** In flight at once under this spec. */
export function width(spec: string): number {
  const { threads, slots } = parseContender(spec);
  return Math.max(1, threads) * slots;
}

export function urls(server: WatchedServer, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${server.origin}/${index + 1}`);
}

/** The status of a response, the code of a failure. */
export function code(outcome: Outcome | undefined): number | string | undefined {
  return outcome?.kind === 'failure' ? outcome.error.code : outcome?.status;
}
