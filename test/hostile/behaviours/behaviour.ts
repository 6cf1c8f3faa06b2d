import type { FailureCode } from '../../../src/core/failure-code.ts';
import type { FetchOptions } from '../../../src/options/options.ts';
import type { FetchRequest } from '../../../src/core/request.ts';
import { ROOT, type World } from '../world.ts';

/** One thing that the world does to a request, and what must come of it. */
export type Behaviour = {
  /** What the other side does. */
  readonly name: string;
  /** Sets the other side up, and says which URL to fetch. */
  readonly url: string | ((world: World) => string | Promise<string>);
  /** The status of the response, or the code of the failure. */
  readonly outcome: number | FailureCode;
  /** All attempts over all hops. Default: 1. */
  readonly attempts?: number;
  /** What else its outcome must hold. */
  readonly holds?: object;
  /** What the message of its failure must say. */
  readonly message?: RegExp;
  /** What the request asks for beyond the URL. */
  readonly request?: Omit<FetchRequest, 'url' | 'meta'>;
  /** Options that differ from `USUAL`; behaviours with the same ones share a run. */
  readonly options?: FetchOptions;
  /** Milliseconds after which a deadline must end each attempt. */
  readonly deadline?: number;
};

/**
 * Deadlines that nothing here reaches; one retry, so that it shows what is tried again; and trust in our own root alone, so
 * that nothing is wrong with a certificate but what its name says.
 */
export const USUAL: FetchOptions = {
  retries: 1,
  maxRedirects: 3,
  maxRetryAfter: 1500,
  maxBodyBytes: 1_000_000,
  tls: { ca: ROOT },
};

/** Milliseconds, fewer than any answer takes. */
const SHORT = 300;

/** What holds where nothing but this deadline ends an attempt: neither the first one nor the retry. */
export function runsInto(
  deadline: 'connectTimeout' | 'headersTimeout' | 'bodyTimeout' | 'timeout',
  others: FetchOptions = {},
): Pick<Behaviour, 'attempts' | 'options' | 'deadline'> {
  return { attempts: 2, options: { ...others, [deadline]: SHORT }, deadline: SHORT };
}
