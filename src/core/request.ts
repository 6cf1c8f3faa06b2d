import type { HeadersInput } from './headers.ts';

/**
 * One thing to fetch, as plain data: it survives structuredClone and, but for a binary body, JSON.
 * @typeParam M the type of `meta`
 */
export type FetchRequest<M = unknown> = {
  /** An absolute `http:` or `https:` URL. User info in it becomes an `Authorization` header. */
  readonly url: string;
  /** The HTTP method. Default: the run's `method`; without one, `POST` if there is `data`, else `GET`. */
  readonly method?: string;
  /** Headers for this request, over the run's own. They go to the URL's own origin only. */
  readonly headers?: HeadersInput;
  /** The request's body. Default: the run's `data`, which is none. */
  readonly data?: string | Uint8Array;
  /** Anything of the caller's own; it comes back untouched in the outcome. */
  readonly meta?: M;
  /** The list that the request stood in, for instance a file's name. */
  readonly source?: string;
  /** The line in `source`, from 1. */
  readonly line?: number;
  /**
   * The number that the outcome gives as its `seq`, greater than that of the request before: for a list of which
   * some requests are left out. Default: one more than that of the request before.
   */
  readonly seq?: number;
};

/** A request that says its number. */
export type NumberedRequest = FetchRequest & { readonly seq: number };

/** What the library takes for a request. A string or a `URL` stands for `{ url }`. */
export type RequestInput<M = unknown> = string | URL | FetchRequest<M>;

/** Requests, from anything that can be iterated; it is read lazily, and never past the look-ahead. */
export type RequestInputs<M = unknown> = Iterable<RequestInput<M>> | AsyncIterable<RequestInput<M>>;
