/** What the scheduler does with time: rates, delays, retries, pauses that servers ask for, dead hosts. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Outcome } from '../../src/core/outcome.ts';
import { POLICY, setUp } from './set-up.ts';

const code = (outcome: Outcome | undefined) =>
  outcome?.kind === 'failure' ? outcome.error.code : outcome?.status;

const many = (origin: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${origin}/${index}`);

describe('rates', () => {
  test('bound what goes to one host, and no other', () => {
    const pace = { ...POLICY.pace, rate: { interval: 200, burst: 1 } };
    const { time, executor, admit } = setUp(10, { pace });
    admit(...many('http://slow', 3), ...many('http://also', 2));
    const sent = () => executor.ran.map((hop) => hop.url.replace(/^http:\/\/|\/.*/gu, ''));
    expect(sent()).toEqual(['slow', 'also']);
    time.pass(199);
    expect(sent()).toHaveLength(2);
    time.pass(1);
    expect(sent()).toEqual(['slow', 'also', 'slow', 'also']);
    time.pass(200);
    expect(sent()).toEqual(['slow', 'also', 'slow', 'also', 'slow']);
  });

  test('bound what goes in all', () => {
    const { time, executor, admit } = setUp(10, { rate: { interval: 100, burst: 2 } });
    admit(...many('http://a', 2), ...many('http://b', 3));
    expect(executor.ran).toHaveLength(2);
    time.pass(250);
    expect(executor.ran).toHaveLength(4);
    time.pass(1000);
    expect(executor.ran).toHaveLength(5);
    expect(time.ringsAt).toBe(Infinity);
  });

  test('and delays keep two requests to a host apart', () => {
    const { time, executor, admit } = setUp(10, { pace: { ...POLICY.pace, delay: 1000 } });
    admit(...many('http://a', 3));
    time.pass(1500);
    expect(executor.ran).toHaveLength(2);
  });
});

describe('slots that are not ready', () => {
  test('get nothing that is paced, and do not make the alarm ring', () => {
    const { time, executor, scheduler, admit } = setUp(3, { rate: { interval: 10, burst: 1 } });
    executor.readySlots = 1;
    admit(...many('http://a', 3));
    time.pass(100);
    expect(executor.ran).toHaveLength(1);
    expect(time.ringsAt).toBe(Infinity);
    executor.readySlots = 3;
    scheduler.dispatch();
    expect(executor.ran).toHaveLength(2);
    time.pass(10);
    expect(executor.ran).toHaveLength(3);
  });

  test.each([
    ['without a pace', POLICY.pace, 2],
    ['with a delay', { ...POLICY.pace, delay: 1 }, 0],
  ])('%s', (_, pace, ran) => {
    const { executor, admit } = setUp(2, { pace });
    executor.readySlots = 0;
    admit('http://a/', 'http://b/');
    expect(executor.ran).toHaveLength(ran);
  });
});

describe('the alarm', () => {
  const pace = { ...POLICY.pace, rate: { interval: 3_600_000, burst: 1 } };

  test('is not set any more when the run is over, though an origin still rests', () => {
    const { time, executor, scheduler, outcomes, admit } = setUp(1, { pace });
    admit('http://a/');
    // As the run does when the last outcome has come: in the middle of it.
    outcomes.push = () => {
      scheduler.close();
      return 1;
    };
    executor.respond(1);
    expect(time.ringsAt).toBe(Infinity);
  });

  test('does not ring in vain while what may go is held back', () => {
    const { time, scheduler, admit } = setUp(9, { rate: { interval: 10, burst: 1 } });
    scheduler.holdAbove(1);
    admit('http://a/', 'http://b/');
    time.pass(20);
    expect(time.ringsAt).toBe(Infinity);
    scheduler.holdAbove(Infinity);
    scheduler.dispatch();
    expect(scheduler.inFlight).toBe(2);
  });
});

