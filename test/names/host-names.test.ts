import { describe, expect, onTestFinished, test } from 'vitest';
import { systemClock } from '../../src/util/clock.ts';
import type { NameAnswer, NameOptions } from '../../src/core/names.ts';
import { HostNames } from '../../src/names/host-names.ts';
import { SystemFiles } from '../../src/names/system/system-files.ts';
import { FakeNameServer, type NameAnswer as Zone } from '../servers/name-server.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const folder = temporaryFolder();

/** Names that are asked for at a name server with this zone, and a hosts file that holds `listed.test`. */
async function setUp(zone: (name: string) => Zone, options: Partial<NameOptions> = {}) {
  const server = await FakeNameServer.start(zone);
  const missing = folder.path('missing');
  const files = new SystemFiles(systemClock, {
    resolvConf: missing,
    nsswitch: missing,
    hosts: await folder.write('hosts', '127.0.0.9 listed.test\n'),
    mdnsAllow: missing,
  });
  const all: NameOptions = {
    resolver: 'auto',
    dnsServer: server.address,
    hostsFile: true,
    patience: 15_000,
    ...options,
  };
  const names = new HostNames(all, systemClock, files);
  onTestFinished(async () => {
    await names.close();
    await server.close();
  });
  return { server, names };
}

type Told = { readonly said: NameAnswer | 'asked' | 'queued'; readonly answer: Promise<string> };

function lookUp(names: HostNames, host: string, onAsked = () => {}): Told {
  let said: NameAnswer | 'asked' | 'queued' = 'queued';
  const answer = new Promise<NameAnswer>((resolve) => {
    said = names.lookUp(host, { onAsked, onAnswer: resolve });
    if (said !== 'asked' && said !== 'queued') resolve(said);
  });
  return { said, answer: answer.then(textOf) };
}

function textOf(answer: NameAnswer): string {
  return answer.ok ? answer.addresses.map(({ address }) => address).join(' ') : answer.fault.kind;
}

const questions = (server: FakeNameServer, host: string) =>
  server.asked.filter((name) => name === host).length;

describe('a name', () => {
  test('is asked for once for all who wait, and remembered', async () => {
    const { server, names } = await setUp(() => ['127.0.0.1']);
    const all = [lookUp(names, 'a.test'), lookUp(names, 'a.test')];
    expect(all.map(({ said }) => said)).toEqual(['asked', 'asked']);
    expect(await Promise.all(all.map(({ answer }) => answer))).toEqual(['127.0.0.1', '127.0.0.1']);
    expect(lookUp(names, 'a.test').said).toMatchObject({ ok: true });
    // For each version of IP.
    expect(questions(server, 'a.test')).toBe(2);
    expect(names.stats).toEqual({ own: 1, system: 0, unanswered: 0, servers: [server.address] });
  });

  test.each(['short', 'printer.local', 'a.test'])(
    'is left to no system that would read its hosts file all the same: %s',
    async (host) => {
      const { names } = await setUp(() => ['127.0.0.1'], { dnsServer: undefined, hostsFile: false });
      void lookUp(names, host);
      expect(names.stats).toMatchObject({ own: 1, system: 0 });
    },
  );

  test('is not asked for where the hosts file holds it, unless that is not to count', async () => {
    const { server, names } = await setUp(() => ['127.0.0.1']);
    expect(await lookUp(names, 'listed.test').answer).toBe('127.0.0.9');
    expect(server.asked).toEqual([]);
    const without = await setUp(() => ['127.0.0.1'], { hostsFile: false });
    expect(await lookUp(without.names, 'listed.test').answer).toBe('127.0.0.1');
  });

  test('is this machine if it is localhost, whatever a name server says', async () => {
    const { server, names } = await setUp(() => ['192.0.2.1']);
    expect(await lookUp(names, 'localhost').answer).toBe('127.0.0.1 ::1');
    expect(await lookUp(names, 'a.localhost').answer).toBe('127.0.0.1 ::1');
    expect(server.asked).toEqual([]);
  });

  test('that can be none is not asked for', async () => {
    const { server, names } = await setUp(() => ['127.0.0.1']);
    for (const host of ['a..b', `${'x'.repeat(64)}.test`]) {
      expect(await lookUp(names, host).answer).toBe('not_found');
    }
    expect(server.asked).toEqual([]);
  });

  test('that nobody answers for is given up in time, and remembered until somebody tries again', async () => {
    const { names } = await setUp(() => 'silence', { patience: 100 });
    expect(await lookUp(names, 'a.test').answer).toBe('timeout');
    expect(lookUp(names, 'a.test').said).toMatchObject({ ok: false });
    expect(names.stats.unanswered).toBe(1);
    names.forgetSilence('a.test');
    expect(lookUp(names, 'a.test').said).toBe('asked');
  });
});

describe('of more names than a server bears at once', () => {
  const many = Array.from({ length: 200 }, (_, index) => `${index}.test`);

  test('those that a request waits for come before those that are looked up ahead', async () => {
    const { server, names } = await setUp((name) => (name === 'urgent.test' ? ['127.0.0.1'] : 'silence'));
    for (const host of many) expect(names.lookUpAhead(host, () => {})).toBe(true);
    let isAsked = false;
    const { said, answer } = lookUp(names, 'urgent.test', () => (isAsked = true));
    expect(said).toBe('queued');
    expect(await answer).toBe('127.0.0.1');
    expect(isAsked).toBe(true);
    expect(new Set(server.asked).size).toBeLessThan(150);
  });

  test('each is asked for in the end, and those that wait are told', async () => {
    const { server, names } = await setUp(() => ['127.0.0.1']);
    let ended = 0;
    for (const host of many) names.lookUpAhead(host, () => (ended += 1));
    expect(await Promise.all(many.map((host) => lookUp(names, host).answer))).toEqual(
      many.map(() => '127.0.0.1'),
    );
    expect(ended).toBe(200);
    expect(server.asked).toHaveLength(400);
    expect(names.lookUpAhead('7.test', () => {})).toBe(false);
  });
});
