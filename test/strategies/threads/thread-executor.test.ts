import { describe, expect, test } from 'vitest';
import { systemClock } from '../../../src/util/clock.ts';
import type { Attempt, Hop, Place } from '../../../src/core/hop.ts';
import {
  ThreadExecutor,
  type ThreadExecutorOptions,
} from '../../../src/strategies/threads/thread-executor.ts';
import { OPTIONS } from '../../http/options.ts';
import { Latch } from '../../support/latch.ts';
import { NO_NAMES } from '../../support/names.ts';
import { withServer, withServers } from '../../support/servers.ts';
import type { Handler } from '../../support/watched-server.ts';
import { fixture } from '../support.ts';

type Ended = { readonly attempt: Attempt; readonly place: Place };

/** An executor with a promise for each hop's end. */
class Bench {
  readonly executor: ThreadExecutor;
  /** What it said each time that more slots were ready. */
  readonly readySlots: number[] = [];
  readonly #waiting = new Map<number, (ended: Ended) => void>();
  #seq = 0;

  constructor(options: Partial<ThreadExecutorOptions> & { threads: number; slots: number }) {
    this.executor = new ThreadExecutor(
      { perHost: Infinity, transport: OPTIONS, names: NO_NAMES, clock: systemClock, ...options },
      {
        attemptEnded: (attempt, place) => {
          const resolve = this.#waiting.get(attempt.seq);
          this.#waiting.delete(attempt.seq);
          if (!resolve) throw new Error(`request ${attempt.seq} has ended twice`);
          resolve({ attempt, place });
        },
        slotsReady: () => this.readySlots.push(this.executor.readySlots),
      },
    );
  }

  run(url: string): Promise<Ended> {
    this.#seq += 1;
    const seq = this.#seq;
    const hop: Hop = { seq, url, origin: new URL(url).origin, method: 'GET', headers: [] };
    return new Promise((resolve) => {
      this.#waiting.set(seq, resolve);
      this.executor.run(hop);
    });
  }
}

const codeOf = ({ attempt }: Ended) => (attempt.kind === 'failure' ? attempt.code : attempt.status);

describe('a worker that dies', () => {
  test.each([
    ['exit', 'the worker thread ended by itself'],
    ['throw', 'the worker thread died: worn out'],
  ])('by %s fails only the hops it held, and is replaced', async (how, message) => {
    const gate = new Latch();
    await withServer(
      (_, response) => void gate.opened.then(() => response.end()),
      async (server) => {
        const bench = new Bench({ threads: 2, slots: 2, entry: fixture('mortal-worker') });
        await bench.executor.prestart();
        // Least loaded first: one hop in each thread, then the fatal one beside one of the two.
        const held = [bench.run(`${server.origin}/1`), bench.run(`${server.origin}/2`)];
        await server.arrived(2);
        const fatal = await bench.run(`${server.origin}/${how}`);
        gate.open();
        const ended = await Promise.all(held);
        const beside = ended.find(({ place }) => place.thread === fatal.place.thread);
        const apart = ended.find(({ place }) => place.thread !== fatal.place.thread);
        expect(fatal.attempt).toMatchObject({ kind: 'failure', code: 'crashed', message });
        expect(beside?.attempt).toMatchObject({ kind: 'failure', code: 'crashed', message });
        expect(apart?.attempt).toMatchObject({ kind: 'response', status: 200 });
        const after = await Promise.all([1, 2, 3, 4].map((each) => bench.run(`${server.origin}/${each}`)));
        expect(after.map(codeOf)).toEqual([200, 200, 200, 200]);
        expect(bench.executor.threads.started).toBe(3);
        await bench.executor.close();
      },
    );
  });

  test('before it is ready fails what waits for it, and the run can end', async () => {
    const bench = new Bench({ threads: 2, slots: 1, entry: fixture('stillborn-worker') });
    const ended = await Promise.all([bench.run('http://127.0.0.1:9/'), bench.run('http://127.0.0.1:9/')]);
    expect(ended.map(codeOf)).toEqual(['crashed', 'crashed']);
    expect(ended[0]?.attempt).toMatchObject({ message: 'the worker thread died: stillborn' });
    await bench.executor.prestart();
    await bench.executor.close();
  });
});

