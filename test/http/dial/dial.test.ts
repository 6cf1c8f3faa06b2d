import { describe, expect, onTestFinished, test } from 'vitest';
import { systemClock } from '../../../src/util/clock.ts';
import { Deadlines } from '../../../src/util/deadlines.ts';
import { Dial } from '../../../src/http/dial/dial.ts';
import type { Expiring } from '../../../src/http/dial/dial-steps.ts';
import { endpointOf } from '../../../src/http/dial/endpoint.ts';
import type { Failure } from '../../../src/core/failure.ts';
import { OpenSockets } from '../../../src/http/pool/open-sockets.ts';
import { TlsConnector } from '../../../src/http/dial/tls.ts';
import type { NameFault, Names } from '../../../src/core/names.ts';
import type { IpAddress } from '../../../src/core/pinned-address.ts';
import { HostAddresses } from '../../../src/http/dial/host-addresses.ts';
import { NO_NAMES, namesBy } from '../../support/names.ts';
import { closedOrigin } from '../../support/servers.ts';
import { useRawServer } from '../support.ts';

type Told = {
  readonly dial: Dial;
  /** What came of it. */
  readonly told: Promise<Failure | 'connected'>;
  readonly sockets: OpenSockets;
  /** Resolves when the last socket has closed. */
  readonly closed: Promise<void>;
};

/** Starts a dial with a lookup of the test's own. */
function dialTo(
  origin: string,
  names: Names,
  {
    connectTimeout = 15_000,
    addressAttemptTimeout = 15_000,
    tls = new TlsConnector(false, {}),
    publicOnly = false,
  } = {},
): Told {
  let close = (): void => {};
  const closed = new Promise<void>((resolve) => (close = resolve));
  const sockets = new OpenSockets(() => close());
  let tell: (result: Failure | 'connected') => void = () => {};
  const told = new Promise<Failure | 'connected'>((resolve) => (tell = resolve));
  const deadlines = new Deadlines<Expiring>(connectTimeout, (late) => late.expire(), systemClock);
  const dial = new Dial(
    {
      clock: systemClock,
      addresses: new HostAddresses(names, []),
      tls,
      sockets,
      deadlines,
      addressAttemptTimeout,
    },
    endpointOf(origin),
    {
      onDialled: (socket) => {
        onTestFinished(() => void socket.destroy());
        tell('connected');
      },
      onNameQueued: () => {},
      onNameAsked: () => {},
      onDialFailed: tell,
      onDescriptorsLacking: (_needed, failure) => tell(failure),
    },
    publicOnly,
  );
  onTestFinished(() => {
    dial.cancel();
    deadlines.stop();
  });
  dial.start(systemClock());
  return { dial, told, sockets, closed };
}

function answering(...addresses: IpAddress[]): Names {
  return namesBy((_host, answer) => setImmediate(() => answer({ ok: true, addresses })));
}

function refusing(kind: NameFault['kind'], reason: string): Names {
  return namesBy((_host, answer) => setImmediate(() => answer({ ok: false, fault: { kind, reason } })));
}

const V4 = { address: '127.0.0.1', family: 4 };
const V6 = { address: '::1', family: 6 };

