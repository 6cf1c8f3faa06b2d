import type { HeadersInput } from '../core/headers.ts';
import type { ResolverChoice } from '../core/names.ts';
import type { Credentials } from './credentials.ts';
import type { ProxyChoice } from './proxy.ts';
import type { Rate } from './rate.ts';
import type { BodyMode } from './table/bodies.ts';

// The fields are written by npm run options, from the rows and comments of src/options/table; change them there.

/** What one origin (scheme, host and port) is spared, by all threads together. */
export type PerHost = {
  /** Requests in flight for one origin. @default 8 */
  readonly concurrency?: number | 'unlimited';
  /** How often requests may go to it, as `5/s`, `30/m` or `1000/h`. @default no bound */
  readonly rate?: Rate;
  /** Least time between two requests to it. @default 0 */
  readonly delay?: number;
};

/** Whom TLS trusts, and as whom it shows itself. Certificates and keys are text, in PEM. */
export type TlsOptions = {
  /** Certificates of the authorities to trust, instead of those that Node brings. */
  readonly ca?: string;
  /** The certificate to show to servers that ask for one, with its chain; goes with `key`. */
  readonly cert?: string;
  /** The private key of `cert`. */
  readonly key?: string;
  /** What `key` is encrypted with, if it is. */
  readonly passphrase?: string;
  /** The oldest version that is spoken. @default '1.2' */
  readonly min?: '1.2' | '1.3';
};

