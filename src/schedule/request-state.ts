import type { Hop } from '../core/hop.ts';
import type { RedirectHop, Try } from '../core/outcome.ts';
import type { FetchRequest } from '../core/request.ts';
import type { HeapItem } from '../util/heap.ts';

/**
 * A request on its way from admission to its outcome: the hop that comes next, and the account of those
 * that were. There may be a hundred thousand of them waiting, so it is small and has no closures.
 */
export type RequestState = HeapItem & {
  /** Number of the request over all sources, from 1. */
  readonly seq: number;
  readonly request: FetchRequest;
  /** The URL as asked for: normalised, without secrets, with its fragment. */
  readonly shownUrl: string;
  /** The hop to be made, or under way. */
  hop: Hop;
  /** Fragment of the current URL with its `#`, or empty. It is never sent. */
  fragment: string;
  /** When the hop entered the queue. */
  queuedAt: number;
  /** When the hop was given to the executor, for the last time. */
  dispatchedAt: number;
  /** When a ready thread took the first hop; 0 before. */
  firstStartedAt: number;
  attempts: number;
  /** Each attempt; undefined as long as there is none, and where nobody asks for them. */
  tries: Try[] | undefined;
  /** How often the hop at hand has been tried again. */
  retries: number;
  /** When the hop is due again, while it backs off. */
  dueAt: number;
  inFlight: number;
  /** Answered redirects; undefined as long as there are none. */
  redirects: RedirectHop[] | undefined;
  /** How many of `redirects` came before method or headers last changed: a URL seen then is no loop now. */
  redirectsBeforeChange: number;
  /** The next one in the origin's queue of fresh requests. */
  next: RequestState | undefined;
};
