import { UsageError } from '../../core/errors.ts';
import type { ResolverChoice } from '../../core/names.ts';
import { parsePinnedAddress, type PinnedAddress } from '../../core/pinned-address.ts';
import { parseDnsServer } from '../dns-server.ts';
import { parseWord } from '../kinds/choice.ts';
import { DURATION } from '../kinds/duration.ts';
import { asGiven, type Kind, SWITCH } from '../kinds/kind.ts';
import { parseProxy, type ProxyChoice } from '../proxy.ts';
import { option, optional } from './option.ts';

export const RESOLVERS: readonly ResolverChoice[] = ['own', 'system', 'auto'];

const PINNED: Kind<readonly string[], readonly PinnedAddress[]> = {
  type: 'readonly string[]',
  check: (given, name) => {
    if (!Array.isArray(given)) throw new UsageError(`${name} is ${String(given)}; it must be a list`);
    return given.map((each) => parsePinnedAddress(each));
  },
  parse: (text) => asItIs(text, parsePinnedAddress),
};

// The next three are checked together, in name-options.ts.
const RESOLVER: Kind<ResolverChoice, ResolverChoice> = {
  ...asGiven('ResolverChoice', parseWord(RESOLVERS, 'a resolver', 'own, system or auto')),
  show: (resolver) => resolver,
};

const DNS_SERVER = asGiven<string>('string', (text) => asItIs(text, parseDnsServer));

// Checked beside denyPrivate, in resolved-options.ts.
const PROXY = asGiven<string | ProxyChoice>('string | ProxyChoice', (text) => asItIs(text, parseProxy));

/** How a host's name becomes a connection. */
export const NAMES = {
  /**
   * How long one address of a host may take to connect before the next is tried beside it
   * (RFC 8305, "Connection Attempt Delay").
   * @default 250
   */
  addressAttemptTimeout: option({ kind: DURATION, default: 250, usedBy: ['transport'] }),

  /**
   * Whether only addresses of the public internet are connected to: anything else, such as a loopback, private,
   * link-local or metadata address, is `blocked_address`, at every hop and however it is written. Without it, a
   * redirect from a public address to another one that is not is still refused.
   * @default false
   */
  denyPrivate: option({
    kind: SWITCH,
    default: false,
    usedBy: ['transport'],
    flag: {
      flags: '--deny-private',
      heading: 'Names and addresses',
      help: 'connect to addresses of the public internet only, at every hop',
      default: 'a redirect from a public address to another kind is refused',
    },
  }),

  /**
   * Where connections go without a look-up, each as `HOST:PORT:ADDRESS[,ADDRESS…]`, such as
   * `example.com:443:127.0.0.1`; `*` stands for every host name.
   * @default none
   */
  resolve: option({
    kind: PINNED,
    default: [],
    usedBy: ['transport'],
    flag: {
      flags: '--resolve <HOST:PORT:ADDRESS>',
      heading: 'Names and addresses',
      help: 'connect to this address without a look-up; * for every host; repeatable',
      repeatable: true,
    },
  }),

  /**
   * Who looks host names up: `own`, which asks the system's name servers itself, hundreds of names at once, and reads
   * the hosts file; `system`, which is `getaddrinfo`; or `auto`, which is `own` wherever it gives the system's answers:
   * on Linux without an unusual nsswitch.conf or resolv.conf, for names with a dot that do not end in `.local`.
   * @default 'auto'
   */
  resolver: option({
    kind: RESOLVER,
    default: 'auto',
    usedBy: ['names'],
    flag: {
      flags: '--resolver <WHO>',
      heading: 'Names and addresses',
      help: "who looks names up: own (asks name servers itself), system (getaddrinfo), or auto: own wherever it gives the system's answers",
    },
  }),

  /**
   * The name server to ask, as `1.1.1.1` or `[::1]:5353`, for names that neither `resolve` nor the hosts file holds. The
   * system's search domains do not count then. Not allowed beside `resolver: 'system'`.
   * @default those of the system
   */
  dnsServer: optional({
    kind: DNS_SERVER,
    usedBy: ['names'],
    flag: {
      flags: '--dns-server <ADDRESS>',
      heading: 'Names and addresses',
      help: 'ask this name server, such as 1.1.1.1 or [::1]:5353',
      default: "the system's",
    },
  }),

  /** Whether the system's hosts file counts; `resolver: 'system'` always reads it. @default true */
  hostsFile: option({
    kind: SWITCH,
    default: true,
    usedBy: ['names'],
    flag: {
      flags: '--no-hosts-file',
      heading: 'Names and addresses',
      help: "look up what the system's hosts file holds, too",
    },
  }),

  /**
   * The proxy to go through, as `http://`, `https://`, `socks5://` or `socks5h://` with `[user:password@]host[:port]`;
   * or one for http URLs, one for https URLs, and hosts without one. A socks5h or HTTP proxy looks names up itself:
   * `resolve` and `dnsServer` do not count then, no address can be judged, and so it is refused beside `denyPrivate`.
   * @default none, also not from the environment
   */
  proxy: optional({
    kind: PROXY,
    usedBy: ['transport'],
    environment: 'HTTP_PROXY, HTTPS_PROXY, ALL_PROXY and NO_PROXY, with --proxy-from-env',
    flag: {
      flags: '--proxy <URL>',
      heading: 'Names and addresses',
      help: 'go through this proxy: http://, https://, socks5:// or socks5h:// (which looks names up itself) and [user:password@]host:port',
      attribute: 'proxy',
    },
  }),
};

/** A text that can be read, as it was given: it is read anew where the options are. */
function asItIs(text: string, read: (text: string) => unknown): string {
  read(text);
  return text;
}
