import type { FailureCode } from '../../src/core/failure-code.ts';
import type { NameAnswer } from '../servers/name-server.ts';

/** Addresses of the public internet that lead to the tests' own server, in a network of their own. */
export const PUBLIC = ['1.2.3.4', '5.6.7.8', '2606:4700::1'] as const;

/** Other addresses of the same server: it answers at each of them whoever gets there. */
export const SPECIAL = [
  '10.0.0.1',
  '169.254.169.254',
  '168.63.129.16',
  '100.64.0.1',
  '192.0.2.1',
  'fc00::1',
  '2001:db8::1',
  // 127.0.0.1 in the forms of NAT64, 6to4 and Teredo.
  '64:ff9b::7f00:1',
  '2002:7f00:1::',
  '2001:0:7f00:1::',
] as const;

/** What the name server says of the names; the last answer holds. */
export const NAMES: Readonly<Record<string, readonly NameAnswer[]>> = {
  'public.test': [['1.2.3.4']],
  'private.test': [['10.0.0.1']],
  localhost: [['127.0.0.1', '::1']],
  'loopback.test': [['127.0.0.1', '::1']],
  'wrapped.test': [['64:ff9b::7f00:1', '2002:7f00:1::', '2001:0:7f00:1::', '::ffff:7f00:1']],
  'mixed.test': [['10.0.0.1', '1.2.3.4']],
  'mixed6.test': [['fc00::1', '::1', '2606:4700::1']],
  // Each is asked for twice, for addresses of IPv4 and of IPv6.
  'rebinding.test': [['5.6.7.8'], ['5.6.7.8'], ['127.0.0.1']],
};

/** A way to an address, and whether the guard lets it pass. */
export type GuardBehaviour = {
  readonly name: string;
  /** Where the server is asked first; `/to/…` leads to what follows. */
  readonly url: string;
  /** The code of a failure, or the address that the response came from in the end. */
  readonly outcome: Extract<FailureCode, 'blocked_address'> | (string & {});
  /** Whether only the public internet may be connected to. */
  readonly denyPrivate?: boolean;
};

const blocked = 'blocked_address';

/** Every way of writing an address that is none of the public internet. */
const LITERALS = [
  '127.0.0.1',
  '127.1',
  '0x7f.1',
  '0x7f000001',
  '2130706433',
  '017700000001',
  '0',
  '１２７.０.０.１',
  '127。0。0。1',
  '10.0.0.1',
  '0xa000001',
  '169.254.169.254',
  '168.63.129.16',
  '100.64.0.1',
  '192.0.2.1',
  '[::1]',
  '[::]',
  '[0:0:0:0:0:0:0:1]',
  '[::ffff:7f00:1]',
  '[::ffff:127.0.0.1]',
  '[::ffff:10.0.0.1]',
  '[::127.0.0.1]',
  '[64:ff9b::7f00:1]',
  '[64:ff9b::127.0.0.1]',
  '[2002:7f00:1::]',
  '[2001:0:7f00:1::]',
  '[2001::7f00:1]',
  '[fc00::1]',
  '[2001:db8::1]',
  'localhost',
];

export const GUARD: readonly GuardBehaviour[] = [
  { name: 'a public address', url: 'http://1.2.3.4/', outcome: '1.2.3.4:80', denyPrivate: true },
  {
    name: 'a public address of IPv6',
    url: 'http://[2606:4700::1]/',
    outcome: '[2606:4700::1]:80',
    denyPrivate: true,
  },
  { name: 'a private address, as nobody forbids it', url: 'http://10.0.0.1/', outcome: '10.0.0.1:80' },
  ...LITERALS.flatMap((host): GuardBehaviour[] => [
    {
      name: `${host}, where only public ones are allowed`,
      url: `http://${host}/`,
      outcome: blocked,
      denyPrivate: true,
    },
    { name: `from a public address to ${host}`, url: `http://1.2.3.4/to/http://${host}/`, outcome: blocked },
  ]),
  ...['private.test', 'loopback.test', 'wrapped.test'].flatMap((host): GuardBehaviour[] => [
    {
      name: `${host}, where only public ones are allowed`,
      url: `http://${host}/`,
      outcome: blocked,
      denyPrivate: true,
    },
    { name: `from a public address to ${host}`, url: `http://1.2.3.4/to/http://${host}/`, outcome: blocked },
    { name: `from a public name to ${host}`, url: `http://public.test/to/http://${host}/`, outcome: blocked },
  ]),
  {
    name: 'a name with a private and a public address',
    url: 'http://mixed.test/',
    outcome: '1.2.3.4:80',
    denyPrivate: true,
  },
  {
    name: 'a name with private and public addresses of IPv6',
    url: 'http://mixed6.test/',
    outcome: '[2606:4700::1]:80',
    denyPrivate: true,
  },
  {
    name: 'from a public address to a name that has both kinds',
    url: 'http://5.6.7.8/to/http://mixed.test/',
    outcome: '1.2.3.4:80',
  },
  {
    name: 'a name that changes its mind once it has been checked',
    url: 'http://rebinding.test/',
    outcome: '5.6.7.8:80',
    denyPrivate: true,
  },
  {
    name: 'from one public address to another',
    url: 'http://1.2.3.4/to/http://5.6.7.8/',
    outcome: '5.6.7.8:80',
  },
  {
    name: 'from one private address to another',
    url: 'http://10.0.0.1/to/http://127.0.0.1/',
    outcome: '127.0.0.1:80',
  },
  {
    name: 'over a second public address to a private one',
    url: 'http://1.2.3.4/to/http://5.6.7.8/to/http://10.0.0.1/',
    outcome: blocked,
  },
  {
    name: 'from a private address to a public one and back',
    url: 'http://10.0.0.1/to/http://1.2.3.4/to/http://10.0.0.1/',
    outcome: blocked,
  },
  {
    name: 'from a public address to a private one, where only public ones are allowed',
    url: 'http://1.2.3.4/to/http://10.0.0.1/',
    outcome: blocked,
    denyPrivate: true,
  },
];
