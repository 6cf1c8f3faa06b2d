import { UsageError } from '../../core/errors.ts';
import { count } from '../kinds/count.ts';
import { type Kind, SWITCH } from '../kinds/kind.ts';
import { option, optional } from './option.ts';

/** How a run reads its input and hands out its outcomes. */
export const RUN = {
  /** Outcomes in input order, holding back at most the look-ahead. @default false */
  ordered: option({
    kind: SWITCH,
    default: false,
    usedBy: ['run'],
    flag: {
      flags: '--ordered',
      heading: 'Results',
      after: '--retry-failed',
      help: 'in the order of the input, not as requests end',
    },
  }),

  /** The most requests that are read and not finished. @default 100000 */
  lookAhead: option({
    kind: count(1),
    default: 100_000,
    usedBy: ['run'],
    flag: {
      flags: '--look-ahead <N>',
      heading: 'Strategy',
      help: 'requests that are read and not finished, at most',
    },
  }),

  /** Starts all threads before the first request instead of as they are needed. @default false */
  prestart: option({ kind: SWITCH, default: false, usedBy: ['run'] }),
};

const SIGNAL: Kind<AbortSignal, AbortSignal> = {
  type: 'AbortSignal',
  check: (given, name) => {
    if (given instanceof AbortSignal) return given;
    throw new UsageError(`${name} must be an AbortSignal, as an AbortController's is`);
  },
};

/** How a run is stopped. */
export const STOPPING = {
  /** Aborting it cancels the run: what was read ends as `cancelled`, the iteration ends without throwing. */
  signal: optional({ kind: SIGNAL, usedBy: ['run'] }),
};