describe('a dial', () => {
  test('goes to the address that the lookup found', async () => {
    const server = await useRawServer(() => {});
    const { dial, told } = dialTo(server.origin.replace('127.0.0.1', 'site.example'), answering(V4));
    expect(await told).toBe('connected');
    expect(dial.remoteAddress).toBe(server.origin.slice('http://'.length));
    expect(Object.keys(dial.timings)).toEqual(['dns', 'connect']);
  });

  test.each([
    ['first', [V6, V4]],
    ['last', [V4, V6]],
  ])('goes on to another address when the %s one refuses', async (_name, addresses) => {
    const server = await useRawServer(() => {});
    const origin = server.origin.replace('127.0.0.1', 'site.example');
    const { dial, told } = dialTo(origin, answering(...addresses));
    expect(await told).toBe('connected');
    expect(dial.remoteAddress).toBe(server.origin.slice('http://'.length));
  });

  test.each([
    ['an address', (origin: string) => origin, NO_NAMES, ''],
    [
      'a name',
      (origin: string) => origin.replace('127.0.0.1', 'site.example'),
      answering(V4),
      ' at 127.0.0.1',
    ],
    [
      'a name with two',
      (origin: string) => origin.replace('127.0.0.1', 'site.example'),
      answering(V4, V6),
      ' at 127.0.0.1',
    ],
  ])('is connection_refused where nothing listens at %s', async (_name, originOf, lookup, where) => {
    const origin = originOf(await closedOrigin());
    // Node would not take this time; it is rounded up.
    const { dial, told, sockets, closed } = dialTo(origin, lookup, { addressAttemptTimeout: 0.5 });
    expect(await told).toEqual({
      code: 'connection_refused',
      message: `${origin.slice('http://'.length)}${where} refuses connections`,
    });
    expect(dial.timings.connect).toBeGreaterThan(0);
    await closed;
    expect(sockets.count).toBe(0);
  });

  test.each([
    ['not_found', 'NXDOMAIN', 'dns_not_found'],
    ['timeout', 'no answer', 'dns_timeout'],
    ['failed', 'SERVFAIL', 'dns_error'],
    ['no_descriptor', 'EMFILE', 'dns_error'],
  ] as const)('is, for a lookup that ends as %s (%s), %s', async (kind, reason, code) => {
    const { dial, told } = dialTo('http://nope.example', refusing(kind, reason));
    expect(await told).toMatchObject({ code, message: expect.stringContaining('nope.example') });
    expect(Object.keys(dial.timings)).toEqual(['dns']);
  });

  test('tells the address that answered, though another one was refused by the system at once', async () => {
    const server = await useRawServer(() => {});
    const nobody = { address: '224.0.0.1', family: 4 };
    const { dial, told } = dialTo(server.origin.replace('127.0.0.1', 'site.example'), answering(nobody, V4));
    expect(await told).toBe('connected');
    expect(dial.remoteAddress).toBe(server.origin.slice('http://'.length));
  });

  test.each([
    ['a name', 'http://inside.example', answering(V4, V6), 'inside.example is at 127.0.0.1, ::1, which is'],
    ['an address', 'http://127.0.0.1', NO_NAMES, '127.0.0.1 is'],
    ['one in another spelling', 'http://0x7f.1', NO_NAMES, '127.0.0.1 is'],
    ['a number', 'http://2130706433', NO_NAMES, '127.0.0.1 is'],
    ['one in IPv6', 'http://[::ffff:7f00:1]', NO_NAMES, '::ffff:7f00:1 is'],
  ])('is blocked_address where only public ones may be, for %s', async (_name, origin, lookup, what) => {
    const { dial, told, sockets } = dialTo(origin, lookup, { publicOnly: true });
    expect(await told).toEqual({
      code: 'blocked_address',
      message: `${what} not an address of the public internet`,
    });
    expect(dial.timings.connect).toBeUndefined();
    expect(sockets.count).toBe(0);
  });

  test('is dns_timeout for a lookup without an answer, and does not hear a late one', async () => {
    let answerLate = (): void => {};
    const late = namesBy((_host, answer) => (answerLate = () => answer({ ok: true, addresses: [V4] })));
    const { dial, told, sockets } = dialTo('http://slow.example', late, { connectTimeout: 20 });
    expect(await told).toMatchObject({ code: 'dns_timeout' });
    expect(dial.timings.dns).toBeGreaterThanOrEqual(20);
    answerLate();
    expect(sockets.count).toBe(0);
  });

  test('is connect_timeout if the deadline comes while it connects', async () => {
    const server = await useRawServer(() => {});
    const { dial, told, sockets, closed } = dialTo(server.origin, NO_NAMES);
    expect(sockets.count).toBe(1);
    dial.expire();
    expect(await told).toMatchObject({ code: 'connect_timeout' });
    expect(Object.keys(dial.timings)).toEqual(['connect']);
    await closed;
    expect(sockets.count).toBe(0);
  });

  test('is tls_error if the TLS library itself fails', async () => {
    class BrokenTls extends TlsConnector {
      override connect(): never {
        throw new Error('no entropy');
      }
    }
    const server = await useRawServer((socket) => socket.resume());
    const origin = server.origin.replace('http:', 'https:');
    const { told, closed } = dialTo(origin, NO_NAMES, { tls: new BrokenTls(false, {}) });
    expect(await told).toMatchObject({ code: 'tls_error', message: expect.stringContaining('no entropy') });
    await closed;
  });

  test('that is called off says nothing', async () => {
    const server = await useRawServer(() => {});
    const { dial, told, sockets, closed } = dialTo(server.origin, NO_NAMES);
    dial.cancel();
    await closed;
    expect(await Promise.race([told, Promise.resolve('silence')])).toBe('silence');
    expect(sockets.count).toBe(0);
  });
});
