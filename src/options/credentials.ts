import { basicAuthorization } from '../util/basic-authorization.ts';
import { UsageError } from '../core/errors.ts';
import { hostnameOf } from '../core/pinned-address.ts';

/** A name and a password for one host. */
export type Credentials = {
  /** The host's name or address, without a port; `*` stands for every host that has none of its own. */
  readonly host: string;
  /** @default '' */
  readonly user?: string;
  /** @default '' */
  readonly password?: string;
};

/** What goes into `Authorization`, by host name as `URL.hostname` writes it, or `*`. */
export type Authorizations = ReadonlyMap<string, string>;

/**
 * @param list the first one for a host holds
 * @throws UsageError for what cannot be; it names no user and no password
 */
export function authorizations(list: readonly Credentials[]): Authorizations {
  if (!Array.isArray(list)) throw new UsageError('credentials must be a list of { host, user, password }');
  const byHost = new Map<string, string>();
  for (const credentials of list) {
    const host = hostOf(credentials);
    if (!byHost.has(host)) byHost.set(host, authorizationOf(credentials, host));
  }
  return byHost;
}

/** What a URL's host is sent, if there is something for it. */
export function authorizationFor(origin: string, byHost: Authorizations): string | undefined {
  if (byHost.size === 0) return undefined;
  return byHost.get(new URL(origin).hostname) ?? byHost.get('*');
}

function hostOf(credentials: Credentials): string {
  const { host } = Object(credentials);
  if (host === '*') return host;
  const hostname = typeof host === 'string' && !/[/?#@\\]/u.test(host) ? hostnameOf(host) : undefined;
  if (hostname === undefined || hostname === '') {
    throw new UsageError('the host of credentials must be a name or an address, or *');
  }
  return hostname;
}

function authorizationOf({ user = '', password = '' }: Credentials, host: string): string {
  if (typeof user !== 'string' || typeof password !== 'string') {
    throw new UsageError(`the user and the password for ${host} must be strings`);
  }
  // RFC 7617 §2: it would end the name.
  if (user.includes(':'))
    throw new UsageError(`the user name for ${host} holds a colon, which cannot be sent`);
  return basicAuthorization(user, password);
}