describe('retries', () => {
  test('wait without a slot, longer each time, and are counted', () => {
    const { time, executor, outcomes, admit } = setUp(1, { retries: 2 });
    admit('http://a/', 'http://b/');
    executor.fail(1);
    expect(executor.ran.map((hop) => hop.seq)).toEqual([1, 2]);
    executor.respond(2);
    time.pass(499);
    expect(executor.ran).toHaveLength(2);
    time.pass(1);
    executor.respond(1, { status: 500 });
    time.pass(999);
    expect(executor.ran).toHaveLength(3);
    time.pass(1);
    executor.respond(1);
    expect(outcomes).toMatchObject([
      { seq: 2, attempts: 1 },
      { seq: 1, status: 200, attempts: 3, inFlight: 3 },
    ]);
  });

  test('end: a status that outlives them is a response, a failure a failure', () => {
    const { time, executor, outcomes, admit } = setUp(2, { retries: 1 });
    admit('http://a/', 'http://b/');
    executor.respond(1, { status: 502 });
    executor.fail(2, 'headers_timeout');
    time.pass(1000);
    executor.respond(1, { status: 502 });
    executor.fail(2, 'headers_timeout');
    expect(outcomes.map(code)).toEqual([502, 'headers_timeout']);
    expect(time.ringsAt).toBe(Infinity);
  });

  test.each(['POST', 'PATCH'])('are not for %s', (method) => {
    const { executor, scheduler, outcomes } = setUp(1, { retries: 2 });
    scheduler.admit(1, { url: 'http://a/', method });
    executor.fail(1);
    expect(outcomes.map(code)).toEqual(['connection_reset']);
  });

  test.each(['dns_not_found', 'tls_certificate', 'malformed_response', 'body_too_large'] as const)(
    'are not for %s',
    (failure) => {
      const { executor, outcomes, admit } = setUp(1, { retries: 2 });
      admit('http://a/');
      executor.fail(1, failure);
      expect(outcomes.map(code)).toEqual([failure]);
    },
  );

  test('are counted anew for each hop', () => {
    const { time, executor, outcomes, admit } = setUp(1, { retries: 1 });
    admit('http://a/');
    executor.fail(1);
    time.pass(500);
    executor.respond(1, { status: 302, locations: ['/x'] });
    executor.fail(1);
    time.pass(500);
    executor.respond(1);
    expect(outcomes).toMatchObject([{ status: 200, attempts: 4 }]);
  });

  test('a cancelled run ends those that back off', () => {
    const { time, executor, scheduler, outcomes, admit } = setUp(1, { retries: 2 });
    admit('http://a/');
    executor.fail(1);
    scheduler.cancel();
    expect(outcomes.map(code)).toEqual(['cancelled']);
    expect(time.ringsAt).toBe(Infinity);
  });
});

