import { availableParallelism } from 'node:os';
import { UsageError } from '../core/errors.ts';

const STRATEGIES = ['sequential', 'async', 'threads', 'hybrid'] as const;

/** The name of a shape. */
export type Strategy = (typeof STRATEGIES)[number];

/** A strategy with its numbers: `threads` worker threads with `slots` places in flight in each. */
export type Contender = {
  /** The spec with its numbers written out, such as `hybrid:2x32`; parsing it gives this contender again. */
  readonly spec: string;
  readonly strategy: Strategy;
  /** 0 means in-process. */
  readonly threads: number;
  readonly slots: number;
};

export type Sizing = {
  /** Requests in flight in all, for a bare name; a usage error beside a spec with numbers. */
  readonly concurrency?: number | undefined;
  /** Cores of the machine, which bound the threads of a bare `hybrid`. Default: those available. */
  readonly cores?: number;
};

export const DEFAULT_CONCURRENCY = 64;
/** More than this a single process does not hold well: descriptors, ports and memory run out. */
const MAX_IN_FLIGHT = 65_536;
const MAX_THREADS = 512;

const BARE_THREADS_LIMIT = 32;
const BARE_HYBRID_THREADS_LIMIT = 4;
const EXAMPLES = 'sequential, async, threads, hybrid, or with numbers async:64, threads:11, hybrid:2x32';

/**
 * Reads a contender's spec.
 * @throws UsageError for an unknown strategy, numbers out of range, or numbers given twice
 */
export function parseContender(spec: string, sizing: Sizing = {}): Contender {
  const [, name = '', numbers] = /^([^:]*)(?::(.*))?$/su.exec(spec) ?? [];
  const strategy = STRATEGIES.find((known) => known === name);
  if (!strategy) throw new UsageError(`unknown strategy ${JSON.stringify(spec)}; use ${EXAMPLES}`);
  if (strategy === 'sequential' && numbers === undefined && (sizing.concurrency ?? 1) !== 1) {
    throw new UsageError(
      `the strategy sequential has one request in flight, so a concurrency of ${sizing.concurrency} beside it is ` +
        `ambiguous; give one or the other`,
    );
  }
  if (numbers === undefined) return bare(strategy, sizing);
  if (sizing.concurrency !== undefined) {
    throw new UsageError(
      `the strategy ${spec} has its own numbers, so a concurrency of ${sizing.concurrency} beside it is ` +
        `ambiguous; give one or the other`,
    );
  }
  return numbered(strategy, numbers, spec);
}

/** Whether a spec settles what is in flight by itself, so that `concurrency` does not apply to it. */
export function hasNumbers(spec: string): boolean {
  return spec.includes(':') || spec === 'sequential';
}

function bare(strategy: Strategy, sizing: Sizing): Contender {
  const concurrency = sizing.concurrency ?? DEFAULT_CONCURRENCY;
  requireRange(concurrency, MAX_IN_FLIGHT, 'the concurrency', String(concurrency));
  switch (strategy) {
    case 'sequential':
      return contender(strategy, 0, 1);
    case 'async':
      return contender(strategy, 0, concurrency);
    case 'threads':
      return contender(strategy, Math.min(concurrency, BARE_THREADS_LIMIT), 1);
    case 'hybrid': {
      const cores = sizing.cores ?? availableParallelism();
      const threads = Math.min(cores, BARE_HYBRID_THREADS_LIMIT, concurrency);
      return contender(strategy, threads, Math.ceil(concurrency / threads));
    }
  }
}

function numbered(strategy: Strategy, numbers: string, spec: string): Contender {
  switch (strategy) {
    case 'sequential':
      throw new UsageError(`${spec}: sequential takes no numbers; write just sequential`);
    case 'async':
      return contender(strategy, 0, parseCount(numbers, MAX_IN_FLIGHT, 'the slots', spec));
    case 'threads':
      return contender(strategy, parseCount(numbers, MAX_THREADS, 'the threads', spec), 1);
    case 'hybrid': {
      const [, threads, slots] = /^(\d+)x(\d+)$/u.exec(numbers) ?? [];
      if (threads === undefined || slots === undefined) {
        throw new UsageError(`${spec}: hybrid takes threads x slots, as in hybrid:2x32`);
      }
      const parsed = contender(
        strategy,
        parseCount(threads, MAX_THREADS, 'the threads', spec),
        parseCount(slots, MAX_IN_FLIGHT, 'the slots', spec),
      );
      requireRange(parsed.threads * parsed.slots, MAX_IN_FLIGHT, 'threads x slots', spec);
      return parsed;
    }
  }
}

function contender(strategy: Strategy, threads: number, slots: number): Contender {
  return { spec: specOf(strategy, threads, slots), strategy, threads, slots };
}

function specOf(strategy: Strategy, threads: number, slots: number): string {
  switch (strategy) {
    case 'sequential':
      return strategy;
    case 'async':
      return `async:${slots}`;
    case 'threads':
      return `threads:${threads}`;
    case 'hybrid':
      return `hybrid:${threads}x${slots}`;
  }
}

function parseCount(digits: string, most: number, what: string, spec: string): number {
  const count = /^\d{1,9}$/u.test(digits) ? Number(digits) : Number.NaN;
  requireRange(count, most, what, spec);
  return count;
}

function requireRange(count: number, most: number, what: string, given: string): void {
  if (!Number.isInteger(count) || count < 1 || count > most) {
    throw new UsageError(`${given}: ${what} must be a whole number from 1 to ${most}`);
  }
}
