import { readdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { withServer } from '../../support/servers.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import type { Handler } from '../../support/watched-server.ts';
import { FakeIo } from '../fake-io.ts';

const quick = ['--contender', 'sequential', '--contender', 'async:4', '--rounds', '3', '--no-warm-up'];
const files = temporaryFolder();
const ESCAPE = '\u001b';

describe('overlap compare', () => {
  it('shows a timeline and a table on the standard output, and nothing else', async () => {
    await withServer(undefined, async (server) => {
      const fake = new FakeIo({ stdin: `${server.origin}/1\n${server.origin}/2\n` });
      expect(await fake.run('compare', '-', ...quick)).toBe(0);
      expect(fake.err).toBe('');
      expect(fake.out).toMatch(/^sequential .* peak 1 in flight/m);
      expect(fake.out).toMatch(/^contender +median +speed-up +95 % interval/m);
      expect(fake.out).toMatch(/^async:4 +.* [ms]+ /m);
      expect(fake.out).not.toContain(ESCAPE);
      expect(server.arrivals).toHaveLength(12);
    });
  });

  it('prints the comparison as one line of JSON with --json', async () => {
    await withServer(undefined, async ({ origin }) => {
      const fake = new FakeIo();
      expect(
        await fake.run('compare', `${origin}/1`, ...quick, '--json', '-X', 'HEAD', '--per-host', '2'),
      ).toBe(0);
      expect(fake.lines).toHaveLength(1);
      expect(JSON.parse(fake.out)).toMatchObject({
        requests: 1,
        rounds: 3,
        contenders: [{ spec: 'sequential' }, { spec: 'async:4' }],
        settings: { method: 'HEAD', perHost: 2, warmUp: false },
      });
    });
  });

  it('warms up, and gives -c to the contenders without numbers', async () => {
    await withServer(undefined, async (server) => {
      const fake = new FakeIo();
      const argv = ['--contender', 'async', '--rounds', '3', '-c', '7', '--json'];
      await fake.run('compare', `${server.origin}/1`, ...argv);
      expect(JSON.parse(fake.out)).toMatchObject({
        contenders: [{ spec: 'async:7' }],
        settings: { warmUp: true },
      });
      expect(server.arrivals).toHaveLength(4);
    });
  });

  it('says on a terminal what it is doing, unless it is to be quiet', async () => {
    const slow: Handler = (_, response) => void setTimeout(() => response.end('ok'), 200);
    await withServer(slow, async ({ origin }) => {
      const argv = [`${origin}/1`, '--contender', 'async:1', '--rounds', '3', '--no-warm-up'];
      const fake = new FakeIo({ terminals: ['stdout', 'stderr'] });
      await fake.run('compare', ...argv);
      expect(fake.err).toContain(`\r${ESCAPE}[Kround 1 of 3: async:1\r${ESCAPE}[K`);
      expect(fake.out).toContain(ESCAPE);
      const quiet = new FakeIo({ terminals: ['stdout', 'stderr'], env: { NO_COLOR: '1' } });
      await quiet.run('compare', ...argv, '--quiet');
      expect(quiet.err).toBe('');
      expect(quiet.out).not.toContain(ESCAPE);
    });
  });

  it('exits with 0 if requests failed, which it tells, and with 130 if it was stopped', async () => {
    const reset: Handler = (request) => void request.socket.destroy();
    await withServer(reset, async ({ origin }) => {
      const fake = new FakeIo();
      expect(await fake.run('compare', `${origin}/1`, ...quick)).toBe(0);
      expect(fake.out).toContain('warning: 6 of 6 requests failed (6 connection_reset)');
    });
    const silent: Handler = () => {};
    await withServer(silent, async (server) => {
      const fake = new FakeIo();
      const mine = files.path('mine.csv');
      await writeFile(mine, '');
      const reports = ['--html', files.path('report.html'), '--csv', mine];
      const exit = fake.run('compare', `${server.origin}/1`, ...quick, ...reports);
      await server.arrived(1);
      fake.signal('SIGINT');
      expect(await exit).toBe(130);
      expect(fake.out).toBe('');
      expect(fake.err).toBe(
        'Stopping; Ctrl-C again ends at once.\nStopped by SIGINT before a whole round was finished.\n',
      );
      expect(fake.listeners).toBe(0);
      expect(await readdir(dirname(mine))).toEqual(['mine.csv']);
    });
  });

  it('ends quietly if nobody reads the standard output', async () => {
    await withServer(undefined, async ({ origin }) => {
      const fake = new FakeIo({ onStdout: () => Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }) });
      expect(await fake.run('compare', `${origin}/1`, ...quick)).toBe(0);
      expect(fake.err).toBe('');
    });
  });
});

