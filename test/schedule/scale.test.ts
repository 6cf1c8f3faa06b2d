import { expect, test } from 'vitest';
import { POLICY, setUp } from './set-up.ts';

/** CPU microseconds of this process for each of so many decisions. */
function cost(decisions: number, act: () => void): number {
  const before = process.cpuUsage();
  act();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / decisions;
}

test.each([
  ['without a pace', POLICY.pace],
  ['with a rate for each', { ...POLICY.pace, rate: { interval: 1000, burst: 1 } }],
])('a decision among 100,000 origins takes less than 20 µs, %s', (_, pace) => {
  const origins = 100_000;
  const { time, executor, scheduler, outcomes, admit } = setUp(64, { pace, perHost: 1 });
  const admitting = cost(origins, () => {
    for (let host = 0; host < origins; host += 1) admit(`http://h${host}.example/`);
  });
  const deciding = cost(origins, () => {
    while (executor.inFlight.size > 0) {
      for (const seq of executor.inFlight.keys()) executor.respond(seq);
      time.pass(1);
    }
  });
  expect(outcomes).toHaveLength(origins);
  time.pass(10_000);
  expect(scheduler.origins).toBe(0);
  expect(deciding).toBeLessThan(20);
  // Parsing the URL and making the journey come on top.
  expect(admitting).toBeLessThan(40);
});
