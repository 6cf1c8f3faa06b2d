import { count } from '../kinds/count.ts';
import { SWITCH } from '../kinds/kind.ts';
import { option } from './option.ts';

export const REDIRECTS = {
  /** Whether redirects are followed; if not, a redirect is the response. @default true */
  follow: option({
    kind: SWITCH,
    default: true,
    usedBy: ['schedule'],
    flag: {
      flags: '--no-follow',
      heading: 'Redirects',
      after: '--max-redirects',
      help: 'take a redirect for the response',
    },
  }),

  /** Redirects to follow for one URL. @default 10 */
  maxRedirects: option({
    kind: count(0),
    default: 10,
    usedBy: ['schedule'],
    flag: { flags: '--max-redirects <N>', heading: 'Redirects', help: 'redirects to follow for one URL' },
  }),

  /** Whether a redirect may lead from https to http. @default false */
  allowDowngrade: option({
    kind: SWITCH,
    default: false,
    usedBy: ['schedule'],
    flag: {
      flags: '--allow-downgrade',
      heading: 'Redirects',
      help: 'follow redirects from https to http, too',
    },
  }),
};