describe('what overlap compare compares', () => {
  it('is a sweep, which ends with a recommendation', async () => {
    await withServer(undefined, async ({ origin }) => {
      const fake = new FakeIo({ stdin: [1, 2, 3, 4].map((page) => `${origin}/${page}\n`).join('') });
      expect(await fake.run('compare', '-', '--sweep', 'async:1..8', '--rounds', '3', '--no-warm-up')).toBe(
        0,
      );
      expect(fake.out).toMatch(/^async:1 .*^async:2 .*^async:4 /ms);
      expect(fake.out).not.toContain('async:8');
      expect(fake.out).toMatch(
        /^(?:Past \d+ in flight, more buys less than 5 %|The throughput still grows)/m,
      );
    });
  });

  it.skipIf(process.platform === 'win32')('is an external command as well', async () => {
    await withServer(undefined, async ({ origin }) => {
      const fake = new FakeIo();
      expect(
        await fake.run('compare', `${origin}/1`, ...quick, '--command', 'wc -l <{file}', '--reuse'),
      ).toBe(0);
      expect(fake.out).toMatch(/^command:wc .* timed as a whole process$/m);
      const failing = new FakeIo();
      await failing.run('compare', `${origin}/1`, ...quick, '--command', 'exit 9 {file}');
      expect(failing.out.replaceAll(/\s+/g, ' ')).toContain(
        'command:exit failed in 3 of 3 rounds (exit code 9)',
      );
    });
  });

  it('is no command without a place for the URLs', async () => {
    const fake = new FakeIo();
    expect(await fake.run('compare', 'http://127.0.0.1:1/', '--command', 'curl -H secret')).toBe(1);
    expect(fake.err).toMatch(/^overlap: the command curl has no \{file\} in it/);
    expect(fake.err).not.toContain('secret');
  });

  it('ends early where the verdict may end it, and says so', async () => {
    const slow: Handler = (_, response) => void setTimeout(() => response.end('ok'), 30);
    await withServer(slow, async ({ origin }) => {
      const fake = new FakeIo({ stdin: [1, 2, 3, 4].map((page) => `${origin}/${page}\n`).join('') });
      const contenders = ['--contender', 'sequential', '--contender', 'async:4'];
      expect(await fake.run('compare', '-', ...contenders, '--early-stop', '--rounds', '30', '--json')).toBe(
        0,
      );
      expect(JSON.parse(fake.out)).toMatchObject({ ending: 'settled', verdict: { fastest: 'async:4' } });
    });
  });
});

describe('overlap demo', () => {
  it('compares the strategies on the demo site, and says what it does', async () => {
    const fake = new FakeIo();
    expect(await fake.run('demo', '--scale', '0.01', '--rounds', '3')).toBe(0);
    expect(fake.err.replaceAll('\n', ' ')).toMatch(
      /^A demo site on this machine stands in for the 11 pages .* 0\.01 times as slow/,
    );
    expect(Math.max(...fake.err.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
    for (const spec of ['sequential', 'threads:11', 'async:11', 'hybrid:']) expect(fake.out).toContain(spec);
    expect(fake.out).toMatch(/^11 requests, 11 hosts, 3 rounds$/m);
    expect(fake.out).not.toContain('article');
    // It starts three dozen threads, on a machine that may have other things to do.
  }, 60_000);

  it('takes contenders with and without numbers', async () => {
    const fake = new FakeIo();
    const argv = ['--scale', '0.001', '--rounds', '3', '--json', '--quiet'];
    expect(await fake.run('demo', ...argv, '--contender', 'async:3')).toBe(0);
    expect(JSON.parse(fake.out)).toMatchObject({ requests: 11, contenders: [{ spec: 'async:3' }] });
    expect(fake.err).toBe('');
  });

  it.each([
    [[], { rounds: 4, budget: 100 }],
    [['--rounds', '3'], { rounds: 3, budget: 60_000 }],
    [['--rounds', '3', '--budget', '2m'], { rounds: 3, budget: 120_000 }],
    [['--budget', '1ms'], { rounds: 4, budget: 1 }],
  ])('takes a number of rounds and a budget: %j', async (flags, settings) => {
    const fake = new FakeIo();
    const argv = ['--scale', '0.001', '--json', '--quiet', '--contender', 'async:11'];
    expect(await fake.run('demo', ...argv, ...flags)).toBe(0);
    expect(JSON.parse(fake.out)).toMatchObject({ settings });
  });
});
