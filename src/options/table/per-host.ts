import { UsageError } from '../../core/errors.ts';
import { LIMIT } from '../kinds/count.ts';
import { PAUSE } from '../kinds/duration.ts';
import type { Kind } from '../kinds/kind.ts';
import { RATE } from '../kinds/rate.ts';
import { requireKnownKeys } from '../known-keys.ts';
import type { PerHost } from '../options.ts';
import { option, optional } from './option.ts';
import { resolveRows, type ValuesOf } from './resolve-rows.ts';

export const PER_HOST = {
  /** Requests in flight for one origin. @default 8 */
  concurrency: option({
    kind: LIMIT,
    default: 8,
    usedBy: ['run', 'schedule'],
    flag: {
      flags: '--per-host <N>',
      heading: 'Pace',
      help: 'in flight for one host, or unlimited',
      attribute: 'perHost',
    },
  }),

  /** How often requests may go to it, as `5/s`, `30/m` or `1000/h`. @default no bound */
  rate: optional({
    kind: RATE,
    usedBy: ['schedule'],
    flag: {
      flags: '--per-host-rate <RATE>',
      heading: 'Pace',
      help: 'requests to one host',
      default: 'any',
      attribute: 'perHostRate',
    },
  }),

  /** Least time between two requests to it. @default 0 */
  delay: option({
    kind: PAUSE,
    default: 0,
    usedBy: ['schedule'],
    flag: {
      flags: '--per-host-delay <DURATION>',
      heading: 'Pace',
      help: 'least time between two requests to one host',
      default: 'none',
      attribute: 'perHostDelay',
    },
  }),
};

type ResolvedPerHost = ValuesOf<typeof PER_HOST>;

export const PER_HOST_KIND: Kind<PerHost, ResolvedPerHost> = { type: 'PerHost', check: resolvePerHost };

/** @throws UsageError for what is no object, or holds what cannot be */
export function resolvePerHost(given: PerHost): ResolvedPerHost {
  if (typeof given !== 'object' || given === null) {
    throw new UsageError(`perHost is ${String(given)}; it must be an object such as { concurrency: 4 }`);
  }
  requireKnownKeys(given, PER_HOST, 'the options in perHost');
  return resolveRows<ResolvedPerHost, PerHost>(PER_HOST, given, 'perHost.');
}
