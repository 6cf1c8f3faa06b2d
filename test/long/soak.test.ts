/**
 * 1,000 connections at once for five minutes, of which one request in twenty meets a fault: nothing is left of it.
 * `SOAK_SECONDS=20` is a quick look.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { fetchAll } from '../../src/fetch-all.ts';
import { onRequests, RawServer } from '../servers/raw-server.ts';
import { Chance } from '../hostile/mutants/chance.ts';
import { openSockets } from '../support/open-sockets.ts';

const SECONDS = Number(process.env['SOAK_SECONDS'] ?? 300);
const AT_ONCE = 1000;
const HOSTS = 20;
const FAULTS = 0.05;
const LATENCY = 400;
/** When the heap is measured, as shares of the time, and how much it may grow in between. */
const LOOKS = [0.4, 0.95];
const GROWTH = 1.2;

const OK = 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok';
const FAULTY = ['HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhalf', 'garbage\r\n\r\n', '', OK] as const;

test(
  'nothing is left of 1,000 connections at once with one fault in twenty',
  async () => {
    const before = openSockets();
    const chance = new Chance(1);
    const servers = await Promise.all(Array.from({ length: HOSTS }, () => RawServer.start(serve(chance))));
    const warnings: string[] = [];
    const onWarning = ({ message }: Error): void => void warnings.push(message);
    process.on('warning', onWarning);
    const heap: number[] = [];
    const startedAt = performance.now();
    function* urls(): Generator<string> {
      for (let count = 0, share = 0; share < 1; count += 1) {
        share = (performance.now() - startedAt) / 1000 / SECONDS;
        if (share > (LOOKS[heap.length] ?? Infinity)) heap.push(heapUsed());
        yield `${servers[count % HOSTS]?.origin}/${count}`;
      }
    }
    const policy = { retries: 0, hostFailures: 'unlimited', perHost: { concurrency: 'unlimited' } } as const;
    const run = fetchAll(urls(), { strategy: `async:${AT_ONCE}`, ...policy });
    const codes = new Map<string, number>();
    for await (const outcome of run) {
      const code = outcome.kind === 'failure' ? outcome.error.code : String(outcome.status);
      codes.set(code, (codes.get(code) ?? 0) + 1);
    }
    await Promise.all(servers.map((server) => server.emptied()));
    await Promise.all(servers.map((server) => server.close()));
    process.off('warning', onWarning);
    const { peakInFlight, finished, read } = run.stats;
    console.log(`${finished} requests, heap ${heap.join(' → ')} bytes, ${JSON.stringify([...codes])}`);
    expect(warnings).toEqual([]);
    expect(peakInFlight).toBe(AT_ONCE);
    expect(finished).toBe(read);
    expect([...codes.keys()].toSorted()).toEqual([
      '200',
      'body_truncated',
      'connection_reset',
      'malformed_response',
    ]);
    expect(heap).toHaveLength(LOOKS.length);
    expect(heap[1]).toBeLessThan((heap[0] ?? 0) * GROWTH);
    expect(openSockets()).toBe(before);
  },
  (SECONDS + 60) * 1000,
);

/** Answers after a while; now and then breaks off, talks nonsense or resets. */
function serve(chance: Chance): Parameters<typeof RawServer.start>[0] {
  return (socket) => {
    onRequests(socket, () => {
      setTimeout(() => {
        if (!chance.happens(FAULTS)) socket.write(OK);
        else if (chance.happens(0.5)) socket.resetAndDestroy();
        else socket.end(chance.oneOf(FAULTY));
      }, LATENCY);
    });
  };
}

function heapUsed(): number {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect === 'function') collect();
  return process.memoryUsage().heapUsed;
}
