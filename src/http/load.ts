import { PARTS } from '../core/parts.ts';
import type * as transport from './transport.ts';

/**
 * Loads the transport from its bundle, `dist/transport.cjs`: one CommonJS file that the main thread and the
 * workers share, because loading undici as it comes costs three times the start-up.
 */
export function loadTransport(): typeof transport {
  const bundle: unknown = PARTS.transport();
  if (!isTransport(bundle))
    throw new Error('dist/transport.cjs is not the transport; build or install it anew');
  return bundle;
}

function isTransport(bundle: unknown): bundle is typeof transport {
  return typeof bundle === 'object' && bundle !== null && 'createTransport' in bundle;
}
