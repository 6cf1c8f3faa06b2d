import type { ProxyServer } from '../../options/proxy.ts';
import type { Failure } from '../../core/failure.ts';

/** RFC 9110 §15.5.8: only a proxy answers so. */
export const PROXY_AUTHENTICATION_REQUIRED = 407;

/** The proxy lets nobody through who does not say who they are. */
export function proxyRefusal({ origin, user, password }: ProxyServer): Failure {
  const isAnonymous = user === '' && password === '';
  const what = isAnonymous ? 'asks for a user and password' : 'does not accept the user and password';
  return { code: 'proxy_refused', message: `the proxy ${origin} ${what}` };
}

/** The way to the proxy failed, whatever its target. A cause that lies on this side stays what it is. */
export function proxyUnreached({ code, message }: Failure, { origin }: ProxyServer): Failure {
  if (code === 'internal' || code === 'cancelled') return { code, message };
  const named = message.includes(origin) ? message : `the proxy ${origin}: ${message}`;
  return { code: 'proxy_error', message: named };
}
