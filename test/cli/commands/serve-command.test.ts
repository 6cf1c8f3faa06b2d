import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { listen } from '../../support/port.ts';
import { Latch } from '../../support/latch.ts';
import { FakeIo, type FakeIoOptions } from '../fake-io.ts';

type Site = { readonly fake: FakeIo; readonly urls: readonly string[] };

/** Serves while `use` looks at it; a SIGINT ends it, and the listing tells when it is up. */
async function serving(
  argv: readonly string[],
  use: (site: Site) => Promise<void>,
  options: FakeIoOptions = {},
): Promise<FakeIo> {
  const up = new Latch();
  const fake = new FakeIo({ ...options, onStderr: () => up.open() });
  const exit = fake.run('serve', ...argv);
  await Promise.race([up.opened, exit]);
  await use({ fake, urls: fake.lines });
  fake.signal('SIGINT');
  expect(await exit).toBe(130);
  expect(fake.listeners).toBe(0);
  return fake;
}

describe('overlap serve', () => {
  it('says what listens where, and ends with its ports at a signal', async () => {
    const specs = ['latency=0,size=7', 'latency=0,errors=100%:503'];
    const fake = await serving(
      ['--host', specs[0] ?? '', '--host', specs[1] ?? ''],
      async ({ fake: { err } }) => {
        const [head, ...hosts] = err.trimEnd().split('\n');
        expect(head).toBe('2 hosts, with a page under every path, until Ctrl-C:');
        expect(hosts.map((host) => host.trim().split('  ')[1])).toEqual(specs);
        const [first = '', second = ''] = hosts.map((host) => host.trim().split('  ')[0] ?? '');
        expect(await (await fetch(`${first}/any/path`)).text()).toBe('/any/pa');
        expect((await fetch(`${second}/`)).status).toBe(503);
      },
    );
    expect(fake.out).toBe('');
    const origin = /http:\S+/.exec(fake.err)?.[0] ?? '';
    await expect(fetch(origin)).rejects.toThrow('fetch failed');
  });

  it('lists the URLs, a page of each host in turn', async () => {
    const argv = ['--hosts', '3', '--pages', '2', '--urls'];
    await serving(argv, async ({ urls }) => {
      const [a, b, c] = urls.map((url) => new URL(url).origin);
      expect(urls).toEqual([`${a}/1`, `${b}/1`, `${c}/1`, `${a}/2`, `${b}/2`, `${c}/2`]);
      expect(new Set([a, b, c]).size).toBe(3);
    });
  });

  it('serves what overlap fetch takes for a list', async () => {
    const argv = ['--host', 'latency=5,capacity=2,errors=30%:503', '--pages', '20', '--urls'];
    const statuses: string[][] = [];
    for (const concurrency of ['2', '20']) {
      await serving(argv, async ({ urls }) => {
        const fake = new FakeIo({ stdin: urls.join('\n') });
        expect(await fake.run('fetch', '-', '--ordered', '-c', concurrency, '--retries', '0')).toBe(0);
        statuses.push(fake.lines.map((line) => line.replace(/127\.0\.0\.1:\d+/, 'host')));
      });
    }
    expect(statuses[0]).toHaveLength(20);
    expect(statuses[0]?.some((line) => line.startsWith('503'))).toBe(true);
    expect(statuses[1]).toEqual(statuses[0]);
  });

  it('takes ports in a row from the one that it is given, or says that it cannot', async () => {
    const probe = createServer();
    const port = await listen(probe);
    const fake = new FakeIo();
    expect(await fake.run('serve', '--port', String(port))).toBe(1);
    expect(fake.err).toMatch(/^overlap: no host can be served: listen EADDRINUSE[^\n]*--port[^\n]*\n$/);
    await new Promise((resolve) => {
      probe.close(resolve);
    });
    await serving(['--port', String(port), '--urls', '--pages', '1'], async ({ urls }) => {
      expect(urls).toEqual([`http://127.0.0.1:${port}/1`]);
    });
  });

  it('goes on when nobody reads the list any more', async () => {
    const onStdout = () => Object.assign(new Error('write EPIPE'), { code: 'EPIPE' });
    await serving(
      ['--urls'],
      async ({ fake: { err } }) => {
        const origin = /http:\S+/.exec(err)?.[0] ?? '';
        expect((await fetch(origin)).status).toBe(200);
      },
      { onStdout },
    );
  });

  it('ends when the list cannot be written', async () => {
    const onStdout = () => Object.assign(new Error('write ENOSPC'), { code: 'ENOSPC' });
    const fake = new FakeIo({ onStdout });
    expect(await fake.run('serve', '--urls', '--quiet')).toBe(1);
    expect(fake.err).toBe('overlap: the standard output cannot be written: write ENOSPC\n');
  });

  it('names the first twenty of many hosts', async () => {
    const fake = await serving(['--hosts', '22'], async () => {});
    expect(fake.err.trimEnd().split('\n')).toHaveLength(22);
    expect(fake.err).toMatch(/\n {2}and 2 more, which --urls lists\n$/);
  });

  it.each([
    [['--host', 'latency=-1'], /--host "latency=-1": latency=-1: "-1" is not a duration/],
    [['--hosts', '1', '--host', 'size=1', '--host', 'size=2'], /--hosts 1 is less than the 2 hosts/],
    [['--hosts', '1001'], /--hosts: 1001 is more than 1000/],
    [['--port', '65536'], /--port: 65536 is more than 65535/],
    [['--port', '65535', '--hosts', '2'], /--port 65535 leaves no room for 2 hosts/],
    [['--seed', 'x'], /--seed: "x" is not a whole number of at least 0/],
    [['here'], /too many arguments for 'serve'/],
  ])('%j: one clear line, exit code 1', async (argv, message) => {
    const fake = new FakeIo();
    expect(await fake.run('serve', ...argv)).toBe(1);
    expect(fake.err).toMatch(/^overlap: [^\n]*\n$/);
    expect(fake.err).toMatch(message);
  });
});