describe('slots that are ready', () => {
  test('are those of threads that are up; after a death, again once the replacement is', async () => {
    await withServer(undefined, async (server) => {
      const bench = new Bench({ threads: 2, slots: 3, entry: fixture('mortal-worker') });
      expect(bench.executor.readySlots).toBe(6);
      const started = bench.executor.prestart();
      expect(bench.executor.readySlots).toBe(0);
      await started;
      expect(bench.readySlots).toEqual([3, 6]);
      await bench.run(`${server.origin}/exit`);
      expect(bench.executor.readySlots).toBe(3);
      while (bench.readySlots.length < 3) await new Promise(setImmediate);
      expect(bench.readySlots).toEqual([3, 6, 6]);
      expect(bench.executor.threads.started).toBe(3);
      await bench.executor.close();
    });
  });

  test('are all where no thread can be started, so that hops fail instead of waiting', async () => {
    const bench = new Bench({ threads: 2, slots: 3, entry: fixture('stillborn-worker') });
    await bench.executor.prestart();
    expect(bench.readySlots).toEqual([6]);
    expect(codeOf(await bench.run('http://127.0.0.1:9/'))).toBe('crashed');
    expect(bench.readySlots).toEqual([6, 6]);
    await bench.executor.close();
  });
});

describe('closing', () => {
  test('does not wait for a thread that something else keeps alive', async () => {
    await withServer(undefined, async (server) => {
      const bench = new Bench({ threads: 2, slots: 1, entry: fixture('lingering-worker') });
      expect(codeOf(await bench.run(`${server.origin}/`))).toBe(200);
      await bench.executor.close();
      await server.emptied();
    });
  });

  test('ends the time that threads take to start', async () => {
    const bench = new Bench({ threads: 4, slots: 1 });
    const started = bench.executor.prestart();
    await bench.executor.close();
    await started;
    const { startup } = bench.executor.threads;
    await new Promise(setImmediate);
    expect(bench.executor.threads).toEqual({ started: 4, startup });
  });
});

describe('connections', () => {
  test('a hop goes to the thread that holds an idle connection to its origin', async () => {
    await withServers([undefined, undefined], async ([a, b]) => {
      if (!a || !b) throw new Error('two servers were started');
      const bench = new Bench({ threads: 2, slots: 1 });
      await bench.executor.prestart();
      const [first, second] = await Promise.all([bench.run(`${a.origin}/`), bench.run(`${b.origin}/`)]);
      for (let round = 0; round < 5; round += 1) {
        expect((await bench.run(`${b.origin}/`)).place.thread).toBe(second?.place.thread);
        expect((await bench.run(`${a.origin}/`)).place.thread).toBe(first?.place.thread);
      }
      expect(a.peakConnections).toBe(1);
      expect(b.peakConnections).toBe(1);
      await bench.executor.close();
    });
  });

  test('one that idles in a busy thread is closed before another is opened', async () => {
    const gates = [new Latch(), new Latch()] as const;
    const gated =
      (gate: Latch): Handler =>
      (_, response) =>
        void gate.opened.then(() => response.end());
    await withServers([undefined, gated(gates[0]), gated(gates[1])], async ([host, second, third]) => {
      if (!host || !second || !third) throw new Error('three servers were started');
      const bench = new Bench({ threads: 2, slots: 1, perHost: 1 });
      await bench.executor.prestart();
      const { place: holder } = await bench.run(`${host.origin}/`);
      // The free thread that is not the holder comes first, then the holder gets busy too.
      const elsewhere = bench.run(`${second.origin}/`);
      const atHolder = bench.run(`${third.origin}/`);
      await Promise.all([second.arrived(1), third.arrived(1)]);
      gates[0].open();
      const { place: free } = await elsewhere;
      expect(free.thread).not.toBe(holder.thread);
      const moved = await bench.run(`${host.origin}/`);
      expect(moved.place.thread).toBe(free.thread);
      expect(host.peakConnections).toBe(1);
      gates[1].open();
      expect((await atHolder).place.thread).toBe(holder.thread);
      await bench.executor.close();
      await host.emptied();
    });
  });
});

test('cancel ends what waits for a thread as well as what is in one', async () => {
  await withServer(
    () => {},
    async (server) => {
      const bench = new Bench({ threads: 1, slots: 1 });
      await bench.executor.prestart();
      const flying = bench.run(`${server.origin}/`);
      await server.arrived(1);
      bench.executor.cancel();
      expect(codeOf(await flying)).toBe('cancelled');
      await bench.executor.close();

      const unstarted = new Bench({ threads: 1, slots: 1 });
      const waiting = unstarted.run(`${server.origin}/`);
      unstarted.executor.cancel();
      expect(codeOf(await waiting)).toBe('cancelled');
      await unstarted.executor.close();
    },
  );
});
