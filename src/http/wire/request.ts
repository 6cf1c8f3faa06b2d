import type { Hop } from '../../core/hop.ts';
import type { ProxyServer } from '../../options/proxy.ts';
import type { HttpRequest } from '../undici/http-client.ts';

/** @param forwarder the proxy that is asked in the origin's stead */
export function requestFor(hop: Hop, forwarder: ProxyServer | undefined): HttpRequest {
  const { url, origin, method, headers, data } = hop;
  return {
    // RFC 9112 §3.2: a proxy is told the whole URL.
    path: forwarder ? url : url.slice(origin.length),
    method,
    headers: forwarder ? headersFor(forwarder, headers) : headers,
    body: data ?? null,
    // The client would close after each HEAD, for servers that send a body all the same; such bytes are met
    // on the idle connection, and only there is it closed.
    reset: method === 'HEAD' && data === undefined ? false : null,
  };
}

/** RFC 9110 §9.2.1; TRACE is not sent by anyone. */
export function isSafe(method: string): boolean {
  return method === 'GET' || method === 'HEAD' || method === 'OPTIONS';
}

/** With the proxy's own credentials, which go no further (RFC 9110 §11.7.2). */
function headersFor({ authorization }: ProxyServer, headers: readonly string[]): readonly string[] {
  return authorization === undefined ? headers : [...headers, 'proxy-authorization', authorization];
}
