import type { TransportOptions } from '../../src/http/transport-options.ts';

/** Deadlines that no test on loopback reaches, and nothing kept. */
export const OPTIONS: TransportOptions = {
  timeout: 15_000,
  connectTimeout: 15_000,
  headersTimeout: 15_000,
  bodyTimeout: 15_000,
  minRate: 0,
  maxHeadBytes: 65_536,
  insecure: false,
  tls: {},
  decompress: true,
  keepBody: false,
  sha256: false,
  maxBodyBytes: Infinity,
  addressAttemptTimeout: 250,
  denyPrivate: false,
  resolve: [],
  proxy: undefined,
};
