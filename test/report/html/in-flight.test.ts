/** What is drawn as in flight is what was: never more, in runs with retries, redirects and queues. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Outcome } from '../../../src/core/outcome.ts';
import { attemptIntervals } from '../../../src/output/attempt-times.ts';
import { Occupancy } from '../../../src/report/picture/occupancy.ts';
import { RunPicture } from '../../../src/report/picture/run-picture.ts';
import type { FakeExecutor } from '../../schedule/fake-executor.ts';
import { POLICY, setUp } from '../../schedule/set-up.ts';

const runs = fc.record({
  slots: fc.integer({ min: 1, max: 6 }),
  perHost: fc.constantFrom(1, 2, 4),
  hosts: fc.array(fc.nat(3), { minLength: 1, maxLength: 25 }),
  steps: fc.array(
    fc.record({
      which: fc.nat(),
      /** Milliseconds, in whole microseconds. */
      after: fc.integer({ min: 1, max: 40_000 }).map((microseconds) => microseconds / 1000),
      end: fc.constantFrom('ok', 'ok', 'redirect', 'reset', 'busy', 'refused'),
    }),
    { minLength: 1, maxLength: 40 },
  ),
});

type Run = typeof runs extends fc.Arbitrary<infer T> ? T : never;

/** Runs the real scheduler: a slot's next attempt begins at the moment at which its last one has ended. */
function runOf({ slots, perHost, hosts, steps }: Run) {
  const { time, executor, scheduler, outcomes, admit } = setUp(slots, { ...POLICY, perHost, retries: 2 });
  const began = startsOf(executor, () => time.now);
  admit(...hosts.map((host, index) => `http://h${host}.example/${index}`));
  for (let step = 0; executor.inFlight.size > 0 || time.ringsAt < Infinity; step += 1) {
    const { which, after, end } = steps[step % steps.length] ?? { which: 0, after: 1, end: 'ok' };
    const seqs = [...executor.inFlight.keys()];
    const seq = seqs[which % Math.max(1, seqs.length)];
    time.pass(seq === undefined ? time.ringsAt - time.now : after);
    if (seq === undefined || !executor.inFlight.has(seq)) continue;
    // What begins and what ends are not in the same microsecond: records cannot tell which of them came first.
    while (time.now < Math.max(...began.values()) + 0.001) time.pass(0.001);
    const startedAt = began.get(seq) ?? 0;
    const base = { seq, startedAt, timings: { total: Math.round((time.now - startedAt) * 1000) / 1000 } };
    const isLast = step >= 3 * steps.length;
    if (end === 'reset' || end === 'refused') {
      const code = isLast ? 'cancelled' : end === 'reset' ? 'connection_reset' : 'connection_refused';
      executor.end({ ...base, kind: 'failure', code, message: code });
    } else {
      const status = isLast || end === 'ok' ? 200 : end === 'busy' ? 503 : 302;
      const locations = [`http://h${which % 4}.example/${which}`];
      executor.end({ ...base, kind: 'response', status, httpVersion: '1.1', bytes: 0, locations });
    }
  }
  return { outcomes, peak: scheduler.peakInFlight };
}

function startsOf(executor: FakeExecutor, clock: () => number): ReadonlyMap<number, number> {
  const began = new Map<number, number>();
  const run = executor.run.bind(executor);
  executor.run = (hop) => {
    began.set(hop.seq, clock());
    run(hop);
  };
  return began;
}

function pictureOf(outcomes: readonly Outcome[]): RunPicture {
  const picture = new RunPicture();
  for (const outcome of outcomes) picture.add(outcome);
  return picture;
}

function withoutTries(outcome: Outcome): Outcome {
  const { tries: _tries, ...older } = outcome;
  return older;
}

test('the drawn peak is the summary’s, and no step is above it', () => {
  fc.assert(
    fc.property(runs, (run) => {
      const { outcomes, peak } = runOf(run);
      const picture = pictureOf(outcomes);
      expect(picture.peak).toBe(peak);
      expect(Math.max(...picture.inFlight().values)).toBe(peak);
    }),
  );
});

test('no mean over a short time is above the peak', () => {
  fc.assert(
    fc.property(runs, (run) => {
      const { outcomes, peak } = runOf(run);
      const occupancy = new Occupancy();
      for (const { start, end } of outcomes.flatMap(attemptIntervals)) occupancy.add(start, end);
      for (const value of occupancy.series(0).values) expect(value).toBeLessThanOrEqual(peak + 1e-6);
    }),
  );
});

test('records that do not tell of each attempt are drawn with less, never with more', () => {
  fc.assert(
    fc.property(runs, (run) => {
      const { outcomes, peak } = runOf(run);
      const older = outcomes.map(withoutTries);
      expect(pictureOf(older).peak).toBeLessThanOrEqual(peak);
    }),
  );
});

test('attempts of requests that ended while they waited for another one count, too', () => {
  const { time, executor, scheduler, outcomes, admit } = setUp(4, { ...POLICY, retries: 2 });
  admit('http://a/1', 'http://b/2', 'http://c/3');
  time.pass(5);
  for (const seq of [1, 2, 3]) executor.fail(seq, 'connection_reset');
  scheduler.cancel();
  expect(outcomes.map(({ attempts, startedAt }) => ({ attempts, startedAt }))).toEqual(
    [1, 2, 3].map(() => ({ attempts: 1, startedAt: undefined })),
  );
  expect(pictureOf(outcomes).peak).toBe(scheduler.peakInFlight);
});