describe('an answer that asks for a pause', () => {
  test('keeps everything from its origin, and nothing from others', () => {
    const { time, executor, scheduler, admit } = setUp(1, { retries: 1 });
    admit('http://a/1', 'http://a/2', 'http://b/3');
    executor.respond(1, { status: 429, retryAfter: '30' });
    expect(scheduler.pauses).toEqual({ count: 1, total: 30_000, longestAt: 'http://a' });
    expect(executor.ran.map((hop) => hop.seq)).toEqual([1, 3]);
    executor.respond(3);
    time.pass(29_999);
    expect(executor.ran).toHaveLength(2);
    time.pass(1);
    expect(executor.ran.map((hop) => hop.seq)).toEqual([1, 3, 1]);
  });

  test('without a time is a back-off of the origin', () => {
    const { time, executor, admit } = setUp(2, { retries: 2 });
    admit('http://a/1');
    executor.respond(1, { status: 503 });
    time.pass(500);
    executor.respond(1, { status: 503, retryAfter: 'rubbish' });
    time.pass(999);
    expect(executor.ran).toHaveLength(2);
    time.pass(1);
    expect(executor.ran).toHaveLength(3);
  });

  test('is only what it asks for, where nothing is to be added to that', () => {
    const pace = { ...POLICY.pace, backsOff: false };
    const { time, executor, outcomes, admit } = setUp(1, { pace });
    admit(...many('http://a', 4));
    executor.respond(1, { status: 429 });
    executor.respond(2, { status: 503, retryAfter: 'rubbish' });
    expect(executor.ran).toHaveLength(3);
    executor.respond(3, { status: 429, retryAfter: '30' });
    time.pass(29_999);
    expect(executor.ran).toHaveLength(3);
    time.pass(1);
    executor.respond(4);
    expect(outcomes.map(code)).toEqual([429, 503, 429, 200]);
  });

  test('that is longer than is waited for is the outcome, and the origin waits the most', () => {
    const { time, executor, outcomes, admit } = setUp(1, { retries: 2 });
    admit('http://a/1', 'http://a/2');
    executor.respond(1, { status: 429, retryAfter: '3600' });
    expect(outcomes).toMatchObject([{ seq: 1, status: 429, attempts: 1 }]);
    time.pass(59_999);
    expect(executor.ran).toHaveLength(1);
    time.pass(1);
    expect(executor.ran).toHaveLength(2);
  });

  test('is lifted by a success that was asked for later, and by none before', () => {
    const { time, executor, admit } = setUp(3, { retries: 1 });
    admit('http://a/1', 'http://a/2');
    time.pass(10);
    admit('http://a/3', 'http://a/4');
    executor.respond(1, { status: 429, retryAfter: '30' });
    executor.respond(2);
    executor.respond(3);
    expect(executor.ran).toHaveLength(3);
    time.pass(30_000);
    executor.respond(1);
    executor.respond(4);
    admit('http://a/5', 'http://a/6');
    expect(executor.ran).toHaveLength(7);
    time.pass(10);
    executor.respond(5, { status: 429, retryAfter: '30' });
    executor.respond(6);
    admit('http://a/7');
    expect(executor.ran).toHaveLength(7);
  });

  test('is followed by one request, and by one more in flight for each that is not refused but the first', () => {
    const { time, executor, outcomes, admit } = setUp(9, { perHost: 3, retries: 1 });
    const flying = () => [...executor.inFlight.keys()];
    admit(...many('http://a', 9));
    time.pass(10);
    for (const seq of [1, 2, 3]) executor.respond(seq, { status: 429, retryAfter: '1' });
    admit(...many('http://b', 3));
    expect(flying()).toEqual([10, 11, 12]);
    for (const seq of flying()) executor.respond(seq);
    time.pass(1000);
    expect(flying()).toEqual([1]);
    executor.respond(1);
    expect(flying()).toEqual([2]);
    executor.respond(2);
    expect(flying()).toEqual([3, 4]);
    // A host that breaks down is not asked one by one until the last deadline.
    executor.fail(4, 'too_slow');
    expect(flying()).toEqual([3, 5, 6]);
    time.pass(10);
    executor.respond(5, { status: 429, retryAfter: '1' });
    // They were under way when the pause was asked for, and neither lift it nor count.
    executor.respond(3);
    executor.fail(6, 'body_too_large');
    time.pass(1000);
    expect(flying()).toEqual([4]);
    executor.respond(4);
    expect(flying()).toEqual([5]);
    executor.respond(5);
    expect(flying()).toEqual([7, 8]);
    admit(...many('http://a', 4));
    executor.respond(7);
    expect(flying()).toEqual([8, 9, 13]);
    // The cap is the cap.
    executor.respond(8);
    expect(flying()).toEqual([9, 13, 14]);
    expect(outcomes.map(code)).not.toContain(429);
  });

  test('that nobody heeds changes nothing', () => {
    const pace = { ...POLICY.pace, backsOff: false };
    const { executor, admit } = setUp(3, { pace });
    admit(...many('http://a', 6));
    for (const seq of [1, 2, 3]) executor.respond(seq, { status: 429 });
    expect([...executor.inFlight.keys()]).toEqual([4, 5, 6]);
  });
});

