import { createRequire } from 'node:module';
import type * as transport from './transport.ts';

/**
 * Loads the transport from its bundle, `dist/transport.cjs`: one CommonJS file that the main thread and the
 * workers share, because loading undici as it comes costs three times the start-up.
 */
export function loadTransport(): typeof transport {
  const bundle: typeof transport = createRequire(import.meta.url)('#transport');
  return bundle;
}
