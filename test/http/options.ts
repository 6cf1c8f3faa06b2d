import { type TransportOptions, transportOptions } from '../../src/http/transport-options.ts';
import { resolveOptions } from '../../src/options/resolved-options.ts';

/** The defaults, with deadlines that no test on loopback reaches, and bodies of any length. */
export const OPTIONS: TransportOptions = {
  ...transportOptions(resolveOptions({})),
  timeout: 15_000,
  connectTimeout: 15_000,
  maxBodyBytes: Infinity,
};
