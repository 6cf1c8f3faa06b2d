/** A rate holds while a thread that has died is being replaced, as the server sees it. */
import { expect, test } from 'vitest';
import { systemAlarm } from '../../src/core/alarm.ts';
import { systemClock } from '../../src/core/clock.ts';
import type { Outcome } from '../../src/core/outcome.ts';
import { resolveOptions } from '../../src/core/resolved-options.ts';
import { policyOf } from '../../src/schedule/policy.ts';
import { Scheduler } from '../../src/schedule/scheduler.ts';
import { ThreadExecutor } from '../../src/strategies/thread-executor.ts';
import { OPTIONS } from '../http/options.ts';
import { mostWithin } from '../support/most-within.ts';
import { withServer } from '../support/servers.ts';
import { fixture } from './support.ts';

/** All outcomes of the URLs, at 40 a second, in threads with this entry. */
async function fetchPaced(urls: readonly string[], threads: number, entry: string): Promise<Outcome[]> {
  const executor = new ThreadExecutor(
    { threads, slots: 16, perHost: 16, transport: OPTIONS, clock: systemClock, entry },
    {
      attemptEnded: (attempt, place) => scheduler.attemptEnded(attempt, place),
      slotsReady: () => scheduler.dispatch(),
    },
  );
  const outcomes: Outcome[] = [];
  const tools = { clock: systemClock, alarm: systemAlarm(systemClock), random: Math.random };
  const policy = policyOf(resolveOptions({ rate: '40/s', perHost: { concurrency: 16 } }));
  let allEnded = (): void => {};
  const ended = new Promise<void>((resolve) => (allEnded = resolve));
  const scheduler = new Scheduler(executor, policy, tools, (outcome) => {
    outcomes.push(outcome);
    if (outcomes.length === urls.length) allEnded();
  });
  await executor.prestart();
  for (const [index, url] of urls.entries()) scheduler.admit(index + 1, { url });
  await ended;
  scheduler.close();
  await executor.close();
  return outcomes;
}

test.each([1, 2])('of %i, one that dies in mid-run', async (threads) => {
  const times: number[] = [];
  await withServer(
    (_, response) => {
      times.push(performance.now());
      response.end();
    },
    async (server) => {
      const list = Array.from({ length: 60 }, (_, index) => `${server.origin}/${index}`);
      list[10] = `${server.origin}/exit`;
      const outcomes = await fetchPaced(list, threads, fixture('slow-mortal-worker'));
      const crashed = outcomes.filter(({ kind }) => kind === 'failure');
      expect(crashed.map(({ url }) => url)).toContain(list[10]);
      expect(crashed).toMatchObject(crashed.map(() => ({ error: { code: 'crashed' } })));
      // Some that crashed had reached the server already.
      expect(times.length).toBeGreaterThanOrEqual(60 - crashed.length);
      expect(times.length).toBeLessThan(60);
      // What a second may hold, in 900 ms: arrivals are a little later or earlier than what was sent.
      expect(mostWithin(times, 900)).toBeLessThanOrEqual(40 + 4);
    },
  );
});

test('threads that cannot be started fail every request, and none waits for ever', async () => {
  const list = Array.from({ length: 6 }, (_, index) => `http://127.0.0.1:9/${index}`);
  const outcomes = await fetchPaced(list, 2, fixture('stillborn-worker'));
  expect(outcomes).toMatchObject(list.map((url) => ({ url, error: { code: 'crashed' } })));
});
