import { count, LIMIT } from '../kinds/count.ts';
import { PAUSE } from '../kinds/duration.ts';
import { SWITCH } from '../kinds/kind.ts';
import { option } from './option.ts';

/** What follows when something fails. */
export const RETRIES = {
  /**
   * How often a request is tried again that failed on the way, or that was answered with 408, 429, 500, 502,
   * 503 or 504; only with a method that may be repeated (RFC 9110 §9.2.2). It waits 0 to 0.5, 1, 2 … 30
   * seconds in between, by chance, and holds no place in flight.
   * @default 2
   */
  retries: option({
    kind: count(0),
    default: 2,
    usedBy: ['schedule'],
    flag: {
      flags: '--retries <N>',
      heading: 'Retries',
      help: 'further tries for what may mend: connections, timeouts, 408, 429, 500, 502 to 504',
      inCompare: '0',
    },
  }),

  /**
   * The most that a `Retry-After` is waited for. An answer of 429 or 503 keeps all requests from its origin for
   * as long as it asks, or backs off (`originBackoff`); one that asks for more than this is the request's outcome
   * at once.
   * @default 60000
   */
  maxRetryAfter: option({
    kind: PAUSE,
    default: 60_000,
    usedBy: ['schedule'],
    flag: {
      flags: '--max-retry-after <DURATION>',
      heading: 'Retries',
      help: 'longest pause that a server may ask for',
    },
  }),

  /**
   * Whether an origin that answers 429 or 503 without saying for how long, by `Retry-After`, is left alone for a
   * time by chance (0 to 0.5, 1, 2 … 30 seconds).
   * @default true
   */
  originBackoff: option({ kind: SWITCH, default: true, usedBy: ['schedule'] }),

  /**
   * After how many attempts in a row that could not connect an origin is given up: its remaining requests end
   * at once with the same code and `notTried`. The same holds for a proxy and all requests that go through it, after so
   * many of them in a row that ended as `proxy_error` or `proxy_refused`.
   * @default 10
   */
  hostFailures: option({
    kind: LIMIT,
    default: 10,
    usedBy: ['schedule'],
    flag: {
      flags: '--host-failures <N>',
      heading: 'Retries',
      help: 'connections in a row that fail before a host is given up, or unlimited',
      inCompare: 'unlimited',
    },
  }),

  /**
   * Whether every outcome tells of each attempt, in `tries`, and not only one whose hops were tried again.
   * @default false
   */
  verboseAttempts: option({
    kind: SWITCH,
    default: false,
    usedBy: ['schedule'],
    flag: {
      flags: '--verbose-attempts',
      heading: 'Results',
      after: '--overwrite',
      help: 'tell of each attempt in the records, not only how many there were',
    },
  }),
};
