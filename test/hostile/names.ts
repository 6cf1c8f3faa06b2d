import { answering } from '../servers/raw-server.ts';
import type { NameAnswer } from '../servers/name-server.ts';
import { type Behaviour, runsInto } from './behaviour.ts';
import { OK } from './peers.ts';
import type { World } from './world.ts';

/** A healthy server on 127.0.0.1 under a name that the name server has this to say about. */
function named(answer: NameAnswer): (world: World) => Promise<string> {
  return async (world) => {
    const { port } = new URL(await world.tcp(answering(OK)));
    return `http://${world.name(answer)}:${port}/`;
  };
}

export const NAMES: readonly Behaviour[] = [
  { name: 'a name that does not exist', url: named('nxdomain'), outcome: 'dns_not_found' },
  { name: 'a name without an address', url: named([]), outcome: 'dns_not_found' },
  { name: 'a name server that fails', url: named('servfail'), outcome: 'dns_error', attempts: 2 },
  {
    name: 'a name server that stays silent',
    url: named('silence'),
    outcome: 'dns_timeout',
    ...runsInto('connectTimeout'),
  },
  { name: 'a first address that is dead', url: named(['127.0.0.2', '127.0.0.1']), outcome: 200 },
  { name: 'an IPv6 address that goes nowhere', url: named(['100::1', '127.0.0.1']), outcome: 200 },
  {
    name: 'a name at a private address, where none is allowed',
    url: named(['10.0.0.1', '127.0.0.1']),
    outcome: 'blocked_address',
    options: { denyPrivate: true },
  },
  ...[
    'http://0x7f.1/',
    'http://2130706433/',
    'http://017700000001/',
    'http://localhost/',
    'http://127.0.0.1/',
    'http://[::1]/',
    'http://[::ffff:7f00:1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://[2002:7f00:1::]/',
    'http://169.254.169.254/latest/meta-data/',
    'http://０.0.0.0/',
  ].map((url): Behaviour => ({
    name: `${url}, where no private address is allowed`,
    url: (world) => {
      world.name(['127.0.0.1'], 'localhost');
      return url;
    },
    outcome: 'blocked_address',
    options: { denyPrivate: true },
  })),
];
