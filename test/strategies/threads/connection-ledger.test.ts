import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ConnectionLedger } from '../../../src/strategies/threads/connection-ledger.ts';

const ORIGIN = 'http://a';

test('a hop takes the idle connection of its thread, or opens one', () => {
  const ledger = new ConnectionLedger(2);
  ledger.hopSent(ORIGIN, 0);
  ledger.hopEnded(ORIGIN, 0, true);
  expect([...ledger.threadsWithIdle(ORIGIN)]).toEqual([0]);
  ledger.hopSent(ORIGIN, 0);
  expect(ledger.hasRoom(ORIGIN)).toBe(true);
  ledger.hopSent(ORIGIN, 1);
  expect(ledger.hasRoom(ORIGIN)).toBe(false);
  ledger.hopEnded(ORIGIN, 1, false);
  expect(ledger.hasRoom(ORIGIN)).toBe(true);
});

test('idle connections count until they are closed, or their thread is gone', () => {
  const ledger = new ConnectionLedger(2);
  for (const thread of [0, 1]) {
    ledger.hopSent(ORIGIN, thread);
    ledger.hopEnded(ORIGIN, thread, true);
  }
  expect(ledger.hasRoom(ORIGIN)).toBe(false);
  ledger.idleClosed(ORIGIN, 0);
  expect(ledger.hasRoom(ORIGIN)).toBe(true);
  ledger.hopSent(ORIGIN, 2);
  expect(ledger.hasRoom(ORIGIN)).toBe(false);
  ledger.threadGone(1);
  expect(ledger.hasRoom(ORIGIN)).toBe(true);
});

/**
 * A model of one origin's connections: workers act on what they know, the main thread hears of it later.
 * Whatever the delays, there are never more connections than the cap.
 */
test('never lets an origin have more connections than its cap, however late the reports', () => {
  const step = fc.record({
    what: fc.constantFrom('send', 'end', 'die', 'hear'),
    thread: fc.nat(2),
    kept: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 4 }), fc.array(step, { maxLength: 200 }), (cap, steps) => {
      const ledger = new ConnectionLedger(cap);
      const workers = [0, 1, 2].map(() => ({ busy: 0, idle: 0 }));
      const mail: (() => void)[][] = [[], [], []];
      let inFlight = 0;
      for (const { what, thread, kept } of steps) {
        const worker = workers[thread];
        const box = mail[thread];
        if (!worker || !box) continue;
        if (what === 'send') {
          const holds = [...ledger.threadsWithIdle(ORIGIN)].includes(thread);
          if (inFlight >= cap || (!holds && !ledger.hasRoom(ORIGIN))) continue;
          ledger.hopSent(ORIGIN, thread);
          inFlight += 1;
          if (worker.idle > 0) worker.idle -= 1;
          worker.busy += 1;
        } else if (what === 'end' && worker.busy > 0) {
          worker.busy -= 1;
          if (kept) worker.idle += 1;
          box.push(() => {
            ledger.hopEnded(ORIGIN, thread, kept);
            inFlight -= 1;
          });
        } else if (what === 'die' && worker.idle > 0) {
          worker.idle -= 1;
          box.push(() => ledger.idleClosed(ORIGIN, thread));
        } else if (what === 'hear') box.shift()?.();
        const open = workers.reduce((sum, { busy, idle }) => sum + busy + idle, 0);
        expect(open).toBeLessThanOrEqual(cap);
      }
    }),
    { numRuns: 500 },
  );
});
