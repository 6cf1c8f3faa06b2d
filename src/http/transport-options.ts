import type { ResolvedOptions } from '../options/resolved-options.ts';
import { type OptionsUsedBy, optionsUsedBy } from '../options/used-by.ts';

/**
 * How a transport behaves: the options whose rows name it (src/options/table). Plain data that structuredClone takes, so
 * that the same transport is built in the main thread, in a worker, or on another machine. Every field is set: defaults
 * are applied before.
 */
export type TransportOptions = Omit<OptionsUsedBy<'transport'>, 'body'> & {
  /** Whether `Attempt.body` carries the body or it is counted and dropped. */
  readonly keepBody: boolean;
};

export function transportOptions(options: ResolvedOptions): TransportOptions {
  const { body, ...same } = optionsUsedBy('transport', options);
  return { ...same, keepBody: body !== 'discard' };
}
