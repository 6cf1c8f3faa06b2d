import { expect, test } from 'vitest';
import type { Outcome } from '../../../src/core/outcome.ts';
import { InputOrder } from '../../../src/schedule/queue/input-order.ts';
import { keptBytes, MOST_KEPT_BYTES } from '../../../src/schedule/queue/kept-bytes.ts';
import { OutcomeQueue } from '../../../src/schedule/queue/outcome-queue.ts';
import { setUp } from '../set-up.ts';

const HOPS = 10;
const LONG = 16_000;

/** The outcomes of requests that were redirected to ever other long URLs, and then answered or not. */
function redirected(count: number, ends: 'answered' | 'broken' = 'answered'): Outcome[] {
  const { executor, outcomes, admit } = setUp(count);
  for (let seq = 1; seq <= count; seq += 1) {
    admit(`http://h${seq}/`);
    for (let hop = 0; hop < HOPS; hop += 1) {
      executor.respond(seq, { status: 302, locations: [`/${hop}${'x'.repeat(LONG)}`] });
    }
    if (ends === 'answered') executor.respond(seq, { body: new Uint8Array(7), bytes: 7 });
    else executor.fail(seq);
  }
  return outcomes;
}

/** A `Location` each, and the URLs that come of all but the last. */
const LEAST = (2 * HOPS - 1) * LONG;

test.each(['answered', 'broken'] as const)('redirects count, of a request that is %s', (ends) => {
  const [outcome] = redirected(1, ends);
  const kept = outcome ? keptBytes(outcome) : 0;
  expect(kept).toBeGreaterThan(LEAST);
  expect(kept).toBeLessThan(LEAST + 1000);
});

test('a queue is full of long redirects before it is full of outcomes, and empty when they are taken', async () => {
  const outcomes = redirected(Math.ceil(MOST_KEPT_BYTES / LEAST));
  expect(outcomes.length).toBeLessThan(250);
  const queue = new OutcomeQueue();
  for (const outcome of outcomes) queue.push(outcome);
  expect(queue.isFull).toBe(true);
  for (const _ of outcomes) await queue.next();
  expect([queue.isFull, queue.bytes]).toEqual([false, 0]);
});

test('long redirects behind a late outcome are counted until it lets them go', () => {
  const [late, ...others] = redirected(4);
  const released: number[] = [];
  const order = new InputOrder(({ seq }) => released.push(seq));
  for (let seq = 1; seq <= 4; seq += 1) order.expect(seq);
  for (const outcome of others) order.add(outcome);
  expect(order.bytes).toBeGreaterThan(3 * LEAST);
  if (late) order.add(late);
  expect([order.bytes, released]).toEqual([0, [1, 2, 3, 4]]);
});
