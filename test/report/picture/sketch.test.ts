import { expect, test } from 'vitest';
import { sketchOf } from '../../../src/report/picture/sketch.ts';
import { failureOutcome, responseOutcome } from '../../compare/fake-run.ts';

test('the last attempt in its phases, with what no phase accounts for', () => {
  const outcome = {
    ...responseOutcome(1, 0, 100),
    timings: { queued: 7, wait: 60, receive: 30, total: 100 },
  };
  expect(sketchOf(outcome)).toMatchObject({
    result: '200',
    earlier: 0,
    queued: 7,
    dns: 0,
    wait: 60,
    receive: 30,
    other: 10,
  });
});

test('what came before the last attempt, when there were several', () => {
  const outcome = { ...failureOutcome(1, 0, 100, 'connection_reset'), attempts: 3, elapsed: 450 };
  const sketch = sketchOf({ ...outcome, timings: { queued: 50, wait: 100, total: 100 } });
  expect(sketch).toMatchObject({ result: 'connection_reset', earlier: 300, queued: 50, attempts: 3 });
  expect((sketch?.end ?? 0) - (sketch?.start ?? 0)).toBeCloseTo(450, 6);
});

test('nothing for a request that never went out', () => {
  const { startedAt: _s, timings: _t, ...unsent } = failureOutcome(1, 0, 0, 'invalid_url');
  expect(sketchOf(unsent)).toBeUndefined();
});
