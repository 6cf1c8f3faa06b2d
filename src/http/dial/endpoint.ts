import { ipFamily } from '../../util/ip-family.ts';
import type { ProxyServer } from '../../options/proxy.ts';

/** Where connections to an origin go. */
export type Endpoint = {
  readonly secure: boolean;
  /** Host name or address, an IPv6 address without its brackets. */
  readonly host: string;
  readonly port: number;
  /** IP version of an address literal; 0 for a name that has to be looked up. */
  readonly family: number;
  /** `host:port`, for messages. */
  readonly label: string;
};

/** @param origin scheme, host and port as `URL.origin` writes them */
export function endpointOf(origin: string): Endpoint {
  const { protocol, hostname, port } = new URL(origin);
  const secure = protocol === 'https:';
  const host = hostname.startsWith('[') ? hostname.slice(1, -1) : hostname;
  const defaultPort = secure ? 443 : 80;
  const number = port === '' ? defaultPort : Number(port);
  return { secure, host, port: number, family: ipFamily(host), label: `${hostname}:${number}` };
}

/** `host:port` of an origin, for messages. */
export function labelOf(origin: string): string {
  return endpointOf(origin).label;
}

/** The same where a proxy stands between, which may be what has failed. */
export function throughProxy(label: string, { origin }: ProxyServer): string {
  return `${label} through the proxy ${origin}`;
}
