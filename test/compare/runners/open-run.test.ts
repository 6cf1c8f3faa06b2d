import { describe, expect, test } from 'vitest';
import { createCompare } from '../../../src/compare/compare.ts';
import { OpenRun } from '../../../src/compare/runners/open-run.ts';
import { systemClock } from '../../../src/util/clock.ts';
import type { Outcome } from '../../../src/core/outcome.ts';
import { fetchAll } from '../../../src/fetch-all.ts';
import { withServer } from '../../support/servers.ts';
import { strategiesOf } from '../fake-result.ts';

const compare = createCompare(fetchAll);
const listOf = (origin: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${origin}/${index}`);

describe.each(['async:4', 'threads:2'])('an open run of %s', (strategy) => {
  test('keeps its connections from one time to the next', async () => {
    await withServer(undefined, async (server) => {
      const urls = listOf(server.origin, 12);
      const run = new OpenRun(urls, (inputs) => fetchAll(inputs, { strategy, prestart: true }), systemClock);
      const seqs: number[][] = [];
      for (const time of [0, 1, 2]) {
        const outcomes: Outcome[] = [];
        let begun = 0;
        const stats = await run.once(
          (outcome) => outcomes.push(outcome),
          () => (begun += 1),
        );
        expect(begun).toBe(1);
        expect(stats.wall).toBeGreaterThan(0);
        expect(stats.threads.startup > 0).toBe(time === 0 && strategy === 'threads:2');
        seqs.push(outcomes.map(({ seq }) => seq - run.seqOffset).sort((a, b) => a - b));
      }
      await run.close();
      expect(new Set(seqs.map(String))).toEqual(new Set([String(urls.map((_, index) => index + 1))]));
      expect(server.arrivals).toHaveLength(36);
      expect(server.connections).toBeLessThanOrEqual(4);
    });
  });
});

test('a run that was never asked for anything closes', async () => {
  const run = new OpenRun(['http://127.0.0.1:1/'], (inputs) => fetchAll(inputs), systemClock);
  await run.close();
  expect(run.seqOffset).toBeLessThanOrEqual(0);
});

describe('a comparison with reuse', () => {
  test('connects in the warm-up only, and its outcomes have the numbers of the list', async () => {
    await withServer(undefined, async (server) => {
      const contenders = ['sequential', 'async:4'];
      const options = { contenders, rounds: 3, reuse: true };
      const comparison = await compare(listOf(server.origin, 6), options);
      expect(comparison).toMatchObject({ rounds: 3, settings: { reuse: true } });
      expect(server.arrivals).toHaveLength(2 * 4 * 6);
      for (const { runs, typical } of strategiesOf(comparison)) {
        expect(runs.map(({ connections }) => connections)).toEqual([0, 0, 0]);
        expect(typical?.outcomes.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6]);
        expect(runs.map(({ slowest }) => slowest !== undefined && slowest.seq <= 6)).toEqual([
          true,
          true,
          true,
        ]);
      }
    });
  });

  test('ends when the signal comes', async () => {
    await withServer(
      () => {},
      async (server) => {
        const controller = new AbortController();
        const options = { contenders: ['async:2'], reuse: true, signal: controller.signal };
        const ended = compare(listOf(server.origin, 3), options);
        await server.arrived(2);
        controller.abort();
        expect(await ended).toMatchObject({ ending: 'stopped', rounds: 0 });
      },
    );
  });

  test('takes a list whose requests have numbers of their own', async () => {
    await withServer(undefined, async (server) => {
      const requests = listOf(server.origin, 3).map((url, index) => ({ url, seq: 10 * (index + 1) }));
      const comparison = await compare(requests, { contenders: ['async:2'], rounds: 3, reuse: true });
      expect(strategiesOf(comparison)[0]?.typical?.outcomes.map(({ seq }) => seq)).toEqual([1, 2, 3]);
    });
  });
});
