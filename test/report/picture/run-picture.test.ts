import { expect, test } from 'vitest';
import { RunPicture } from '../../../src/report/picture/run-picture.ts';
import { simulatedRun } from '../html/simulated-run.ts';

function pictureOf(run: Parameters<typeof simulatedRun>[0], most?: number): RunPicture {
  const picture = new RunPicture(most);
  for (const outcome of simulatedRun(run)) picture.add(outcome);
  return picture;
}

test('a small run is drawn whole, and its steps never exceed its slots', () => {
  const picture = pictureOf({ requests: 300, slots: 16 });
  expect(picture.sketches()).toHaveLength(300);
  const { values, averaged } = picture.inFlight();
  expect(averaged).toBe(false);
  expect(Math.max(...values)).toBe(16);
  expect(picture.peak).toBe(16);
});

test('of a large run an even sample is kept, and all requests count', () => {
  const picture = pictureOf({ requests: 5000, slots: 16 }, 1000);
  expect(picture.sent).toBe(5000);
  expect(picture.drawn).toBe(625);
  expect(new Set(picture.sketches().map(({ seq }) => (seq - 1) % 8))).toEqual(new Set([0]));
  const { values, averaged } = picture.inFlight();
  expect(averaged).toBe(true);
  expect(Math.max(...values)).toBeLessThanOrEqual(16);
  expect(picture.peak).toBe(16);
});

test('a list with holes in its numbers is thinned all the same', () => {
  const picture = new RunPicture(100);
  for (const outcome of simulatedRun({ requests: 1000, slots: 4 })) {
    picture.add({ ...outcome, seq: outcome.seq * 64 + 1 });
  }
  expect(picture.drawn).toBeLessThanOrEqual(100);
  expect(picture.drawn).toBeGreaterThan(20);
});