test('one burst of answers is one pause; a success starts the count anew', () => {
  const { time, executor, admit } = setUp(4, { retries: 1 });
  const paused = () => {
    const before = executor.ran.length;
    let waited = 0;
    while (executor.ran.length === before) {
      time.pass(100);
      waited += 100;
    }
    return waited;
  };
  admit(...many('http://a', 4));
  time.pass(1);
  for (const seq of [1, 2, 3, 4]) executor.respond(seq, { status: 503 });
  expect(paused()).toBe(500);
  executor.respond(1, { status: 503 });
  expect(paused()).toBe(1000);
  executor.respond(2);
  executor.respond(3, { status: 503 });
  expect(paused()).toBe(500);
});

test('a back-off of our own is never too long for a retry', () => {
  const { time, executor, outcomes, admit } = setUp(1, {
    retries: 1,
    maxRetryAfter: 100,
    pace: { ...POLICY.pace, maxRetryAfter: 100 },
  });
  admit('http://a/');
  executor.respond(1, { status: 503 });
  time.pass(100);
  executor.respond(1);
  expect(outcomes).toMatchObject([{ status: 200, attempts: 2 }]);
});

test('an origin is forgotten when nothing of it matters any more', () => {
  const pace = { ...POLICY.pace, rate: { interval: 1000, burst: 1 } };
  const { time, executor, scheduler, admit } = setUp(2, { pace });
  admit('http://a/', 'http://b/');
  executor.respond(1);
  executor.respond(2, { status: 503, retryAfter: '5' });
  time.pass(999);
  expect(scheduler.origins).toBe(2);
  time.pass(1);
  expect(scheduler.origins).toBe(1);
  time.pass(34_000);
  expect(scheduler.origins).toBe(0);
  expect(time.ringsAt).toBe(Infinity);
});

describe('a host that is not there', () => {
  const dead = { pace: { ...POLICY.pace, hostFailures: 3 } };

  test('is given up after so many attempts in a row; what remains ends at once, untried', () => {
    const { executor, outcomes, admit } = setUp(2, dead);
    admit(...many('http://gone', 6), 'http://there/');
    for (const seq of [1, 2, 3]) executor.fail(seq, 'connection_refused');
    expect(outcomes).toMatchObject([
      { seq: 1, attempts: 1 },
      { seq: 2, attempts: 1 },
      { seq: 3, attempts: 1 },
      { seq: 5, attempts: 0, notTried: true, error: { code: 'connection_refused' } },
      { seq: 6, attempts: 0, notTried: true },
    ]);
    admit('http://gone/later');
    expect(outcomes.at(-1)).toMatchObject({ seq: 8, notTried: true });
    executor.fail(4, 'connection_refused');
    executor.respond(7);
    expect(outcomes.map((outcome) => outcome.seq).toSorted((a, b) => a - b)).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8,
    ]);
  });

  test('takes its requests that back off with it', () => {
    const { time, executor, outcomes, admit } = setUp(3, { ...dead, retries: 2 });
    admit(...many('http://gone', 3));
    for (const seq of [1, 2, 3]) executor.fail(seq, 'connection_refused');
    expect(outcomes.map((outcome) => outcome.seq).toSorted((a, b) => a - b)).toEqual([1, 2, 3]);
    expect(outcomes.every((outcome) => outcome.attempts === 1)).toBe(true);
    expect(time.ringsAt).toBe(Infinity);
  });

  test.each(['crashed', 'internal'] as const)('is no more there for %s of our own', (code_) => {
    const { executor, outcomes, admit } = setUp(1, dead);
    admit(...many('http://gone', 5));
    for (const seq of [1, 2]) executor.fail(seq, 'connection_refused');
    executor.fail(3, code_);
    executor.fail(4, 'connection_refused');
    expect(outcomes).toHaveLength(5);
    expect(outcomes.at(-1)).toMatchObject({ notTried: true });
  });

  test('is not given up if somebody answers in between', () => {
    const { executor, outcomes, admit } = setUp(1, dead);
    admit(...many('http://shaky', 6));
    for (const seq of [1, 2]) executor.fail(seq, 'connect_timeout');
    executor.fail(3, 'headers_timeout');
    for (const seq of [4, 5]) executor.fail(seq, 'connect_timeout');
    executor.respond(6);
    expect(outcomes.map((outcome) => outcome.attempts)).toEqual([1, 1, 1, 1, 1, 1]);
  });
});

