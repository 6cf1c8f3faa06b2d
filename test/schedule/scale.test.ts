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
  // Parsing the URL and making the request come on top.
  expect(admitting).toBeLessThan(40);
});

test('of 60,000 dead hosts those are remembered that were asked for last, and those of which something waits', () => {
  const pace = { ...POLICY.pace, hostFailures: 2 };
  const { time, executor, scheduler, outcomes, admit } = setUp(64, { pace, retries: 1 });
  let seq = 0;
  const refused = (url: string) => {
    admit(url);
    executor.fail((seq += 1), 'dns_not_found');
  };
  const isNotTried = (url: string) => {
    const before = executor.ran.length;
    admit(url);
    if (executor.ran.length > before) executor.respond((seq += 1));
    else seq += 1;
    return executor.ran.length === before;
  };
  for (const path of [1, 2]) {
    refused(`http://forgotten/${path}`);
    refused(`http://asked-for/${path}`);
  }
  admit('http://waiting/');
  executor.fail((seq += 1), 'connection_refused');
  const others = (name: string) =>
    cost(30_000, () => {
      for (let host = 0; host < 30_000; host += 1) refused(`http://${name}${host}.example/`);
    });
  expect(others('a')).toBeLessThan(60);
  expect(isNotTried('http://asked-for/3')).toBe(true);
  expect(others('b')).toBeLessThan(60);
  expect(scheduler.origins).toBe(50_001);
  expect(isNotTried('http://asked-for/4')).toBe(true);
  expect(isNotTried('http://forgotten/3')).toBe(false);
  time.pass(500);
  executor.fail(5, 'connection_refused');
  expect(outcomes.find((outcome) => outcome.seq === 5)?.attempts).toBe(2);
  expect(isNotTried('http://waiting/2')).toBe(true);
});

test('a dead host that is forgotten keeps its rate', () => {
  const pace = { ...POLICY.pace, rate: { interval: 1000, burst: 1 } };
  const { time, executor, scheduler, admit } = setUp(64, { pace });
  admit('http://first/1');
  executor.fail(1, 'connection_refused');
  for (let seq = 2; seq <= 50_001; seq += 1) {
    admit(`http://h${seq}/`);
    executor.fail(seq, 'connection_refused');
  }
  const before = executor.ran.length;
  admit('http://first/2');
  time.pass(999);
  expect(executor.ran).toHaveLength(before);
  time.pass(1);
  expect(executor.ran).toHaveLength(before + 1);
  executor.respond(50_002);
  time.pass(1000);
  expect(scheduler.origins).toBe(50_000);
});
