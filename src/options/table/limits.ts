import { DURATION } from '../kinds/duration.ts';
import { SIZE, SPEED } from '../kinds/size.ts';
import { option } from './option.ts';

/** How long an attempt may take, and how much a head may bring. */
export const LIMITS = {
  /** The most that one attempt may take, from the moment a ready thread takes it. @default 30000 */
  timeout: option({
    kind: DURATION,
    default: 30_000,
    usedBy: ['transport'],
    flag: { flags: '--timeout <DURATION>', heading: 'Limits', help: 'for one attempt as a whole' },
  }),

  /** The most that DNS, TCP and TLS may take, each. @default 10000 */
  connectTimeout: option({
    kind: DURATION,
    default: 10_000,
    usedBy: ['transport', 'names'],
    flag: { flags: '--connect-timeout <DURATION>', heading: 'Limits', help: 'for DNS, TCP and TLS, each' },
  }),

  /** The most from the request sent to the response's head complete. @default 15000 */
  headersTimeout: option({
    kind: DURATION,
    default: 15_000,
    usedBy: ['transport'],
    flag: {
      flags: '--headers-timeout <DURATION>',
      heading: 'Limits',
      help: "from the request sent to the response's head",
    },
  }),

  /** The most from one piece of a response's body to the next. @default 15000 */
  bodyTimeout: option({
    kind: DURATION,
    default: 15_000,
    usedBy: ['transport'],
    flag: {
      flags: '--body-timeout <DURATION>',
      heading: 'Limits',
      help: 'from one piece of a body to the next',
    },
  }),

  /**
   * The fewest bytes a second in which a body may arrive, over any five seconds of it; 0 for no bound, as `timeout`
   * is one.
   * @default 0
   */
  minRate: option({
    kind: SPEED,
    default: 0,
    usedBy: ['transport'],
    flag: {
      flags: '--min-rate <SIZE>',
      heading: 'Limits',
      help: 'least of a body in a second, such as 1kB, over any five seconds',
      default: 'any',
    },
  }),

  /** The longest head of a response that is taken, in bytes of its names and values. @default 65536 */
  maxHeadBytes: option({
    kind: SIZE,
    // Heads of real sites pass 16 KB.
    default: 65_536,
    usedBy: ['transport'],
    flag: { flags: '--max-head <SIZE>', heading: 'Limits', help: 'longest head of a response' },
  }),
};