describe('laws', () => {
  const law = fc.record({
    slots: fc.integer({ min: 1, max: 6 }),
    perHost: fc.integer({ min: 1, max: 3 }),
    interval: fc.integer({ min: 1, max: 300 }),
    hostInterval: fc.integer({ min: 1, max: 300 }),
    burst: fc.integer({ min: 1, max: 4 }),
    delay: fc.constantFrom(0, 0, 50),
    hosts: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 40 }),
    steps: fc.infiniteStream(
      fc.tuple(fc.nat(1000), fc.constantFrom('ok', 'ok', 'fail', 'refuse', 'busy', 'redirect'), fc.nat(400)),
    ),
  });

  test('no cap and no rate is ever broken, every request ends once, and nothing waits for ever', () => {
    fc.assert(
      fc.property(law, ({ slots, perHost, interval, hostInterval, burst, delay, hosts, steps }) => {
        const limits = { maxRetryAfter: 2000, backsOff: true, hostFailures: 4 };
        const pace = { rate: { interval: hostInterval, burst }, delay, ...limits };
        const policy = { perHost, retries: 2, maxRetryAfter: 2000, rate: { interval, burst }, pace };
        const { time, executor, outcomes, admit } = setUp(slots, policy);
        const sent: { readonly at: number; readonly origin: string }[] = [];
        const run = executor.run.bind(executor);
        executor.run = (hop) => {
          sent.push({ at: time.now, origin: hop.origin });
          run(hop);
        };
        admit(...hosts.map((host) => `http://h${host}/`));
        for (const [pick, end, pause] of steps) {
          const flying = [...executor.inFlight.values()];
          const hop = flying[pick % flying.length];
          for (const { origin } of flying) {
            expect(flying.filter((each) => each.origin === origin).length).toBeLessThanOrEqual(perHost);
          }
          if (!hop && time.ringsAt === Infinity) break;
          time.pass(hop ? pause : time.ringsAt - time.now);
          if (!hop) continue;
          if (end === 'ok') executor.respond(hop.seq);
          else if (end === 'fail') executor.fail(hop.seq);
          else if (end === 'refuse') executor.fail(hop.seq, 'connection_refused');
          else if (end === 'busy') executor.respond(hop.seq, { status: 503, retryAfter: String(pick % 4) });
          else executor.respond(hop.seq, { status: 302, locations: [`http://h${pick % 5}/${pick}`] });
        }
        const ended = outcomes.map((outcome) => outcome.seq).toSorted((a, b) => a - b);
        expect(ended).toEqual(hosts.map((_, index) => index + 1));
        expectRate(
          sent.map(({ at }) => at),
          interval,
          burst,
        );
        for (const host of new Set(sent.map(({ origin }) => origin))) {
          const times = sent.filter(({ origin }) => origin === host).map(({ at }) => at);
          expectRate(times, hostInterval, burst);
          if (delay > 0) expectRate(times, delay, 1);
        }
      }),
    );
  });
});

/** No stretch of time holds more than the rate brings in it, and the burst. */
function expectRate(times: readonly number[], interval: number, burst: number): void {
  times.forEach((from, first) => {
    times.slice(first).forEach((to, count) => {
      expect(count + 1).toBeLessThanOrEqual((to - from) / interval + burst + 1e-6);
    });
  });
}
