import { count } from '../kinds/count.ts';
import { asGiven, TEXT } from '../kinds/kind.ts';
import { RATE } from '../kinds/rate.ts';
import { option, optional } from './option.ts';
import { PER_HOST, PER_HOST_KIND } from './per-host.ts';

/** How many requests go at once, and how often. */
export const PACE = {
  /**
   * The shape of the run: `sequential`, `async`, `threads` or `hybrid`, which take their numbers from
   * `concurrency`; or a spec with numbers of its own, such as `async:64`, `threads:11`, `hybrid:2x32`.
   * @default 'async'
   */
  strategy: option({
    kind: TEXT,
    default: 'async',
    usedBy: ['run'],
    flag: {
      flags: '--strategy <SPEC>',
      heading: 'Strategy',
      help: 'sequential, async, threads or hybrid; or with numbers: async:64, threads:11, hybrid:2x32',
    },
  }),

  /** Requests in flight in all. Not allowed beside a strategy that has numbers. @default 64 */
  concurrency: optional({
    // Checked beside the strategy, which may have numbers.
    kind: asGiven<number>('number', count(1).parse),
    usedBy: ['run'],
    flag: {
      flags: '-c, --concurrency <N>',
      heading: 'Pace',
      help: 'requests in flight in all',
      default: '64',
    },
  }),

  /** What each origin is spared. */
  perHost: optional({ kind: PER_HOST_KIND, parts: PER_HOST, usedBy: ['run', 'schedule'] }),

  /**
   * How often requests may go in all, as `5/s`, `30/m` or `1000/h`. After a rest as many may go at once as the
   * rate brings in 100 milliseconds, and one at least. With a rate, here or in `perHost`, threads are started
   * before the first request.
   * @default no bound
   */
  rate: optional({
    kind: RATE,
    usedBy: ['schedule'],
    flag: {
      flags: '--rate <RATE>',
      heading: 'Pace',
      after: '--per-host',
      help: 'requests in all, such as 50/s or 600/m',
      default: 'any',
    },
  }),
};
