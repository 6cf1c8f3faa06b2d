import { BODIES } from './bodies.ts';
import { CERTIFICATES } from './certificates.ts';
import { LIMITS } from './limits.ts';
import { NAMES } from './names.ts';
import { PACE } from './pace.ts';
import { REDIRECTS } from './redirects.ts';
import { REQUESTS } from './requests.ts';
import { RETRIES } from './retries.ts';
import { RUN, STOPPING } from './run.ts';

/**
 * Every option there is, in the order in which complaints name them. The types, defaults, checks, flags and the
 * reference (docs/options.md) are made of these rows.
 */
export const OPTIONS = {
  ...PACE,
  ...RETRIES,
  ...LIMITS,
  ...REDIRECTS,
  ...REQUESTS,
  ...CERTIFICATES,
  ...BODIES,
  ...RUN,
  ...NAMES,
  ...STOPPING,
};
