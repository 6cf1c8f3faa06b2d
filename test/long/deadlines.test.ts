/**
 * A thousand requests reach the same deadline at about the same time: each ends when it should. Whoever else uses the cores
 * makes them late, and nothing makes them early: so the machine must be quiet, and each may be tried three times.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { FailureCode } from '../../src/core/failure-code.ts';
import type { FetchOptions } from '../../src/options/options.ts';
import type { AttemptTimings } from '../../src/core/hop.ts';
import { World } from '../hostile/world.ts';
import { onRequests } from '../servers/raw-server.ts';

const PROGRAM = fileURLToPath(new URL('process-under-deadline.ts', import.meta.url));
const COUNT = 1000;
const DEADLINE = 1000;
/** Milliseconds that it may be late: 100 or a tenth, whichever is more. */
const LATENESS = Math.max(100, DEADLINE / 10);

type Told = { readonly code: FailureCode; readonly timings: AttemptTimings; readonly delay: number };

type Stall = {
  readonly name: string;
  readonly code: FailureCode;
  readonly phase: keyof AttemptTimings;
  readonly options: FetchOptions;
  readonly origin: (world: World) => Promise<string>;
};

const HEAD = 'HTTP/1.1 200 OK\r\ncontent-length: 9999\r\n\r\n';

const STALLS: readonly Stall[] = [
  {
    name: 'looking up',
    code: 'dns_timeout',
    phase: 'dns',
    options: { connectTimeout: DEADLINE },
    origin: async (world) => `http://${world.name('silence')}`,
  },
  {
    name: 'connecting',
    code: 'connect_timeout',
    phase: 'connect',
    options: { connectTimeout: DEADLINE },
    origin: (world) => world.blackHole(),
  },
  {
    name: 'the handshake',
    code: 'tls_timeout',
    phase: 'tls',
    options: { connectTimeout: DEADLINE },
    origin: async (world) => (await world.tcp(() => {})).replace('http:', 'https:'),
  },
  {
    name: 'the head',
    code: 'headers_timeout',
    phase: 'wait',
    options: { headersTimeout: DEADLINE },
    origin: (world) => world.tcp(() => {}),
  },
  {
    name: 'the body',
    code: 'body_timeout',
    phase: 'receive',
    options: { bodyTimeout: DEADLINE },
    origin: (world) => world.tcp((socket) => onRequests(socket, () => socket.write(HEAD))),
  },
  {
    name: 'the attempt as a whole',
    code: 'total_timeout',
    phase: 'total',
    options: { timeout: DEADLINE },
    origin: (world) =>
      world.tcp((socket) => {
        onRequests(socket, () => {
          socket.write(HEAD);
          const timer = setInterval(() => socket.write('a'), DEADLINE / 4);
          socket.on('close', () => clearInterval(timer)).on('error', () => clearInterval(timer));
        });
      }),
  },
];

/** In a process of its own: what the servers do is not to make it late. */
async function fetchInVain(
  urls: readonly string[],
  options: FetchOptions,
): Promise<{ told: Told[]; lag: number }> {
  const argv = ['--import', 'tsx', PROGRAM, JSON.stringify(options)];
  const child = spawn(process.execPath, argv, { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(urls.join('\n'));
  const [printed] = await Promise.all([text(child.stdout), once(child, 'close')]);
  return JSON.parse(printed);
}

describe.each(['async:1000', 'hybrid:2x500'])('%s', (strategy) => {
  test.each(STALLS)('$name', { retry: 2 }, async ({ name, code, phase, options, origin }) => {
    const world = await World.start();
    try {
      const base = await origin(world);
      // Each name is looked up by itself.
      const isNamed = phase === 'dns';
      const urls = Array.from({ length: COUNT }, (_, index) =>
        isNamed ? `http://${world.name('silence', `silent-${index}.test`)}/` : `${base}/${index}`,
      );
      const { told, lag } = await fetchInVain(urls, {
        strategy,
        retries: 0,
        prestart: true,
        perHost: { concurrency: 'unlimited' },
        hostFailures: 'unlimited',
        dnsServer: world.dnsServer,
        ...options,
      });
      expect(new Set(told.map((each) => each.code))).toEqual(new Set([code]));
      expect(told).toHaveLength(COUNT);
      const late = told.map(({ timings }) => (timings[phase] ?? 0) - DEADLINE);
      const toldLate = told.map(({ delay }, index) => delay + (late[index] ?? 0));
      const [least, most, mostTold] = [Math.min(...late), Math.max(...late), Math.max(...toldLate)];
      console.log(
        `${strategy}, ${name}: ${least.toFixed()} to ${most.toFixed()} ms late, told ${mostTold.toFixed()} ms late; timers ${lag.toFixed()} ms`,
      );
      expect(least).toBeGreaterThan(-1);
      expect(most).toBeLessThanOrEqual(LATENESS);
      expect(mostTold).toBeLessThanOrEqual(LATENESS);
    } finally {
      await world.close();
    }
  });
});
