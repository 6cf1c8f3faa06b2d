import { requireMethod } from '../../core/headers.ts';
import type { FetchOptions } from '../../options/options.ts';
import { DEFAULTS } from '../../options/resolved-options.ts';
import { DEFAULT_CONCURRENCY } from '../../strategies/contender.ts';
import { CREDENTIAL_FLAGS, type CredentialFlags } from './credential-flags.ts';
import type { FlagGroup } from './flag.ts';
import type { Header } from './header.ts';
import { PROXY_FLAGS, type ProxyFlags } from './proxy-flags.ts';
import { TLS_FLAGS, type TlsFlags } from './tls-flags.ts';
import {
  parseCount,
  parseDuration,
  parseHeader,
  parseLimit,
  parseRate,
  parseResolve,
  parseResolver,
  parseServer,
  parseSize,
  parseSizeLimit,
} from './values.ts';

/** The flags of every command that makes requests: what is sent, and under which policy. */
export type RequestFlags = Pick<
  FetchOptions,
  | 'concurrency'
  | 'timeout'
  | 'connectTimeout'
  | 'headersTimeout'
  | 'bodyTimeout'
  | 'minRate'
  | 'follow'
  | 'maxRedirects'
  | 'allowDowngrade'
  | 'method'
  | 'userAgent'
  | 'insecure'
  | 'decompress'
  | 'rate'
  | 'retries'
  | 'maxRetryAfter'
  | 'hostFailures'
  | 'denyPrivate'
  | 'resolve'
  | 'resolver'
  | 'dnsServer'
  | 'hostsFile'
> &
  TlsFlags &
  CredentialFlags &
  ProxyFlags & {
    readonly perHost?: number | 'unlimited';
    readonly perHostRate?: string;
    readonly perHostDelay?: number;
    readonly maxBody?: number;
    readonly maxHead?: number;
    readonly header?: readonly Header[];
    /** As it was given, `@file` included. */
    readonly data?: string;
  };

const seconds = (milliseconds: number): string => `${milliseconds / 1000}s`;

export const REQUEST_FLAGS: readonly FlagGroup[] = [
  {
    heading: 'Pace:',
    flags: [
      {
        flags: '-c, --concurrency <N>',
        help: `requests in flight in all (default: ${DEFAULT_CONCURRENCY})`,
        parse: (text) => parseCount(text),
      },
      {
        flags: '--per-host <N>',
        help: `in flight for one host, or unlimited (default: ${DEFAULTS.perHost})`,
        parse: parseLimit,
      },
      {
        flags: '--rate <RATE>',
        help: 'requests in all, such as 50/s or 600/m (default: any)',
        parse: parseRate,
      },
      { flags: '--per-host-rate <RATE>', help: 'requests to one host (default: any)', parse: parseRate },
      {
        flags: '--per-host-delay <DURATION>',
        help: 'least time between two requests to one host (default: none)',
        parse: parseDuration,
      },
    ],
  },
  {
    heading: 'Retries:',
    flags: [
      {
        flags: '--retries <N>',
        help: `further tries for what may mend: connections, timeouts, 408, 429, 500, 502 to 504 (default: ${DEFAULTS.retries}; compare: 0)`,
        parse: (text) => parseCount(text, 0),
      },
      {
        flags: '--max-retry-after <DURATION>',
        help: `longest pause that a server may ask for (default: ${seconds(DEFAULTS.maxRetryAfter)})`,
        parse: parseDuration,
      },
      {
        flags: '--host-failures <N>',
        help: `connections in a row that fail before a host is given up, or unlimited (default: ${DEFAULTS.hostFailures}; compare: unlimited)`,
        parse: parseLimit,
      },
    ],
  },
  {
    heading: 'Requests:',
    flags: [
      {
        flags: '-X, --method <METHOD>',
        help: 'HTTP method (default: GET, or POST with --data)',
        parse: requireMethod,
      },
      {
        flags: '-H, --header <HEADER>',
        help: "header as 'Name: value', for each listed URL's own host; repeatable",
        parse: parseHeader,
        repeatable: true,
      },
      { flags: '--data <DATA>', help: 'body to send; @FILE sends the bytes of a file' },
      ...CREDENTIAL_FLAGS,
      { flags: '--user-agent <TEXT>', help: `User-Agent header (default: ${DEFAULTS.userAgent})` },
      { flags: '--no-decompress', help: 'ask for bodies without compression, and take them as they come' },
    ],
  },
  TLS_FLAGS,
  {
    heading: 'Names and addresses:',
    flags: [
      {
        flags: '--deny-private',
        help: 'connect to addresses of the public internet only, at every hop (default: a redirect from a public address to another kind is refused)',
      },
      {
        flags: '--resolve <HOST:PORT:ADDRESS>',
        help: 'connect to this address without a look-up; * for every host; repeatable',
        parse: parseResolve,
        repeatable: true,
      },
      {
        flags: '--resolver <WHO>',
        help: "who looks names up: own (asks name servers itself), system (getaddrinfo), or auto: own wherever it gives the system's answers (default: auto)",
        parse: parseResolver,
      },
      {
        flags: '--dns-server <ADDRESS>',
        help: "ask this name server, such as 1.1.1.1 or [::1]:5353 (default: the system's)",
        parse: parseServer,
      },
      { flags: '--no-hosts-file', help: "look up what the system's hosts file holds, too" },
      ...PROXY_FLAGS,
    ],
  },
  {
    heading: 'Limits:',
    flags: [
      {
        flags: '--timeout <DURATION>',
        help: `for one attempt as a whole (default: ${seconds(DEFAULTS.timeout)})`,
        parse: parseDuration,
      },
      {
        flags: '--connect-timeout <DURATION>',
        help: `for DNS, TCP and TLS, each (default: ${seconds(DEFAULTS.connectTimeout)})`,
        parse: parseDuration,
      },
      {
        flags: '--headers-timeout <DURATION>',
        help: `from the request sent to the response's head (default: ${seconds(DEFAULTS.headersTimeout)})`,
        parse: parseDuration,
      },
      {
        flags: '--body-timeout <DURATION>',
        help: `from one piece of a body to the next (default: ${seconds(DEFAULTS.bodyTimeout)})`,
        parse: parseDuration,
      },
      {
        flags: '--min-rate <SIZE>',
        help: 'least of a body in a second, such as 1kB, over any five seconds (default: any)',
        parse: parseSize,
      },
      {
        flags: '--max-head <SIZE>',
        help: `longest head of a response (default: ${DEFAULTS.maxHeadBytes / 1024}KiB)`,
        parse: parseSize,
      },
      {
        flags: '--max-body <SIZE>',
        help: `longest body that is taken, decoded, or unlimited (default: ${DEFAULTS.passingBodyBytes / 1e9}GB)`,
        parse: parseSizeLimit,
      },
    ],
  },
  {
    heading: 'Redirects:',
    flags: [
      {
        flags: '--max-redirects <N>',
        help: `redirects to follow for one URL (default: ${DEFAULTS.maxRedirects})`,
        parse: (text) => parseCount(text, 0),
      },
      { flags: '--no-follow', help: 'take a redirect for the response' },
      { flags: '--allow-downgrade', help: 'follow redirects from https to http, too' },
    ],
  },
];
