import { availableParallelism, loadavg } from 'node:os';
import type { Environment } from './comparison.ts';

/** This process's surroundings, as far as they bear on how fast it fetches. */
export function environment(): Environment {
  return {
    node: process.versions.node,
    platform: process.platform,
    arch: process.arch,
    cores: availableParallelism(),
    load: loadavg()[0] ?? 0,
  };
}