/** What a run may be told. Durations are milliseconds, sizes are bytes. */
export type FetchOptions = {
  /**
   * The shape of the run: `sequential`, `async`, `threads` or `hybrid`, which take their numbers from
   * `concurrency`; or a spec with numbers of its own, such as `async:64`, `threads:11`, `hybrid:2x32`.
   * @default 'async'
   */
  readonly strategy?: string;
  /** Requests in flight in all. Not allowed beside a strategy that has numbers. @default 64 */
  readonly concurrency?: number;
  /** What each origin is spared. */
  readonly perHost?: PerHost;
  /**
   * How often requests may go in all, as `5/s`, `30/m` or `1000/h`. After a rest as many may go at once as the
   * rate brings in 100 milliseconds, and one at least. With a rate, here or in `perHost`, threads are started
   * before the first request.
   * @default no bound
   */
  readonly rate?: Rate;
  /**
   * How often a request is tried again that failed on the way, or that was answered with 408, 429, 500, 502,
   * 503 or 504; only with a method that may be repeated (RFC 9110 §9.2.2). It waits 0 to 0.5, 1, 2 … 30
   * seconds in between, by chance, and holds no place in flight.
   * @default 2
   */
  readonly retries?: number;
  /**
   * The most that a `Retry-After` is waited for. An answer of 429 or 503 keeps all requests from its origin for
   * as long as it asks, or backs off (`originBackoff`); one that asks for more than this is the request's outcome
   * at once.
   * @default 60000
   */
  readonly maxRetryAfter?: number;
  /**
   * Whether an origin that answers 429 or 503 without saying for how long, by `Retry-After`, is left alone for a
   * time by chance (0 to 0.5, 1, 2 … 30 seconds).
   * @default true
   */
  readonly originBackoff?: boolean;
  /**
   * After how many attempts in a row that could not connect an origin is given up: its remaining requests end
   * at once with the same code and `notTried`. The same holds for a proxy and all requests that go through it, after so
   * many of them in a row that ended as `proxy_error` or `proxy_refused`.
   * @default 10
   */
  readonly hostFailures?: number | 'unlimited';
  /**
   * Whether every outcome tells of each attempt, in `tries`, and not only one whose hops were tried again.
   * @default false
   */
  readonly verboseAttempts?: boolean;
  /** The most that one attempt may take, from the moment a ready thread takes it. @default 30000 */
  readonly timeout?: number;
  /** The most that DNS, TCP and TLS may take, each. @default 10000 */
  readonly connectTimeout?: number;
  /** The most from the request sent to the response's head complete. @default 15000 */
  readonly headersTimeout?: number;
  /** The most from one piece of a response's body to the next. @default 15000 */
  readonly bodyTimeout?: number;
  /**
   * The fewest bytes a second in which a body may arrive, over any five seconds of it; 0 for no bound, as `timeout`
   * is one.
   * @default 0
   */
  readonly minRate?: number;
  /** The longest head of a response that is taken, in bytes of its names and values. @default 65536 */
  readonly maxHeadBytes?: number;
  /** Whether redirects are followed; if not, a redirect is the response. @default true */
  readonly follow?: boolean;
  /** Redirects to follow for one URL. @default 10 */
  readonly maxRedirects?: number;
  /** Whether a redirect may lead from https to http. @default false */
  readonly allowDowngrade?: boolean;
  /** Method of the requests that name none. @default 'GET', or 'POST' if there is `data` */
  readonly method?: string;
  /** Headers for every listed URL, sent to that URL's own origin only. @default none */
  readonly headers?: HeadersInput;
  /**
   * Names and passwords for hosts, as `Authorization` (RFC 7617). They go to the listed URLs of their host alone,
   * and to no host that a redirect leads to; the user info of a URL and a header `Authorization` come first.
   * @default none
   */
  readonly credentials?: readonly Credentials[];
  /** Body of the requests that have none of their own. @default none */
  readonly data?: string | Uint8Array;
  /** The header `User-Agent`. @default 'overlap/<version>' */
  readonly userAgent?: string;
  /** Accepts any certificate; the outcomes then say so. @default false */
  readonly insecure?: boolean;
  /**
   * Authorities to trust, and a certificate of one's own.
   * @default the authorities that Node brings, no certificate of one's own, TLS 1.2 or later
   */
  readonly tls?: TlsOptions;
  /** What becomes of a response's body: counted and dropped, or kept in the outcome. @default 'discard' */
  readonly body?: BodyMode;
  /**
   * Whether bodies may come compressed, in gzip, deflate or br, and are then decoded; zstd is not asked for, and
   * decoded where Node.js can. If not, none is asked for, and what comes is taken as it is.
   * @default true
   */
  readonly decompress?: boolean;
  /**
   * Whether the outcome tells the SHA-256 of the body; that of a saved body it always tells.
   * @default false
   */
  readonly sha256?: boolean;
  /**
   * The longest body that is taken, decoded; `Infinity` for no limit but the time.
   * @default 10 MB where bodies are kept in memory, else 1 GB
   */
  readonly maxBodyBytes?: number;
  /**
   * A folder, which must exist, that takes the body of every response with a status from 200 to 299: one file for
   * each request, named by its number and its URL, with the extension of its type where that has none. It appears
   * under its name when it is whole and on the disk, and replaces what stood there; the outcome has its path as
   * `file`, and its `sha256`. A body that cannot be written is a `write_error`.
   * @default bodies are not saved
   */
  readonly saveTo?: string;
  /** Outcomes in input order, holding back at most the look-ahead. @default false */
  readonly ordered?: boolean;
  /** The most requests that are read and not finished. @default 100000 */
  readonly lookAhead?: number;
  /** Starts all threads before the first request instead of as they are needed. @default false */
  readonly prestart?: boolean;
  /**
   * How long one address of a host may take to connect before the next is tried beside it
   * (RFC 8305, "Connection Attempt Delay").
   * @default 250
   */
  readonly addressAttemptTimeout?: number;
  /**
   * Whether only addresses of the public internet are connected to: anything else, such as a loopback, private,
   * link-local or metadata address, is `blocked_address`, at every hop and however it is written. Without it, a
   * redirect from a public address to another one that is not is still refused.
   * @default false
   */
  readonly denyPrivate?: boolean;
  /**
   * Where connections go without a look-up, each as `HOST:PORT:ADDRESS[,ADDRESS…]`, such as
   * `example.com:443:127.0.0.1`; `*` stands for every host name.
   * @default none
   */
  readonly resolve?: readonly string[];
  /**
   * Who looks host names up: `own`, which asks the system's name servers itself, hundreds of names at once, and reads
   * the hosts file; `system`, which is `getaddrinfo`; or `auto`, which is `own` wherever it gives the system's answers:
   * on Linux without an unusual nsswitch.conf or resolv.conf, for names with a dot that do not end in `.local`.
   * @default 'auto'
   */
  readonly resolver?: ResolverChoice;
  /**
   * The name server to ask, as `1.1.1.1` or `[::1]:5353`, for names that neither `resolve` nor the hosts file holds. The
   * system's search domains do not count then. Not allowed beside `resolver: 'system'`.
   * @default those of the system
   */
  readonly dnsServer?: string;
  /** Whether the system's hosts file counts; `resolver: 'system'` always reads it. @default true */
  readonly hostsFile?: boolean;
  /**
   * The proxy to go through, as `http://`, `https://`, `socks5://` or `socks5h://` with `[user:password@]host[:port]`;
   * or one for http URLs, one for https URLs, and hosts without one. A socks5h or HTTP proxy looks names up itself:
   * `resolve` and `dnsServer` do not count then, no address can be judged, and so it is refused beside `denyPrivate`.
   * @default none, also not from the environment
   */
  readonly proxy?: string | ProxyChoice;
  /** Aborting it cancels the run: what was read ends as `cancelled`, the iteration ends without throwing. */
  readonly signal?: AbortSignal;
};
