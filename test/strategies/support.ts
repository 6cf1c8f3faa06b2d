import { fileURLToPath } from 'node:url';
import type { TransportOptions } from '../../src/http/transport-options.ts';

export const TRANSPORT: TransportOptions = {
  timeout: 10_000,
  connectTimeout: 10_000,
  headersTimeout: 10_000,
  insecure: false,
  keepBody: false,
  maxBodyBytes: Infinity,
  addressAttemptTimeout: 250,
};

/** The entry of a worker that has something wrong with it. */
export function fixture(name: string): string {
  return fileURLToPath(new URL(`fixtures/${name}.cjs`, import.meta.url));
}
