import { isIP } from 'node:net';
import type { Mutable } from '../util/mutable.ts';
import type { FailureCode } from '../core/failure-code.ts';
import { bodilessHeaders, travellingHeaders } from '../core/headers.ts';
import type { AttemptResponse, Hop } from '../core/hop.ts';
import { printableHead } from '../util/printable.ts';
import { parseTarget, type Target } from '../core/target.ts';
import type { RequestState } from './request-state.ts';

export type RedirectPolicy = {
  readonly follow: boolean;
  readonly maxRedirects: number;
  readonly allowDowngrade: boolean;
};

/** Where a response leads: nowhere (it is the outcome), to a next hop, or into a failure. */
export type Redirection =
  | { readonly kind: 'none' }
  | { readonly kind: 'hop'; readonly hop: Hop; readonly fragment: string }
  | { readonly kind: 'failure'; readonly code: FailureCode; readonly message: string };

/**
 * Longest URL that is followed, in characters: a record keeps it. RFC 9110 §4.1 asks for 8,000 at least, and few servers
 * take more than 16 KB of a request's head.
 */
const LONGEST_URL = 16 * 1024;

const NOWHERE: Redirection = { kind: 'none' };

/** RFC 9110 §15.4; 300 and 304 are responses like any other. */
export function isRedirect(status: number): boolean {
  return status === 301 || status === 302 || status === 303 || status === 307 || status === 308;
}

/** Decides what follows from a response. `request` has not taken account of it yet. */
export function redirectionOf(
  state: RequestState,
  response: AttemptResponse,
  policy: RedirectPolicy,
): Redirection {
  if (!policy.follow || !isRedirect(response.status)) return NOWHERE;
  const target = targetOf(state.hop, response, policy);
  if (target.kind === 'failure') return target;
  const hop = nextHop(state.hop, response, target);
  if (wasThere(state, hop))
    return failure('redirect_loop', `redirected to ${printableHead(hop.url, 200)} once more`);
  if ((state.redirects?.length ?? 0) >= policy.maxRedirects) {
    return failure('too_many_redirects', `more than ${policy.maxRedirects} redirects`);
  }
  // Fetch Standard, "location URL": without a fragment of its own the target takes over the current one.
  const fragment = target.href.slice(target.url.length) || state.fragment;
  return { kind: 'hop', hop, fragment };
}

type UsableTarget = Target & { readonly kind: 'target' };

function targetOf(
  hop: Hop,
  response: AttemptResponse,
  policy: RedirectPolicy,
): UsableTarget | Extract<Redirection, { kind: 'failure' }> {
  const [location, ...others] = response.locations ?? [];
  if (location === undefined) return failure('bad_redirect', `status ${response.status} without a Location`);
  if (others.length > 0) {
    return failure('bad_redirect', `status ${response.status} with ${others.length + 1} Locations`);
  }
  const target = parseTarget(location, hop.url);
  if (!target.ok) {
    const code = target.code === 'invalid_url' ? 'bad_redirect' : target.code;
    return failure(code, `the Location ${printableHead(target.shown, 200)}: ${target.message}`);
  }
  // Either may be the longer one: characters are percent-encoded, dots taken out, and what is relative is resolved.
  const length = Math.max(location.length, target.href.length);
  if (length > LONGEST_URL) {
    const head = printableHead(target.href, 200);
    return failure(
      'bad_redirect',
      `the Location ${head}: ${length} characters, ${LONGEST_URL} are followed at most`,
    );
  }
  if (!policy.allowDowngrade && hop.origin.startsWith('https:') && target.origin.startsWith('http:')) {
    return failure('bad_redirect', `leads from https to ${printableHead(target.url, 200)}`);
  }
  return { ...target, kind: 'target' };
}

/** Method, body and headers change as in the Fetch Standard, "HTTP-redirect fetch". */
function nextHop(hop: Hop, { status, remoteAddress }: AttemptResponse, target: Target): Hop {
  const toGet =
    ((status === 301 || status === 302) && hop.method === 'POST') ||
    (status === 303 && hop.method !== 'GET' && hop.method !== 'HEAD');
  const headers = target.origin === hop.origin ? hop.headers : travellingHeaders(hop.headers);
  const next: Mutable<Hop> = {
    seq: hop.seq,
    url: target.url,
    origin: target.origin,
    method: toGet ? 'GET' : hop.method,
    headers: toGet ? bodilessHeaders(headers) : headers,
  };
  if (!toGet && hop.data !== undefined) next.data = hop.data;
  if (hop.saveAs !== undefined) next.saveAs = hop.saveAs;
  if (hop.lacksExtension) next.lacksExtension = true;
  next.redirectedBy = remoteAddress ?? addressIn(hop.origin) ?? null;
  return next;
}

/** `address:port` of an origin that is named by its address: where it led through a proxy, that is what was asked for. */
function addressIn(origin: string): string | undefined {
  const { hostname, port, protocol } = new URL(origin);
  if (isIP(hostname.replace(/^\[(.*)\]$/u, '$1')) === 0) return undefined;
  return `${hostname}:${port || (protocol === 'https:' ? 443 : 80)}`;
}

/** Whether a redirect has changed more of a request than its URL. */
export function isOtherRequest(next: Hop, before: Hop): boolean {
  // Redirects only ever take headers away, and the body goes with the method.
  return next.method !== before.method || next.headers.length !== before.headers.length;
}

/** Without cookies, the same request gets the same redirect again: to come back is to loop. */
function wasThere(state: RequestState, next: Hop): boolean {
  if (isOtherRequest(next, state.hop)) return false;
  if (next.url === state.hop.url) return true;
  const seen = state.redirects ?? [];
  return seen.some((redirect, index) => index >= state.redirectsBeforeChange && redirect.url === next.url);
}

function failure(code: FailureCode, message: string): Extract<Redirection, { kind: 'failure' }> {
  return { kind: 'failure', code, message };
}
