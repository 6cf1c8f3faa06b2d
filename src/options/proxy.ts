import { basicAuthorization } from '../util/basic-authorization.ts';
import { UsageError } from '../core/errors.ts';

/** Which proxies requests go through. */
export type ProxyChoice = {
  /** For http URLs, as `http://[user:password@]host:port`. */
  readonly http?: string;
  /** For https URLs. */
  readonly https?: string;
  /** Hosts that are spoken to directly: names, with all names below them; addresses; networks; `*`. */
  readonly except?: readonly string[];
};

/** A proxy, as plain data. */
export type ProxyServer = {
  readonly kind: 'http' | 'socks';
  /** Whether it is spoken to over TLS itself. */
  readonly secure: boolean;
  /** Scheme, host and port, without secrets; as `URL.origin` writes http ones. */
  readonly origin: string;
  /** Whether it is told names, and looks them up. */
  readonly looksUp: boolean;
  readonly user: string;
  readonly password: string;
  /** The same for an HTTP proxy, if there is anything (RFC 7617). */
  readonly authorization?: string;
};

export type ProxyRules = {
  readonly http: ProxyServer | undefined;
  readonly https: ProxyServer | undefined;
  readonly except: readonly string[];
};

/** Longest user name or password that a SOCKS proxy can be told, in bytes (RFC 1929 §2). */
const LONGEST_SOCKS_SECRET = 255;

const DEFAULT_PORTS: Readonly<Record<string, number>> = {
  'http:': 80,
  'https:': 443,
  'socks5:': 1080,
  'socks5h:': 1080,
};

/**
 * @param denyPrivate whether addresses are to be judged, which cannot be done where only the proxy knows them
 * @param name what a complaint calls that option
 * @throws UsageError for what cannot be; it does not quote passwords
 */
export function proxyRules(
  choice: string | ProxyChoice,
  denyPrivate: boolean,
  name = 'denyPrivate',
): ProxyRules {
  if (typeof choice !== 'string' && (typeof choice !== 'object' || choice === null)) {
    throw new UsageError('proxy must be a URL, or an object such as { https: "http://proxy.example:3128" }');
  }
  const isOne = typeof choice === 'string';
  const { http, https, except = [] } = isOne ? { http: choice, https: choice } : choice;
  const rules = {
    http: http === undefined ? undefined : parseProxy(http, isOne ? 'proxy' : 'proxy.http'),
    https: https === undefined ? undefined : parseProxy(https, isOne ? 'proxy' : 'proxy.https'),
    except: except.map((host) => host.trim().toLowerCase()).filter((host) => host !== ''),
  };
  const blind = [rules.http, rules.https].find((proxy) => proxy?.looksUp);
  if (denyPrivate && blind) {
    throw new UsageError(
      `${name} cannot be kept through the proxy ${blind.origin}, which looks names up itself; use a socks5:// proxy`,
    );
  }
  return rules;
}

/**
 * Reads `http://`, `https://`, `socks5://` or `socks5h://` with a host, and a port if it is not the usual one.
 * @param name what it is called where it was given, for the error
 * @throws UsageError for anything else
 */
export function parseProxy(text: string, name = 'this'): ProxyServer {
  const url = urlOf(typeof text === 'string' ? text : '');
  const defaultPort = url && DEFAULT_PORTS[url.protocol];
  if (
    !url ||
    defaultPort === undefined ||
    url.hostname === '' ||
    !/^\/?$/u.test(url.pathname) ||
    url.search
  ) {
    throw new UsageError(
      `${name} is not the URL of a proxy; write http://, https://, socks5:// or socks5h:// and host:port, such as http://proxy.example:3128`,
    );
  }
  const kind = url.protocol.startsWith('socks') ? 'socks' : 'http';
  const [user, password] = [decoded(url.username), decoded(url.password)];
  if (kind === 'socks' && [user, password].some(isTooLongForSocks)) {
    throw new UsageError(
      `a SOCKS proxy takes a user name and a password of at most ${LONGEST_SOCKS_SECRET} bytes each; one of them is longer`,
    );
  }
  const hasSecret = user !== '' || password !== '';
  return {
    kind,
    secure: url.protocol === 'https:',
    origin: `${url.protocol}//${url.hostname}:${url.port === '' ? defaultPort : url.port}`,
    looksUp: url.protocol !== 'socks5:',
    user,
    password,
    ...(hasSecret && kind === 'http' ? { authorization: basicAuthorization(user, password) } : {}),
  };
}

function isTooLongForSocks(secret: string): boolean {
  return Buffer.byteLength(secret) > LONGEST_SOCKS_SECRET;
}

/** Without a scheme, as is usual in the environment, it is an HTTP proxy. */
function urlOf(text: string): URL | undefined {
  try {
    return new URL(/^[a-z0-9]+:\/\//iu.test(text) ? text : `http://${text}`);
  } catch {
    return undefined;
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
